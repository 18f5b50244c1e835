import { signal } from "@preact/signals";
import type { Client } from "../../client/client.ts";
import { outgoingIn } from "../../client/outgoing.ts";
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

/**
 * Begins to edit one's newest message of what is held of the room, or of the thread. One that is on its way is edited as
 * soon as it is there, if that is `stillWanted` then. False where there is none.
 */
export function editLast(client: Client, room: Room, thread: Thread | undefined, stillWanted: () => boolean): boolean {
	const me = client.me.peek()?.id;
	const where = thread ? "thread" : "room";
	const own = ({ author, kind, deleted }: Message) => author?.id === me && kind === "text" && !deleted;
	const newest = (which: (message: Message) => boolean) => {
		const message = (thread ?? room).messages.peek().findLast(which);
		if (message) edit(room, message, where);
		return message !== undefined;
	};
	const sent = outgoingIn(client.outbox.peek(), room.id, thread?.root).findLast(({ state }) => state !== "failed");
	if (!sent) return newest(own);
	const stop = client.outbox.subscribe((entries) => {
		const entry = entries.find(({ nonce }) => nonce === sent.nonce);
		if (entry && entry.state !== "failed") return;
		stop();
		if (stillWanted()) newest((message) => own(message) && message.nonce === sent.nonce);
	});
	return true;
}

export function focusComposer(where: Where = "room"): void {
	const place = where === "thread" ? ".thread" : ".conversation";
	document.querySelector<HTMLTextAreaElement>(`${place} .composer textarea`)?.focus();
}
