import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { inOrder } from "../../client/room-order.ts";
import { CompassIcon, InboxIcon, Mark, PlusIcon, SearchIcon } from "../parts/icons.tsx";
import { INBOX_HASH } from "../place.ts";
import { dialog, drawerOpen, place, showInbox } from "../view.ts";
import { MeFoot } from "./me-foot.tsx";
import { DirectItem, RoomItem } from "./room-item.tsx";
import { SavedLink } from "./saved-link.tsx";
import { UnreadCount } from "./unread-count.tsx";

/** More direct rooms than these are folded away. */
const DIRECT_SHOWN = 20;
const MOD = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : "Ctrl";

export function RoomsNav({ client, current }: { client: Client; current: Room | null }) {
	const listed = useComputed(() =>
		inOrder(client.rooms.value.values()).filter(({ info }) => !info.value.archived),
	).value;
	const rooms = listed.filter(({ info }) => info.value.visibility !== "direct");
	return (
		<nav class="rooms" aria-label="Rooms">
			<header class="place">
				<Mark />
				<span class="place-name">{client.server.value?.name ?? "Parlour"}</span>
			</header>
			<button class="jump-to" type="button" onClick={() => open("switcher")}>
				<SearchIcon />
				<span>Jump to…</span>
				<kbd>{MOD} K</kbd>
			</button>
			<div class="rooms-scroll">
				<InboxLink client={client} />
				<SavedLink />
				<div class="section-head">
					<h2>Rooms</h2>
					<SectionButton name="Browse rooms" onClick={() => open("browse")}>
						<CompassIcon />
					</SectionButton>
					{/* Its dialog has a button of this name, and there is only one at a time; hidden it could not get the focus back. */}
					<SectionButton name={dialog.value === "create" ? "New room" : "Create room"} onClick={() => open("create")}>
						<PlusIcon />
					</SectionButton>
				</div>
				<ul>
					{rooms.map((room) => (
						<RoomItem key={room.id} client={client} room={room} current={room === current} />
					))}
				</ul>
				<DirectRooms client={client} current={current} />
			</div>
			<MeFoot client={client} />
		</nav>
	);
}

function open(name: "switcher" | "browse" | "create" | "direct"): void {
	dialog.value = name;
}

function InboxLink({ client }: { client: Client }) {
	const asking = client.attention.value;
	return (
		<a
			class="room-link inbox-link"
			href={INBOX_HASH}
			aria-current={place.value.view === "inbox" ? "page" : undefined}
			data-unread={asking > 0}
			onClick={(event) => {
				event.preventDefault();
				drawerOpen.value = false;
				showInbox();
			}}
		>
			<span class="room-sign" aria-hidden="true">
				<InboxIcon />
			</span>
			<span class="room-name">Inbox</span>
			<UnreadCount unread={0} asking={asking} what="waiting for you" />
		</a>
	);
}

/** Those with the latest word first, as far as there are not too many. */
function DirectRooms({ client, current }: { client: Client; current: Room | null }) {
	const all = useSignal(false);
	const directs = useComputed(() =>
		[...client.rooms.value.values()]
			.filter(({ info, listed }) => info.value.visibility === "direct" && listed.value)
			.sort((a, b) => b.lastAt.value - a.lastAt.value),
	).value;
	const shown = all.value ? directs : directs.filter((room, at) => at < DIRECT_SHOWN || room === current);
	return (
		<>
			<div class="section-head">
				<h2>Direct messages</h2>
				<SectionButton name="New direct message" onClick={() => open("direct")}>
					<PlusIcon />
				</SectionButton>
			</div>
			<ul>
				{shown.map((room) => (
					<DirectItem key={room.id} client={client} room={room} current={room === current} />
				))}
			</ul>
			{directs.length > shown.length && (
				<button class="link more-rooms" type="button" onClick={() => (all.value = true)}>
					Show all {directs.length}
				</button>
			)}
		</>
	);
}

function SectionButton(props: { name: string; onClick(): void; children: ComponentChildren }) {
	return (
		<button class="icon-button small" type="button" aria-label={props.name} title={props.name} onClick={props.onClick}>
			{props.children}
		</button>
	);
}
