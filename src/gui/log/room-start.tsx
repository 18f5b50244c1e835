import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { Mark } from "../parts/icons.tsx";

/** What stands above a room's first message. */
export function RoomStart({ client, room, firstHere }: { client: Client; room: Room; firstHere: boolean }) {
	const { name, lobby, visibility } = room.info.value;
	return (
		<div class="room-start">
			{lobby && <Mark />}
			<h2>{lobby ? `Welcome to ${client.server.value?.name ?? "Parlour"}` : `# ${name}`}</h2>
			{lobby && firstHere && (
				<p>You made the first account, so this place is yours. Give people its address, and they can join you here.</p>
			)}
			<p>{lobby ? "Everybody is in the lobby." : sentence(visibility)} This is where it begins.</p>
		</div>
	);
}

function sentence(visibility: "public" | "private"): string {
	return visibility === "private"
		? "Only those who were brought in can read this room."
		: "Anybody can find and join this room.";
}
