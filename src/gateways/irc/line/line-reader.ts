/** A line's most bytes without its tags and with its CR LF: RFC 1459 section 2.3. */
export const MAX_LINE_BYTES = 512;
/** Of the tags that a client sends, with their `@` and the blank after them: message-tags, "Size limit". */
export const MAX_CLIENT_TAG_BYTES = 4096;

/** `head`: its beginning as far as it can be read, with U+FFFD for what cannot. */
export interface Fault {
	fault: "too long" | "not utf-8";
	head: string;
}

export type Read = { line: string } | Fault;

const LF = 10;
const CR = 13;
const AT = 64;
const BLANK = 32;
const MOST = MAX_LINE_BYTES + MAX_CLIENT_TAG_BYTES;
/** Shared by all that hold no part of a line. */
const NOTHING = new Uint8Array(0);
const decoder = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder();

/** From bytes as they come to whole lines; one that is too long is skipped to its end, and told. */
export class LineReader {
	#kept = NOTHING;
	#skipping = false;

	get pendingBytes(): number {
		return this.#kept.length;
	}

	/** The next ones that are complete. Empty lines are left out, as the RFC has it. */
	*push(bytes: Uint8Array): Generator<Read> {
		let data = this.#kept.length === 0 ? bytes : concat(this.#kept, bytes);
		this.#kept = NOTHING;
		for (let end = data.indexOf(LF); end !== -1; end = data.indexOf(LF)) {
			const line = data.subarray(0, data[end - 1] === CR ? end - 1 : end);
			data = data.subarray(end + 1);
			if (this.#skipping) this.#skipping = false;
			else if (line.length > 0) yield read(line);
		}
		if (this.#skipping) return;
		if (data.length > MOST) {
			this.#skipping = true;
			yield { fault: "too long", head: headOf(data) };
		} else if (data.length > 0) this.#kept = data.slice();
	}
}

function read(line: Uint8Array): Read {
	const tagBytes = line[0] === AT ? line.indexOf(BLANK) + 1 : 0;
	if (tagBytes > MAX_CLIENT_TAG_BYTES || line.length - tagBytes > MAX_LINE_BYTES - 2) {
		return { fault: "too long", head: headOf(line) };
	}
	try {
		return { line: decoder.decode(line) };
	} catch {
		return { fault: "not utf-8", head: headOf(line) };
	}
}

function headOf(line: Uint8Array): string {
	return lenient.decode(line.subarray(0, MOST));
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
	const all = new Uint8Array(left.length + right.length);
	all.set(left);
	all.set(right, left.length);
	return all;
}
