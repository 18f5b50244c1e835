import { signal } from "@preact/signals-core";
import type { Message } from "../protocol/entities.ts";
import { placeKey } from "./place-key.ts";

/** What this client has heard to be deleted, or cleared with its room: for whoever holds a copy of a message outside of its log. */
export class Gone {
	readonly #deleted = signal<ReadonlySet<string>>(new Set());
	/** Up to which `seq` a room was cleared. */
	readonly #cleared = signal<ReadonlyMap<number, number>>(new Map());

	/** Reactive. */
	has(room: number, seq: number): boolean {
		return this.#deleted.value.has(placeKey(room, seq)) || seq < (this.#cleared.value.get(room) ?? 0);
	}

	/** Messages have come in. */
	take(room: number, messages: readonly Message[]): void {
		const deleted = messages.filter((message) => message.deleted).map(({ seq }) => placeKey(room, seq));
		if (deleted.some((key) => !this.#deleted.peek().has(key)))
			this.#deleted.value = new Set([...this.#deleted.peek(), ...deleted]);
		const cleared = messages.findLast(({ event }) => event === "cleared");
		if (cleared) this.#cleared.value = new Map(this.#cleared.peek()).set(room, cleared.seq);
	}
}
