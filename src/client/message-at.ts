import type { Message } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import { findMessage } from "./held-messages.ts";
import type { Ask } from "./link.ts";
import type { Room } from "./room.ts";

/** One message by its place: from what is held, else from the server. Null where it is gone, or not one's own to see. */
export async function messageAt(
	ask: Ask,
	held: Room | undefined,
	{ room, seq, thread }: { room: number; seq: number; thread: number | undefined },
): Promise<Message | null> {
	const known = thread === undefined ? held : held?.threads.get(thread);
	const found = findMessage(known?.messages.peek() ?? [], seq);
	if (found) return found.deleted ? null : found;
	try {
		const page =
			thread === undefined
				? await ask({ t: "history", room, around: seq, limit: 1 })
				: await ask({ t: "thread", room, root: thread, before: seq + 1, limit: 1 });
		const message = page.messages.find((message) => message.seq === seq);
		return message === undefined || message.deleted ? null : message;
	} catch (cause) {
		if (cause instanceof ParlourError && (cause.code === "not_found" || cause.code === "forbidden")) return null;
		throw cause;
	}
}
