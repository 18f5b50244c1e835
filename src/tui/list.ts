import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Line } from "./text/line.ts";

export interface ListOptions<T> {
	title: string;
	/** Which keys do what. */
	hint: string;
	/** Shown where there is nothing, and while it is not known yet. */
	nothing: string;
	items: ReadonlySignal<readonly T[] | null>;
	/** Stays the same however the list changes. */
	keyOf(item: T): string;
	/** As rows of at most so many columns. */
	linesOf(item: T, columns: number): Line[];
	choose(item: T): void;
	/** Letters that do something with the one that is chosen. */
	letters?: readonly { letter: string; act(item: T): void }[];
	/** The last one was reached. */
	reachedEnd?(): void;
	stop?(): void;
}

/** Entries of a few rows each, to go through and to do something with. */
export class List<T> {
	readonly options: ListOptions<T>;
	readonly #key = signal<string | null>(null);
	/** Where the chosen one was, for when it is gone. */
	#at = 0;
	readonly index: ReadonlySignal<number>;

	constructor(options: ListOptions<T>) {
		this.options = options;
		this.index = computed(() => {
			const items = options.items.value ?? [];
			const key = this.#key.value;
			const found = key === null ? -1 : items.findIndex((item) => options.keyOf(item) === key);
			if (found >= 0) return found;
			return key === null ? 0 : Math.max(0, Math.min(this.#at, items.length - 1));
		});
	}

	get chosen(): T | undefined {
		return this.options.items.peek()?.[this.index.peek()];
	}

	step(by: number): void {
		const count = this.options.items.peek()?.length ?? 0;
		this.goTo(Math.max(0, Math.min(this.index.peek() + by, count - 1)));
		if (this.index.peek() === count - 1) this.options.reachedEnd?.();
	}

	goTo(index: number): void {
		const item = this.options.items.peek()?.[index];
		if (item === undefined) return;
		this.#at = index;
		this.#key.value = this.options.keyOf(item);
	}

	/** Back to where a new list begins. */
	reset(): void {
		this.#at = 0;
		this.#key.value = null;
	}

	/** False where nothing can be chosen. */
	choose(): boolean {
		const item = this.chosen;
		if (item !== undefined) this.options.choose(item);
		return item !== undefined;
	}

	/** False where the letter means nothing here. */
	letter(letter: string): boolean {
		const known = this.options.letters?.find((known) => known.letter === letter);
		const item = this.chosen;
		if (known && item !== undefined) known.act(item);
		return known !== undefined;
	}
}
