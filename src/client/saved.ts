import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { PlacedMessage } from "../protocol/entities.ts";
import { placeKey } from "./place-key.ts";

/** Which messages one has saved. Known from the first time that somebody looks. */
export class Saved {
	readonly #load: () => Promise<readonly PlacedMessage[]>;
	readonly #keys = signal<ReadonlySet<string>>(new Set());
	#looked = false;
	#online = false;
	/** What was told while the list was on its way. */
	#news: Map<string, boolean> | null = null;

	constructor(load: () => Promise<readonly PlacedMessage[]>) {
		this.#load = load;
	}

	/** By `placeKey(room, seq)`. */
	get keys(): ReadonlySignal<ReadonlySet<string>> {
		if (!this.#looked) {
			this.#looked = true;
			// Not while somebody reads it: a load changes it.
			if (this.#online) void Promise.resolve().then(() => this.load().catch(() => undefined));
		}
		return this.#keys;
	}

	welcome(): void {
		this.#online = true;
		if (this.#looked) this.load().catch(() => undefined);
	}

	told(room: number, seq: number, on: boolean): void {
		const key = placeKey(room, seq);
		this.#news?.set(key, on);
		this.#put(new Set(this.#keys.peek()), [[key, on]]);
	}

	/** The message is gone. */
	forget(room: number, seq: number): void {
		if (this.#keys.peek().has(placeKey(room, seq))) this.told(room, seq, false);
	}

	async load(): Promise<readonly PlacedMessage[]> {
		const news = new Map<string, boolean>();
		this.#news = news;
		const list = await this.#load();
		this.#put(new Set(list.map(({ room, message }) => placeKey(room, message.seq))), news);
		if (this.#news === news) this.#news = null;
		return list;
	}

	#put(keys: Set<string>, news: Iterable<[string, boolean]>): void {
		for (const [key, on] of news) {
			if (on) keys.add(key);
			else keys.delete(key);
		}
		this.#keys.value = keys;
	}
}
