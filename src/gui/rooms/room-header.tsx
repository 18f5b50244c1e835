import { useEffect } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { Avatar } from "../parts/avatar.tsx";
import { InviteIcon, LeaveIcon, LockIcon, MenuIcon, PeopleIcon } from "../parts/icons.tsx";
import { dialog, drawerOpen, peopleOpen } from "../view.ts";

const FACES = 3;

export function RoomHeader({ client, room }: { client: Client; room: Room }) {
	const { name, topic, visibility, lobby } = room.info.value;
	const members = room.members.value;
	const online = client.online.value;
	const connected = client.connection.value.state === "online";
	useEffect(() => {
		// A list that cannot be had now is asked for again with the next connection.
		if (members === null && connected) client.loadMembers(room).catch(() => undefined);
	}, [client, room, members, connected]);

	const faces = (members ?? []).toSorted((a, b) => Number(online.has(b.id)) - Number(online.has(a.id))).slice(0, FACES);
	return (
		<header class="room-header">
			<button
				class="icon-button only-narrow"
				type="button"
				aria-label="Open rooms"
				onClick={() => (drawerOpen.value = true)}
			>
				<MenuIcon />
			</button>
			<h1>
				<span class="room-sign" aria-hidden="true">
					{visibility === "private" ? <LockIcon /> : "#"}
				</span>
				{name}
			</h1>
			<button class="topic" type="button" title={topic || "Set a topic"} onClick={() => (dialog.value = "topic")}>
				{topic || <span class="faint">Set a topic</span>}
			</button>
			{visibility === "private" && (
				<button
					class="icon-button"
					type="button"
					aria-label="Invite people"
					title="Invite people"
					onClick={() => (dialog.value = "invite")}
				>
					<InviteIcon />
				</button>
			)}
			{!lobby && (
				<button
					class="icon-button"
					type="button"
					aria-label="Leave room"
					title="Leave room"
					onClick={() => (dialog.value = "leave")}
				>
					<LeaveIcon />
				</button>
			)}
			<button
				class="people-button"
				type="button"
				title="People"
				aria-expanded={peopleOpen.value}
				onClick={() => (peopleOpen.value = !peopleOpen.value)}
			>
				<span class="faces" aria-hidden="true">
					{faces.map((member) => (
						<Avatar key={member.id} name={member.name} size="small" />
					))}
				</span>
				<PeopleIcon />
				<span class="for-ears">People, </span>
				<span class="people-count">{members?.length ?? ""}</span>
			</button>
		</header>
	);
}
