import type { ComponentType } from "preact";
import { CopyIcon, TrashIcon } from "../parts/icons.tsx";
import { BellIcon, BookmarkIcon, HistoryIcon, LinkIcon, PinIcon, UnreadIcon } from "../parts/message-icons.tsx";
import { showEdits } from "./edit-history.tsx";
import * as act from "./message-actions.ts";
import type { MessagePlace } from "./message-marks.tsx";

interface Item {
	says: string;
	Icon: ComponentType;
	run(): void;
	danger?: boolean;
}

/** All that can be done with a message beside what its bar has. */
export function MessageMenu({ own, onDone, ...place }: MessagePlace & { own: boolean; onDone(): void }) {
	return (
		<div class="message-menu" role="menu" aria-label="Message actions" tabIndex={-1} onKeyDown={onKey}>
			{itemsFor(place, own).map(({ says, Icon, run, danger }) => (
				<button
					key={says}
					class={danger ? "message-menu-item danger" : "message-menu-item"}
					type="button"
					role="menuitem"
					tabIndex={-1}
					onClick={() => {
						onDone();
						run();
					}}
				>
					<Icon /> {says}
				</button>
			))}
		</div>
	);
}

function itemsFor(place: MessagePlace, own: boolean): Item[] {
	const { client, room, message, where } = place;
	const items: Item[] = [];
	const closed = room.info.value.archived === true;
	const text = message.kind === "text";
	const reply = message.thread !== undefined;
	if (message.body !== "") items.push({ says: "Copy text", Icon: CopyIcon, run: () => act.copyBody(place) });
	items.push({ says: "Copy link", Icon: LinkIcon, run: () => act.copyLink(place) });
	items.push({
		says: act.isSaved(place) ? "Remove from saved" : "Save for later",
		Icon: BookmarkIcon,
		run: () => act.toggleSaved(place),
	});
	if (!closed && text) {
		items.push({
			says: message.pinned ? "Unpin from the room" : "Pin to the room",
			Icon: PinIcon,
			run: () => act.togglePinned(place),
		});
	}
	if (where === "room" ? !reply || message.inRoom : reply) {
		items.push({ says: "Mark unread from here", Icon: UnreadIcon, run: () => act.markUnread(place) });
	}
	if (text) {
		items.push({
			says: act.isFollowed(place) ? "Unfollow thread" : "Follow thread",
			Icon: BellIcon,
			run: () => act.toggleFollowed(place),
		});
	}
	if (message.editedAt !== undefined) {
		items.push({ says: "Edit history", Icon: HistoryIcon, run: () => showEdits(client, room, message) });
	}
	if (text && !closed && (own || client.me.value?.role !== "member")) {
		items.push({ says: "Delete", Icon: TrashIcon, danger: true, run: () => act.askToDelete(place) });
	}
	return items;
}

function onKey(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
	const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
	const at = items.findIndex((item) => item.matches(":focus"));
	const next = stepTo(event.key, at, items);
	if (next === null) return;
	event.preventDefault();
	items[(next + items.length) % items.length]?.focus();
}

/** Which item a key goes to: the arrows, both ends, or the next that begins with a letter. */
function stepTo(key: string, at: number, items: readonly HTMLElement[]): number | null {
	if (key === "ArrowDown" || key === "ArrowUp") return at + (key === "ArrowDown" ? 1 : -1);
	if (key === "Home") return 0;
	if (key === "End") return items.length - 1;
	if (key === "Tab") return at;
	if (key.length !== 1) return null;
	const begins = (item: HTMLElement) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase());
	const later = items.findIndex((item, index) => index > at && begins(item));
	const found = later < 0 ? items.findIndex(begins) : later;
	return found < 0 ? null : found;
}
