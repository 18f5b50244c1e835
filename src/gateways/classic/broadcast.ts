import type { Core, Signal } from "../../core/core.ts";
import { Batch } from "./batch.ts";
import type { Chat } from "./chat.ts";
import { happenings } from "./lines.ts";

/** The one subscription of the gateway: what happens in the lobby goes to every chat. */
export class Broadcast {
	readonly chats = new Set<Chat>();
	readonly stop: () => void;

	constructor(events: Core["events"], lobby: number) {
		this.stop = events.subscribe((signal) => {
			if (signal.type === "changes" && signal.room === lobby) this.#send(new Batch(happenings(signal.changes)));
			if (signal.type === "sessions-ended") this.#end(signal);
		});
	}

	#send(batch: Batch): void {
		if (batch.isEmpty) return;
		for (const chat of this.chats) chat.hear(batch);
	}

	/** Core ends those it knows; it does not know yet who is still being shown the history. */
	#end({ user, reason, sessionless, appPassword }: Extract<Signal, { type: "sessions-ended" }>): void {
		for (const chat of this.chats) {
			const cameByIt = appPassword !== undefined && chat.appPassword === appPassword;
			if (chat.account.id === user && (reason === "kicked" || sessionless || cameByIt)) chat.end(reason);
		}
	}
}
