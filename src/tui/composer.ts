import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Drafts } from "../client/drafts.ts";
import { type Completion, completionsAt, type Words, withChoice } from "./editor/completion.ts";
import { loadEmoji } from "./editor/emoji.ts";
import { History } from "./editor/history.ts";
import { at, EMPTY, insert, type TextState } from "./editor/text-state.ts";

/** A draft longer than this is kept nowhere else. */
const MOST_KEPT = 100_000;

/** A room, or a thread in it. */
interface WritingPlace {
	room: number;
	thread: number | undefined;
}

export interface Completing {
	before: TextState;
	completion: Completion;
	index: number;
}

/** What is being written: one draft a room or thread, a history, completion, and the message that is being edited. */
export class Composer {
	readonly #drafts: Pick<Drafts, "of" | "set">;
	readonly #words: Words;
	/** What was left behind elsewhere, with its cursor. */
	readonly #states = new Map<string, TextState>();
	#place: WritingPlace = { room: 0, thread: undefined };
	#stopFollowing = () => {};
	readonly #state = signal<TextState>(EMPTY);
	readonly history = new History();
	readonly completing = signal<Completing | null>(null);
	/** The message whose text is in here. */
	readonly editing = signal<{ room: number; seq: number } | null>(null);
	/** What stood here before the paste that was just made, to take it back. */
	readonly #beforePaste = signal<TextState | null>(null);
	readonly pasted: ReadonlySignal<boolean> = computed(() => this.#beforePaste.value !== null);
	readonly chars: ReadonlySignal<number> = computed(() => countChars(this.#state.value.text));

	constructor(drafts: Pick<Drafts, "of" | "set">, words: Words) {
		this.#drafts = drafts;
		this.#words = words;
	}

	get state(): ReadonlySignal<TextState> {
		return this.#state;
	}

	/** Another room or thread: its draft comes, this one's stays behind. */
	turnTo(room: number, thread: number | undefined): void {
		if (room === this.#place.room && thread === this.#place.thread) return;
		this.stopEditing();
		this.#states.set(keyOf(this.#place), this.#state.peek());
		this.#place = { room, thread };
		const draft = this.#drafts.of(room, thread);
		const left = this.#states.get(keyOf(this.#place));
		const goesOn = left && (left.text === draft.peek() || left.text.length > MOST_KEPT);
		this.#state.value = goesOn ? left : at(draft.peek());
		this.completing.value = null;
		this.history.settle();
		this.#stopFollowing();
		this.#stopFollowing = draft.subscribe((text) => this.#follow(text));
	}

	/** Another device of one's own wrote on. What differs in blanks at the end alone is being typed here. */
	#follow(text: string): void {
		const here = this.#state.peek().text;
		if (this.editing.peek() || here.length > MOST_KEPT || here.trimEnd() === text.trimEnd()) return;
		this.completing.value = null;
		this.#state.value = at(text);
	}

	set(state: TextState): void {
		this.completing.value = null;
		this.#beforePaste.value = null;
		this.#put(state);
	}

	type(text: string): void {
		this.history.settle();
		this.set(insert(this.#state.peek(), text));
	}

	paste(text: string): void {
		const before = this.#state.peek();
		this.type(text.replace(/\r\n?/g, "\n"));
		this.#beforePaste.value = before;
	}

	/** Takes the paste back that has just been made. */
	undoPaste(): boolean {
		const before = this.#beforePaste.peek();
		if (!before) return false;
		this.set(before);
		return true;
	}

	clear(): void {
		this.set(EMPTY);
		this.history.settle();
	}

	edit(message: { room: number; seq: number; body: string }): void {
		this.editing.value = { room: message.room, seq: message.seq };
		this.set(at(message.body));
	}

	stopEditing(): void {
		if (this.editing.peek() === null) return;
		this.editing.value = null;
		this.history.settle();
		this.set(at(this.#drafts.of(this.#place.room, this.#place.thread).peek()));
	}

	/** The next choice of a completion that is under way, else the first of a new one. */
	async complete(by: 1 | -1): Promise<void> {
		const running = this.completing.peek();
		if (running)
			return this.#choose(
				running,
				(running.index + by + running.completion.choices.length) % running.completion.choices.length,
			);
		const before = this.#state.peek();
		if (/:[^\s:]{2,}$/u.test(before.text.slice(0, before.cursor))) await loadEmoji();
		if (this.#state.peek() !== before) return;
		const completion = completionsAt(before, this.#words);
		if (completion) this.#choose({ before, completion, index: 0 }, by > 0 ? 0 : completion.choices.length - 1);
	}

	#choose(completing: Completing, index: number): void {
		this.#put(withChoice(completing.before, completing.completion, index));
		this.completing.value = completing.completion.choices.length > 1 ? { ...completing, index } : null;
	}

	#put(state: TextState): void {
		const changed = state.text !== this.#state.peek().text;
		this.#state.value = state;
		if (!changed || this.editing.peek() || state.text.length > MOST_KEPT) return;
		this.#drafts.set(this.#place.room, this.#place.thread, state.text);
	}
}

function keyOf({ room, thread }: WritingPlace): string {
	return `${room}:${thread ?? ""}`;
}

export function countChars(text: string): number {
	let count = text.length;
	// Each pair of surrogates is one character.
	for (let index = 0; index < text.length; index++) {
		if ((text.charCodeAt(index) & 0xfc00) === 0xd800) count--;
	}
	return count;
}
