import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { ThreadMark } from "../protocol/entities.ts";
import { placeKey } from "./place-key.ts";

/** One's places in threads, each as the server told it last. */
export class ThreadMarks {
	readonly #marks = signal<ReadonlyMap<string, ThreadMark>>(new Map());
	/** Which piece of live news told of a thread last. */
	readonly #toldAt = new Map<string, number>();
	#news = 0;

	/** By `placeKey(room, root)`. */
	get all(): ReadonlySignal<ReadonlyMap<string, ThreadMark>> {
		return this.#marks;
	}
	/** To be noted when something is asked, and handed to `answered`. */
	get news(): number {
		return this.#news;
	}

	/** A new connection's word: what it does not list has nothing unread. */
	welcome(unread: readonly ThreadMark[]): void {
		this.#news++;
		const next = new Map<string, ThreadMark>();
		for (const [key, mark] of this.#marks.peek()) next.set(key, { ...mark, unread: 0, mentions: 0 });
		for (const mark of unread) next.set(placeKey(mark.room, mark.root), mark);
		for (const key of next.keys()) this.#toldAt.set(key, this.#news);
		this.#marks.value = next;
	}

	told(mark: ThreadMark): void {
		const key = placeKey(mark.room, mark.root);
		this.#toldAt.set(key, ++this.#news);
		this.#marks.value = new Map(this.#marks.peek()).set(key, mark);
	}

	/** What answers a question that was asked when `news` was so: live news since then may be later than the answer. */
	answered(marks: readonly ThreadMark[], news: number): void {
		const next = new Map(this.#marks.peek());
		for (const mark of marks) {
			const key = placeKey(mark.room, mark.root);
			if ((this.#toldAt.get(key) ?? 0) <= news) next.set(key, mark);
		}
		this.#marks.value = next;
	}

	/** The room's threads below this number are gone. */
	forget(room: number, below: number): void {
		const next = new Map(this.#marks.peek());
		for (const [key, mark] of next) if (mark.room === room && mark.root < below) next.delete(key);
		if (next.size < this.#marks.peek().size) this.#marks.value = next;
	}
}
