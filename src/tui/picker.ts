import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { EMPTY, type TextState } from "./editor/text-state.ts";

export interface PickerOptions<T> {
	title: string;
	/** What stands before the filter. */
	prompt: string;
	/** Shown where nothing fits. */
	nothing: string;
	items: ReadonlySignal<readonly T[] | null>;
	words(item: T): string;
	/** Before the words: a person's presence, a room's sign. */
	sign(item: T): string;
	/** Behind them, where there is room. */
	details(item: T): string;
	choose(item: T): void;
	/** When it is closed. */
	stop?(): void;
}

/** A list to choose from, narrowed by what is typed. */
export class Picker<T> {
	readonly options: PickerOptions<T>;
	readonly filter = signal<TextState>(EMPTY);
	readonly #index = signal(0);
	readonly shown: ReadonlySignal<readonly T[] | null>;

	constructor(options: PickerOptions<T>) {
		this.options = options;
		this.shown = computed(() => {
			const wanted = this.filter.value.text.trim().replace(/^[#@]/, "").toLowerCase();
			const fitting = options.items.value?.filter((item) => options.words(item).toLowerCase().includes(wanted));
			if (!fitting || wanted === "") return fitting ?? null;
			// What begins with it comes first; else the order stays.
			const begins = (item: T) => options.words(item).toLowerCase().startsWith(wanted);
			return [...fitting.filter(begins), ...fitting.filter((item) => !begins(item))];
		});
	}

	get index(): number {
		return Math.min(this.#index.value, Math.max(0, (this.shown.value?.length ?? 0) - 1));
	}

	type(state: TextState): void {
		this.filter.value = state;
		this.#index.value = 0;
	}

	step(by: number): void {
		const count = this.shown.peek()?.length ?? 0;
		if (count > 0) this.#index.value = (this.index + by + count) % count;
	}

	choose(): boolean {
		const item = this.shown.peek()?.[this.index];
		if (item === undefined) return false;
		this.options.choose(item);
		return true;
	}
}
