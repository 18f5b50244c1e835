import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Client } from "../client/client.ts";
import type { Room } from "../client/room.ts";
import { Composer } from "./composer/composer.tsx";
import { ConnectionBar } from "./connection-bar.tsx";
import { DetailsColumn, hasDetails } from "./details.tsx";
import { Dialogs, fetchDialogs } from "./dialogs/dialogs.tsx";
import { MessageLog } from "./log/message-log.tsx";
import { Typing } from "./log/typing.tsx";
import { lazy, QuietLoading } from "./parts/lazy.tsx";
import { Notice } from "./parts/notice.tsx";
import { hashOf } from "./place.ts";
import { useJoinOffer } from "./rooms/join-offer.ts";
import { RoomHeader } from "./rooms/room-header.tsx";
import { RoomsNav } from "./rooms/rooms-nav.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { noteVisit } from "./switcher/recent.ts";
import { currentRoom, drawerOpen, openThread, place, target } from "./view.ts";

const FETCH_AFTER_MS = 2000;
const InboxView = lazy(() => import("./inbox/inbox-view.tsx").then((module) => module.InboxView), QuietLoading);

export function Workspace({ client, firstHere }: { client: Client; firstHere: boolean }) {
	const current = useMemo(() => currentRoom(client), [client]);
	const room = current.value;
	const inbox = place.value.view === "inbox";

	useShortcuts();
	useAddress(client, current);
	useJoinOffer(client, current);
	useNudges(client);
	useLater(client, current);

	return (
		<div class="workspace" data-drawer={drawerOpen.value} data-details={hasDetails(room)}>
			<ConnectionBar client={client} />
			<RoomsNav client={client} current={room} />
			{drawerOpen.value && (
				<button class="scrim" type="button" aria-label="Close rooms" onClick={() => (drawerOpen.value = false)} />
			)}
			{inbox ? (
				<main class="conversation">
					<InboxView client={client} />
				</main>
			) : room ? (
				<main class="conversation">
					<RoomHeader client={client} room={room} />
					<MessageLog key={room.id} client={client} room={room} firstHere={firstHere} />
					<Typing room={room} />
					<Composer key={`composer-${room.id}`} client={client} room={room} />
				</main>
			) : (
				<main class="conversation opening" aria-busy="true">
					<p>Opening…</p>
				</main>
			)}
			<DetailsColumn client={client} room={room} />
			<Dialogs client={client} room={room} />
			<Notice />
		</div>
	);
}

/** The title tells the place, and counts what asks for one, or has a dot for what is unread; the address follows a room that is renamed, and opens a named thread. */
function useAddress(client: Client, current: ReadonlySignal<Room | null>): void {
	useSignalEffect(() => {
		const asking = client.attention.value;
		const server = client.server.value?.name ?? "Parlour";
		const name = place.value.view === "inbox" ? "Inbox" : current.value?.title.value;
		const rooms = [...client.rooms.value.values()];
		const unread = rooms.some((room) => room.unread.value > 0 && room.notify.value !== "none");
		document.title = `${asking > 0 ? `(${asking}) ` : unread ? "• " : ""}${name ? `${name} · ` : ""}${server}`;
	});
	useSignalEffect(() => {
		const room = current.value;
		const at = place.value;
		if (!room || at.view !== "room" || typeof at.room !== "string") return;
		// Where the lobby stands in, the address is left: what it names may come yet.
		const named = [...client.rooms.value.values()].some(({ info }) => info.value.name === at.room);
		if (!named && !room.info.value.lobby) history.replaceState(null, "", hashOf(room.info.value));
	});
	useSignalEffect(() => {
		const room = current.value;
		const wanted = target.value;
		if (room && wanted?.thread !== undefined) openThread(room.id, wanted.thread);
	});
}

/** What can wait until the room is to be seen: the counts on the page's icon, notifications, and the dialogs' code. */
function useLater(client: Client, current: ReadonlySignal<Room | null>): void {
	useEffect(() => {
		// Without them, the rest works on; each is asked for again when it is used.
		const ignored = () => undefined;
		const notifying = import("./notify/notify.ts").then(({ startNotifying }) => startNotifying(client));
		const timer = setTimeout(() => fetchDialogs().catch(ignored), FETCH_AFTER_MS);
		return () => {
			clearTimeout(timer);
			void notifying.then((stop) => stop(), ignored);
		};
	}, [client]);
	useSignalEffect(() => {
		const me = client.me.value;
		if (me && current.value && place.value.view === "room") noteVisit(me.id, current.value.id);
	});
}

function useNudges(client: Client): void {
	useEffect(() => {
		const nudge = () => client.nudge();
		const whenSeen = () => document.visibilityState === "visible" && client.nudge();
		addEventListener("online", nudge);
		addEventListener("offline", nudge);
		document.addEventListener("visibilitychange", whenSeen);
		return () => {
			removeEventListener("online", nudge);
			removeEventListener("offline", nudge);
			document.removeEventListener("visibilitychange", whenSeen);
		};
	}, [client]);
}
