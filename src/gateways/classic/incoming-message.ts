/** The slices of a message until its end, in bounded memory. */
export class IncomingMessage {
	readonly #maxUnits: number;
	#text = "";
	#tooLong = false;

	constructor(maxBodyChars: number) {
		// A character takes up to two UTF-16 units; core trims a little before it counts.
		this.#maxUnits = maxBodyChars * 2 + 2048;
	}

	add(slice: string): void {
		if (this.#tooLong) return;
		this.#text += slice;
		if (this.#text.length <= this.#maxUnits) return;
		this.#tooLong = true;
		this.#text = "";
	}

	/** The whole text, or null where it was too long to keep; the next message begins. */
	take(): string | null {
		const text = this.#tooLong ? null : this.#text;
		this.#text = "";
		this.#tooLong = false;
		return text;
	}
}
