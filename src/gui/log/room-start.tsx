import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { Mark } from "../parts/icons.tsx";
import { RoomSign } from "../rooms/room-item.tsx";
import { AuthorAvatar } from "./author.tsx";

/** What stands above a room's first message. */
export function RoomStart({ client, room, firstHere }: { client: Client; room: Room; firstHere: boolean }) {
	const { name, lobby, visibility, keyed } = room.info.value;
	if (visibility === "direct") return <DirectStart client={client} room={room} />;
	return (
		<div class="room-start">
			{lobby && <Mark />}
			<h2>
				{lobby ? (
					`Welcome to ${client.server.value?.name ?? "Parlour"}`
				) : (
					<>
						<RoomSign visibility={visibility} /> {name}
					</>
				)}
			</h2>
			{lobby && firstHere && (
				<p>
					You made the first account, so this place is yours. Give people its address, or an invite where it takes one,
					and they can join you here.
				</p>
			)}
			<p>{lobby ? "Everybody is in the lobby." : sentence(visibility, keyed)} This is where it begins.</p>
		</div>
	);
}

function DirectStart({ client, room }: { client: Client; room: Room }) {
	const others = (room.info.value.people ?? []).filter(({ id }) => id !== client.me.value?.id);
	return (
		<div class="room-start">
			{others.length > 0 && (
				<div class="room-start-faces">
					{others.map((person) => (
						<AuthorAvatar key={person.id} client={client} author={person} />
					))}
				</div>
			)}
			<h2>{room.title.value}</h2>
			<p>
				{others.length > 0
					? "Only you and they can read this. It begins here."
					: "Only you can read this: a place for notes."}
			</p>
		</div>
	);
}

function sentence(visibility: "public" | "private", keyed = false): string {
	if (visibility === "private") return "Only those who were brought in can read this room.";
	return `Anybody ${keyed ? "who knows its key can join" : "can find and join"} this room.`;
}
