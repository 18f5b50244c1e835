import type { Client } from "../../client/client.ts";
import { placeKey } from "../../client/place-key.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { BookmarkIcon, PinIcon, ThreadIcon } from "../parts/message-icons.tsx";
import { details, openThread } from "../view.ts";
import type { Where } from "./editing.ts";

export interface MessagePlace {
	client: Client;
	room: Room;
	message: Message;
	where: Where;
}

/** What a message is beside what it says: a reply in a thread, pinned, saved. */
export function MessageMarks({ client, room, message, where }: MessagePlace) {
	const saved = client.saved.value.has(placeKey(room.id, message.seq));
	const root = where === "room" ? message.thread : undefined;
	if (message.deleted || !(saved || message.pinned || root !== undefined)) return null;
	return (
		<p class="marks">
			{root !== undefined && (
				<button class="mark-link" type="button" onClick={() => openThread(room.id, root)}>
					<ThreadIcon /> Reply in a thread
				</button>
			)}
			{message.pinned && (
				<button class="mark-link" type="button" title="Show all that is pinned" onClick={() => show("pins")}>
					<PinIcon /> Pinned
				</button>
			)}
			{saved && (
				<button class="mark-link" type="button" title="Show all that you saved" onClick={() => show("saved")}>
					<BookmarkIcon /> Saved
				</button>
			)}
		</p>
	);
}

function show(kind: "pins" | "saved"): void {
	details.value = { kind };
}
