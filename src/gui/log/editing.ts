import { signal } from "@preact/signals";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { Thread } from "../../client/thread.ts";
import type { Message } from "../../protocol/entities.ts";

/** One message may stand in the room's log and in its thread at once. */
export type Where = "room" | "thread";

/** The message that is being edited, with its text so far, and the one whose deletion is being asked about. */
export const editing = signal<{ room: number; seq: number; where: Where; text: string } | null>(null);
export const deleting = signal<{ room: Room; message: Message } | null>(null);

export function edit(room: Room, { seq, body }: Message, where: Where): void {
	editing.value = { room: room.id, seq, where, text: body };
}

/** Begins to edit one's newest message of what is held of the room, or of the thread. */
export function editLast(client: Client, room: Room, thread?: Thread): boolean {
	const me = client.me.peek()?.id;
	const own = (thread ?? room).messages
		.peek()
		.findLast(({ author, kind, deleted }) => author?.id === me && kind === "text" && !deleted);
	if (!own) return false;
	edit(room, own, thread ? "thread" : "room");
	return true;
}

export function focusComposer(where: Where = "room"): void {
	const place = where === "thread" ? ".thread" : ".conversation";
	document.querySelector<HTMLTextAreaElement>(`${place} .composer textarea`)?.focus();
}
