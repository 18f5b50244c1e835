const MAX_CHARS = 1024;
const HEADER_BYTES = 4;
const NOTHING = new Uint8Array(0);
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The peer does not speak the protocol; what follows on its connection cannot be understood. */
export class FrameError extends Error {}

/** Continuation bytes after a leading byte of UTF-8. */
function continuationsAfter(lead: number): number {
	if (lead < 0x80) return 0;
	if (lead >= 0xc2 && lead <= 0xdf) return 1;
	if (lead >= 0xe0 && lead <= 0xef) return 2;
	if (lead >= 0xf0 && lead <= 0xf4) return 3;
	throw new FrameError("invalid UTF-8");
}

/** Frames from the client, whose length counts code points, out of bytes that come cut and joined anywhere. */
export class FrameDecoder {
	#bytes: Uint8Array = NOTHING;
	/** Where the frame that is being read begins, and how far it was looked at. */
	#start = 0;
	#at = 0;
	/** Null while the header is incomplete. */
	#charsLeft: number | null = null;
	#continuations = 0;

	get pendingBytes(): number {
		return this.#bytes.length - this.#start;
	}

	push(chunk: Uint8Array): void {
		if (this.pendingBytes === 0) {
			this.#bytes = chunk;
			this.#start = 0;
			this.#at = 0;
			return;
		}
		this.#moveTo(new Uint8Array(this.pendingBytes + chunk.length));
		this.#bytes.set(chunk, this.#bytes.length - chunk.length);
	}

	/** The next frame, or null until more comes. Throws FrameError. */
	next(): string | null {
		this.#charsLeft ??= this.#readHeader();
		if (this.#charsLeft === null || !this.#readBody(this.#charsLeft)) {
			// A few bytes that wait must not keep the large chunk alive in which they came.
			if (this.#start > 0) this.#moveTo(new Uint8Array(this.pendingBytes));
			return null;
		}
		const body = this.#bytes.subarray(this.#start + HEADER_BYTES, this.#at);
		this.#start = this.#at;
		this.#charsLeft = null;
		try {
			return utf8.decode(body);
		} catch {
			throw new FrameError("invalid UTF-8");
		}
	}

	#readHeader(): number | null {
		while (this.#at < this.#start + HEADER_BYTES) {
			const byte = this.#bytes[this.#at];
			if (byte === undefined) return null;
			if (byte < 0x30 || byte > 0x39) throw new FrameError("a header that is not four digits");
			this.#at++;
		}
		let length = 0;
		for (const digit of this.#bytes.subarray(this.#start, this.#at)) length = length * 10 + digit - 0x30;
		if (length > MAX_CHARS) throw new FrameError(`a frame of ${length} characters, and ${MAX_CHARS} are the most`);
		return length;
	}

	#readBody(charsLeft: number): boolean {
		let left = charsLeft;
		let continuations = this.#continuations;
		let at = this.#at;
		while (left > 0 || continuations > 0) {
			const byte = this.#bytes[at];
			if (byte === undefined) break;
			at++;
			if (continuations === 0) {
				continuations = continuationsAfter(byte);
				left--;
			} else {
				if ((byte & 0xc0) !== 0x80) throw new FrameError("invalid UTF-8");
				continuations--;
			}
		}
		this.#at = at;
		this.#charsLeft = left;
		this.#continuations = continuations;
		return left === 0 && continuations === 0;
	}

	#moveTo(target: Uint8Array): void {
		target.set(this.#bytes.subarray(this.#start));
		this.#bytes = target.length === 0 ? NOTHING : target;
		this.#at -= this.#start;
		this.#start = 0;
	}
}
