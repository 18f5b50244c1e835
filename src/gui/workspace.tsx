import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Client } from "../client/client.ts";
import { Composer } from "./composer/composer.tsx";
import { ConnectionBar } from "./connection-bar.tsx";
import { Dialogs } from "./dialogs/dialogs.tsx";
import { MessageLog } from "./log/message-log.tsx";
import { Typing } from "./log/typing.tsx";
import { Notice } from "./parts/notice.tsx";
import { PeoplePane } from "./people/people-pane.tsx";
import { RoomHeader } from "./rooms/room-header.tsx";
import { RoomsNav } from "./rooms/rooms-nav.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { currentRoom, drawerOpen, peopleOpen } from "./view.ts";

export function Workspace({ client, firstHere }: { client: Client; firstHere: boolean }) {
	const current = useMemo(() => currentRoom(client), [client]);
	const room = current.value;
	const place = useComputed(() => client.server.value?.name ?? "Parlour");

	useShortcuts();
	useSignalEffect(() => {
		const unread = client.unread.value;
		const name = current.value?.info.value.name;
		document.title = `${unread > 0 ? `(${unread}) ` : ""}${name ? `${name} · ` : ""}${place.value}`;
	});
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

	return (
		<div class="workspace" data-drawer={drawerOpen.value} data-people={peopleOpen.value && room !== null}>
			<ConnectionBar client={client} />
			<RoomsNav client={client} current={room} />
			{drawerOpen.value && (
				<button class="scrim" type="button" aria-label="Close rooms" onClick={() => (drawerOpen.value = false)} />
			)}
			{room ? (
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
			{room && peopleOpen.value && <PeoplePane client={client} room={room} />}
			<Dialogs client={client} room={room} />
			<Notice />
		</div>
	);
}
