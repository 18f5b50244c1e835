const MOST = 200;

/** What was sent before, to be sent again: ↑ and ↓ go through it, and the way back ends at what was being written. */
export class History {
	readonly #entries: string[] = [];
	#at: number | null = null;
	#draft = "";

	add(text: string): void {
		this.#at = null;
		if (text.trim() === "" || this.#entries.at(-1) === text) return;
		this.#entries.push(text);
		if (this.#entries.length > MOST) this.#entries.shift();
	}

	/** Whoever types goes on from what is shown. */
	settle(): void {
		this.#at = null;
	}

	older(current: string): string | null {
		const next = (this.#at ?? this.#entries.length) - 1;
		if (next < 0) return null;
		if (this.#at === null) this.#draft = current;
		this.#at = next;
		return this.#entries[next] ?? null;
	}

	newer(): string | null {
		if (this.#at === null) return null;
		const next = this.#at + 1;
		if (next >= this.#entries.length) {
			this.#at = null;
			return this.#draft;
		}
		this.#at = next;
		return this.#entries[next] ?? null;
	}
}
