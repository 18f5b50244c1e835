import { type ReadonlySignal, signal } from "@preact/signals-core";
import * as v from "valibot";
import type { AnswerTo } from "../protocol/down.ts";
import { type File, fileSchema, type Message } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { ClientPorts } from "./ports.ts";
import { Disconnected, type RequestOf } from "./requests.ts";

const entrySchema = v.object({
	nonce: v.string(),
	room: v.number(),
	body: v.string(),
	at: v.number(),
	/** The root that it replies to, and whether the reply stands in the room too. */
	thread: v.optional(v.number()),
	inRoom: v.optional(v.boolean()),
	files: v.optional(v.array(fileSchema)),
	/** `sent`: acknowledged, and shown until its own message comes in. */
	state: v.picklist(["pending", "sent", "failed"]),
	error: v.optional(v.string()),
});
/** A message of one's own that is not in the log yet. */
export type OutboxEntry = v.InferOutput<typeof entrySchema>;

type Post = (post: RequestOf<"post">) => Promise<AnswerTo<"post">>;

/**
 * What was typed and is not in the room log yet. A room's entries go out one after another, so that order is kept,
 * and again after a lost connection: their nonces keep them from being posted twice.
 */
export class Outbox {
	readonly #ports: ClientPorts;
	readonly #keepAs: string;
	readonly #post: Post;
	readonly #isApplied: (room: number, rev: number) => boolean;
	readonly #entries = signal<readonly OutboxEntry[]>([]);
	/** The nonces of all that ever stood here. */
	readonly #known = new Set<string>();
	readonly #sending = new Set<number>();
	#online = false;

	/** `isApplied` tells whether a room's changes up to `rev` have come in. */
	constructor(ports: ClientPorts, keepAs: string, post: Post, isApplied: (room: number, rev: number) => boolean) {
		this.#ports = ports;
		this.#keepAs = keepAs;
		this.#post = post;
		this.#isApplied = isApplied;
		this.#entries.value = restore(ports.keep.get(keepAs));
		for (const { nonce } of this.#entries.peek()) this.#known.add(nonce);
	}

	get entries(): ReadonlySignal<readonly OutboxEntry[]> {
		return this.#entries;
	}

	add(
		room: number,
		body: string,
		{ thread, inRoom, files = [] }: { thread?: number; inRoom?: boolean; files?: readonly File[] } = {},
	): void {
		const entry: OutboxEntry = {
			nonce: this.#ports.makeNonce(),
			room,
			body,
			at: this.#ports.clock.now(),
			...(thread === undefined ? {} : { thread }),
			...(inRoom && thread !== undefined ? { inRoom } : {}),
			...(files.length > 0 ? { files: [...files] } : {}),
			state: "pending",
		};
		this.#set([...this.#entries.peek(), entry]);
		void this.#send(room);
	}

	retry(nonce: string): void {
		const entry = this.#entries.peek().find((entry) => entry.nonce === nonce);
		if (!entry) return;
		this.#change(nonce, { state: "pending" });
		void this.#send(entry.room);
	}

	discard(nonce: string): void {
		this.#set(this.#entries.peek().filter((entry) => entry.nonce !== nonce));
	}

	/** Sends whatever waits. */
	resume(): void {
		this.#online = true;
		for (const room of new Set(this.#entries.peek().map(({ room }) => room))) void this.#send(room);
	}

	pause(): void {
		this.#online = false;
	}

	/** Messages that came in: those of them that stand here are done. */
	seen(messages: readonly Message[]): void {
		if (this.#entries.peek().length === 0) return;
		const nonces = new Set(messages.map(({ nonce }) => nonce));
		const left = this.#entries.peek().filter(({ nonce }) => !nonces.has(nonce));
		if (left.length < this.#entries.peek().length) this.#set(left);
	}

	/** All that was acknowledged is in the log that is held now. */
	settle(room: number): void {
		const left = this.#entries.peek().filter((entry) => entry.room !== room || entry.state !== "sent");
		if (left.length < this.#entries.peek().length) this.#set(left);
	}

	async #send(room: number): Promise<void> {
		if (this.#sending.has(room)) return;
		this.#sending.add(room);
		try {
			for (let next = this.#next(room); this.#online && next; next = this.#next(room)) await this.#attempt(next);
		} catch {
			// Disconnected: what waits goes out after the next welcome.
		} finally {
			this.#sending.delete(room);
		}
		// A connection that came back while the last attempt was failing.
		if (this.#online && this.#next(room)) void this.#send(room);
	}

	async #attempt(entry: OutboxEntry): Promise<void> {
		const { nonce, room } = entry;
		try {
			const { rev } = await this.#post(postOf(entry));
			// One that had been posted before its connection was lost does not come in again.
			if (this.#isApplied(room, rev)) this.discard(nonce);
			else this.#change(nonce, { state: "sent" });
		} catch (cause) {
			if (cause instanceof Disconnected) {
				this.#online = false;
				throw cause;
			}
			if (cause instanceof ParlourError && cause.code === "rate_limited") {
				await this.#wait(cause.retryAfterMs ?? 1000);
			} else {
				this.#change(nonce, { state: "failed", error: cause instanceof Error ? cause.message : String(cause) });
			}
		}
	}

	#wait(delayMs: number): Promise<void> {
		return new Promise((resolve) => void this.#ports.clock.after(delayMs, resolve));
	}

	#next(room: number): OutboxEntry | undefined {
		return this.#entries.peek().find((entry) => entry.room === room && entry.state === "pending");
	}

	#change(nonce: string, change: Pick<OutboxEntry, "state" | "error">): void {
		const changed = this.#entries.peek().map((entry) => (entry.nonce === nonce ? withState(entry, change) : entry));
		this.#set(changed);
	}

	#set(entries: readonly OutboxEntry[]): void {
		this.#entries.value = entries;
		for (const { nonce } of entries) this.#known.add(nonce);
		// Another window of the same person keeps its own in the same place.
		const others = restore(this.#ports.keep.get(this.#keepAs)).filter(({ nonce }) => !this.#known.has(nonce));
		const all = [...others, ...entries];
		this.#ports.keep.set(this.#keepAs, all.length > 0 ? JSON.stringify(all) : null);
	}
}

function postOf({ room, nonce, body, thread, inRoom, files }: OutboxEntry): RequestOf<"post"> {
	return {
		t: "post",
		room,
		nonce,
		body,
		...(thread === undefined ? {} : { thread }),
		...(inRoom ? { inRoom } : {}),
		...(files ? { files: files.map(({ id }) => id) } : {}),
	};
}

function withState(entry: OutboxEntry, change: Pick<OutboxEntry, "state" | "error">): OutboxEntry {
	const { error: _, ...rest } = entry;
	return { ...rest, ...change };
}

function restore(kept: string | null): OutboxEntry[] {
	if (kept === null) return [];
	try {
		// One that cannot be read, from another version, does not take the others with it.
		const entries = v.parse(v.array(v.fallback(v.nullable(entrySchema), null)), JSON.parse(kept));
		return entries.filter((entry) => entry !== null).filter(({ state }) => state !== "sent");
	} catch {
		return [];
	}
}
