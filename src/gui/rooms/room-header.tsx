import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import { mayModerate } from "../../client/moderation.ts";
import type { Room } from "../../client/room.ts";
import { ChevronIcon, MenuIcon, PeopleIcon } from "../parts/icons.tsx";
import { lazy } from "../parts/lazy.tsx";
import { PinIcon } from "../parts/message-icons.tsx";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { standing } from "../people/status.ts";
import { SearchBox } from "../search/search-box.tsx";
import { details, dialog, drawerOpen, showProfile, toggleDetails } from "../view.ts";
import { RoomSign } from "./room-item.tsx";

const FACES = 3;
const RoomMenu = lazy(() => import("./room-menu.tsx").then((module) => module.RoomMenu));

export function RoomHeader({ client, room }: { client: Client; room: Room }) {
	const direct = room.info.value.visibility === "direct";
	return (
		<header class="room-header">
			<OpenRooms />
			<div class="room-title">
				<RoomName key={room.id} client={client} room={room} direct={direct} />
				{direct ? <DirectTopic client={client} room={room} /> : <Topic client={client} room={room} />}
			</div>
			<PeopleButton client={client} room={room} />
			<button
				class="icon-button"
				type="button"
				aria-label="Pinned messages"
				title="Pinned messages"
				aria-expanded={details.value?.kind === "pins"}
				onClick={() => toggleDetails("pins")}
			>
				<PinIcon />
			</button>
			<SearchBox />
		</header>
	);
}

/** The way to the rooms, where they are in a drawer. */
export function OpenRooms() {
	return (
		<button
			class="icon-button only-narrow"
			type="button"
			aria-label="Open rooms"
			onClick={() => (drawerOpen.value = true)}
		>
			<MenuIcon />
		</button>
	);
}

function RoomName({ client, room, direct }: { client: Client; room: Room; direct: boolean }) {
	const open = useSignal(false);
	return (
		<>
			<h1>
				<button
					class="room-name-button"
					type="button"
					aria-haspopup="menu"
					aria-expanded={open.value}
					title="What can be done with this room"
					onClick={() => (open.value = !open.value)}
				>
					{!direct && <RoomSign visibility={room.info.value.visibility} />}
					<span class="room-title-name">{room.title.value}</span>
					<ChevronIcon />
				</button>
			</h1>
			{open.value && <RoomMenu client={client} room={room} onClose={() => (open.value = false)} />}
		</>
	);
}

function Topic({ client, room }: { client: Client; room: Room }) {
	const { topic, archived, lockedTopic } = room.info.value;
	const me = client.me.value;
	if (archived) return <span class="topic">Archived: it can be read and searched</span>;
	if (lockedTopic && !(me && mayModerate(me, room.info.value))) return <span class="topic">{topic}</span>;
	return (
		<button
			class="topic"
			type="button"
			title={topic || "Set a topic"}
			data-empty={topic === ""}
			onClick={() => (dialog.value = "topic")}
		>
			{topic || "Set a topic"}
		</button>
	);
}

/** What the other one says of themselves. */
function DirectTopic({ client, room }: { client: Client; room: Room }) {
	const others = room.info.value.people?.filter(({ id }) => id !== client.me.value?.id) ?? [];
	const [one] = others;
	if (!one || others.length > 1) return <span class="topic" />;
	const status = standing(client.people.profile(one.id)?.status, Date.now());
	return (
		<button class="topic" type="button" title={`Profile of ${one.name}`} onClick={() => showProfile(one.id)}>
			{status ? `${status.emoji} ${status.text}` : client.online.value.has(one.id) ? "Online" : "Away"}
		</button>
	);
}

function PeopleButton({ client, room }: { client: Client; room: Room }) {
	const members = room.members.value;
	const online = client.online.value;
	const connected = client.connection.value.state === "online";
	useEffect(() => {
		// A list that cannot be had now is asked for again with the next connection.
		if (members === null && connected) client.loadMembers(room).catch(() => undefined);
	}, [client, room, members, connected]);
	const faces = (members ?? []).toSorted((a, b) => Number(online.has(b.id)) - Number(online.has(a.id))).slice(0, FACES);
	return (
		<button
			class="people-button"
			type="button"
			title="People"
			aria-expanded={details.value?.kind === "people"}
			onClick={() => toggleDetails("people")}
		>
			<span class="faces" aria-hidden="true">
				{faces.map((member) => (
					<PersonAvatar key={member.id} client={client} user={member} size="small" />
				))}
			</span>
			<PeopleIcon />
			<span class="for-ears">People, </span>
			<span class="people-count">{members?.length ?? ""}</span>
		</button>
	);
}
