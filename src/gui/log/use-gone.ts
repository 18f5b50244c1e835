import { useSignalEffect } from "@preact/signals";
import type { Client } from "../../client/client.ts";
import { notice } from "../view.ts";
import { focusComposer } from "./editing.ts";

/** The message that something was opened from. */
export interface From {
	client: Client;
	room: number;
	seq: number;
}

/** What was opened from a message goes with it: `close` is called when it is deleted, or one is not in its room any more. */
export function useGone(from: From | undefined, close: () => void): void {
	useSignalEffect(() => {
		if (!from?.client.isGone(from.room, from.seq)) return;
		const left = !from.client.rooms.peek().has(from.room);
		// Not while what closes is being drawn.
		queueMicrotask(() => {
			close();
			notice.value = left ? "You are no longer in the room where this stood" : "This message has been deleted";
			if (document.activeElement === document.body) focusComposer();
		});
	});
}
