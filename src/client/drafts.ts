import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import * as v from "valibot";
import { type Draft, draftSchema } from "../protocol/entities.ts";
import type { ClientPorts } from "./ports.ts";
import { Disconnected } from "./requests.ts";

const QUIET_MS = 1000;

interface Kept {
	room: number;
	thread: number | undefined;
	body: Signal<string>;
	/** Raised with each change made here; null where the server has the latest. */
	unsaved: number | null;
	/** The latest that the server told while a change of one's own was on its way. */
	told: string | null;
	cancel: () => void;
}

/**
 * Texts that are not sent yet, one a room and thread, the same on all of one's devices: kept here at once, told to the
 * server when the typing rests. Of two devices, the one that rested last wins.
 */
export class Drafts {
	readonly #ports: ClientPorts;
	readonly #keepAs: string;
	readonly #send: (draft: Draft) => Promise<unknown>;
	readonly #drafts = new Map<string, Kept>();
	/** Those with a request under way, and those of them with more to tell after it. */
	readonly #sending = new Set<Kept>();
	readonly #again = new Set<Kept>();
	#changes = 0;

	constructor(ports: ClientPorts, keepAs: string, send: (draft: Draft) => Promise<unknown>) {
		this.#ports = ports;
		this.#keepAs = keepAs;
		this.#send = send;
		for (const { room, thread, body } of restore(ports.keep.get(keepAs))) {
			const draft = this.#at(room, thread);
			draft.body.value = body;
			draft.unsaved = ++this.#changes;
		}
	}

	/** Empty where there is none. */
	of(room: number, thread?: number): ReadonlySignal<string> {
		return this.#at(room, thread).body;
	}

	set(room: number, thread: number | undefined, body: string): void {
		const draft = this.#at(room, thread);
		if (draft.body.peek() === body) return;
		draft.body.value = body;
		draft.unsaved = ++this.#changes;
		this.#keep();
		draft.cancel();
		draft.cancel = this.#ports.clock.after(QUIET_MS, () => void this.#save(draft));
	}

	/** A message was sent from there: nothing is left, on any device. */
	empty(room: number, thread?: number): void {
		const draft = this.#drafts.get(keyOf(room, thread));
		if (!draft || draft.body.peek() === "") return;
		this.set(room, thread, "");
		void this.#save(draft);
	}

	/** Tells the server at once what it does not have yet: on leaving the window. */
	flush(): void {
		for (const draft of this.#drafts.values()) if (draft.unsaved !== null) void this.#save(draft);
	}

	/** All that the server has, as of a new connection. */
	welcome(drafts: readonly Draft[]): void {
		const listed = new Map(drafts.map((draft) => [keyOf(draft.room, draft.thread), draft]));
		for (const { room, thread } of drafts) this.#at(room, thread);
		for (const [key, draft] of this.#drafts) {
			if (draft.unsaved === null) draft.body.value = listed.get(key)?.body ?? "";
			else void this.#save(draft);
		}
	}

	/** Live: what one of one's devices, this one included, has told. */
	told({ room, thread, body }: Draft): void {
		const draft = this.#at(room, thread);
		if (draft.unsaved === null) draft.body.value = body;
		else draft.told = body;
	}

	/** The room is not one's own any more. */
	forget(room: number): void {
		for (const [key, draft] of this.#drafts) {
			if (draft.room !== room) continue;
			draft.cancel();
			this.#drafts.delete(key);
		}
		this.#keep();
	}

	#at(room: number, thread: number | undefined): Kept {
		const key = keyOf(room, thread);
		const known = this.#drafts.get(key);
		if (known) return known;
		const body = signal("");
		const made: Kept = { room, thread, body, unsaved: null, told: null, cancel: () => undefined };
		this.#drafts.set(key, made);
		return made;
	}

	async #save(draft: Kept): Promise<void> {
		draft.cancel();
		const { room, thread, unsaved } = draft;
		if (unsaved === null) return;
		if (this.#sending.has(draft)) {
			this.#again.add(draft);
			return;
		}
		const body = draft.body.peek();
		this.#sending.add(draft);
		draft.told = null;
		try {
			await this.#send({ room, body, ...(thread === undefined ? {} : { thread }) });
			this.#saved(draft, unsaved);
		} catch (cause) {
			// What the server refuses stays here alone; what was lost goes out with the next connection.
			if (!(cause instanceof Disconnected) && draft.unsaved === unsaved) draft.unsaved = null;
		}
		this.#sending.delete(draft);
		if (this.#again.delete(draft)) void this.#save(draft);
	}

	#saved(draft: Kept, unsaved: number): void {
		if (draft.unsaved !== unsaved) return;
		draft.unsaved = null;
		// The server tells of its changes in their order, one's own among them: another one that came last has won.
		if (draft.told !== null) draft.body.value = draft.told;
		this.#keep();
	}

	/** What the server has comes back with the next connection; the rest is kept here. */
	#keep(): void {
		const own = [...this.#drafts.values()].filter(({ unsaved }) => unsaved !== null);
		const others = restore(this.#ports.keep.get(this.#keepAs)).filter(
			({ room, thread }) => !this.#drafts.has(keyOf(room, thread)),
		);
		const drafts = own.map(({ room, thread, body }) => ({ room, thread, body: body.peek() }));
		const all = [...others, ...drafts];
		this.#ports.keep.set(this.#keepAs, all.length > 0 ? JSON.stringify(all) : null);
	}
}

function keyOf(room: number, thread: number | undefined): string {
	return `${room}:${thread ?? ""}`;
}

function restore(kept: string | null): Draft[] {
	if (kept === null) return [];
	try {
		return v.parse(v.array(draftSchema), JSON.parse(kept));
	} catch {
		return [];
	}
}
