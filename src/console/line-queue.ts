/** Lines that came in and wait to be read, one reader at a time. */
export class LineQueue {
	readonly #lines: string[] = [];
	#reader: ((line: string | null) => void) | null = null;
	#ended = false;

	get length(): number {
		return this.#lines.length;
	}

	push(line: string): void {
		if (this.#ended) return;
		if (!this.#reader) {
			this.#lines.push(line);
			return;
		}
		this.#reader(line);
		this.#reader = null;
	}

	/** What came in before can still be read. */
	end(): void {
		this.#ended = true;
		this.#reader?.(null);
		this.#reader = null;
	}

	/** Null after the end. */
	async next(): Promise<string | null> {
		const line = this.#lines.shift();
		if (line !== undefined) return line;
		if (this.#ended) return null;
		return new Promise((resolve) => {
			this.#reader = resolve;
		});
	}
}
