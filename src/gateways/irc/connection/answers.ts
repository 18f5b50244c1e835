import type { Outgoing } from "../outgoing.ts";

/** Where what answers a command goes until it is done. */
export interface Answers {
	add(line: Outgoing): void;
	/** Something else is about to be told: what is here comes before it, so that nothing stands in another order. */
	giveWay(): void;
}

/** Keeps what answers, and passes it on as `shape` makes it. */
export class KeptAnswers implements Answers {
	readonly #outer: Answers;
	readonly #shape: (lines: readonly Outgoing[]) => readonly Outgoing[];
	#lines: Outgoing[] = [];

	constructor(outer: Answers, shape: (lines: readonly Outgoing[]) => readonly Outgoing[]) {
		this.#outer = outer;
		this.#shape = shape;
	}

	add(line: Outgoing): void {
		this.#lines.push(line);
	}

	giveWay(): void {
		this.release();
		this.#outer.giveWay();
	}

	release(): void {
		if (this.#lines.length === 0) return;
		const lines = this.#lines;
		this.#lines = [];
		for (const line of this.#shape(lines)) this.#outer.add(line);
	}
}
