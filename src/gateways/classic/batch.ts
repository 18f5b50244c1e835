import { encodeLines, type Happening, type LastAuthor, type Line, toLiveLine } from "./lines.ts";

type Encoded = ReturnType<typeof encodeLines>;

/** Changes that go out together, encoded once for all connections: only whether the first line names its author differs. */
export class Batch {
	readonly happenings: readonly Happening[];
	readonly #lines: Line[];
	#named: Encoded | null = null;
	#unnamed: Encoded | null = null;

	constructor(happenings: readonly Happening[]) {
		this.happenings = happenings;
		this.#lines = happenings.map(toLiveLine).filter((line) => line !== null);
	}

	get isEmpty(): boolean {
		return this.#lines.length === 0;
	}

	encodedAfter(lastAuthor: LastAuthor): Encoded {
		const first = this.#lines[0];
		if (first?.kind === "person" && first.author !== null && first.author === lastAuthor) {
			this.#unnamed ??= encodeLines(this.#lines, lastAuthor);
			return this.#unnamed;
		}
		this.#named ??= encodeLines(this.#lines, null);
		return this.#named;
	}
}
