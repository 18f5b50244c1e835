import type { ComponentType } from "preact";
import { mayDeleteOthers } from "../../protocol/moderation.ts";
import { CopyIcon, TrashIcon } from "../parts/icons.tsx";
import { menuKey } from "../parts/menu-keys.ts";
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
		<div class="popover-menu" role="menu" aria-label="Message actions" tabIndex={-1} onKeyDown={menuKey}>
			{itemsFor(place, own).map(({ says, Icon, run, danger }) => (
				<button
					key={says}
					class={danger ? "popover-item danger" : "popover-item"}
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
	const me = client.me.value;
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
	if (text && !closed && (own || (me !== null && mayDeleteOthers(me, room.info.value)))) {
		items.push({ says: "Delete", Icon: TrashIcon, danger: true, run: () => act.askToDelete(place) });
	}
	return items;
}
