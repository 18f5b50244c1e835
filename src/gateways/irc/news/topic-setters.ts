import type { Signal } from "../../../core/core.ts";
import type { User } from "../../../protocol/entities.ts";

interface Setting {
	/** Null for the host. */
	by: User | null;
	at: number;
}

/** Who set which room's topic, and when, since the server was started: nobody searches a room's log for it. */
export class TopicSetters {
	readonly #settings = new Map<number, Setting>();

	hear({ room, changes }: Extract<Signal, { type: "changes" }>): void {
		for (const { message } of changes) {
			if (message.event !== "topic") continue;
			if (message.body === "") this.#settings.delete(room);
			else this.#settings.set(room, { by: message.author, at: message.at });
		}
	}

	of(room: number): Setting | null {
		return this.#settings.get(room) ?? null;
	}
}
