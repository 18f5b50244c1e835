import { signal } from "@preact/signals";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";

/** The message that is being edited, with its text so far, and the one whose deletion is being asked about. */
export const editing = signal<{ room: number; seq: number; text: string } | null>(null);
export const deleting = signal<{ room: Room; message: Message } | null>(null);

/** Begins to edit one's newest message of what is held. */
export function editLast(client: Client, room: Room): boolean {
	const me = client.me.peek()?.id;
	const own = room.messages
		.peek()
		.findLast(({ author, kind, deleted }) => author?.id === me && kind === "text" && !deleted);
	if (!own) return false;
	editing.value = { room: room.id, seq: own.seq, text: own.body };
	return true;
}

export function focusComposer(): void {
	document.querySelector<HTMLTextAreaElement>(".composer textarea")?.focus();
}
