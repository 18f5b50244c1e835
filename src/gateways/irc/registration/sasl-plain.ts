/** A chunk of AUTHENTICATE of exactly this length says that another follows. */
export const CHUNK_CHARS = 400;
/** Far more than any name and password. */
const MAX_CHARS = 8 * CHUNK_CHARS;

/** Collects what AUTHENTICATE carries in chunks (IRCv3 sasl-3.1). */
export class SaslChunks {
	#text = "";

	/** The whole of it, once it is there; `too long`, or null while more is to come. */
	add(chunk: string): string | "too long" | null {
		if (chunk.length > CHUNK_CHARS || this.#text.length + chunk.length > MAX_CHARS) return "too long";
		if (chunk !== "+") this.#text += chunk;
		if (chunk.length === CHUNK_CHARS) return null;
		const whole = this.#text;
		this.#text = "";
		return whole;
	}
}

/** RFC 4616: who one is to be, who one is, and the password, between NULs. Null for anything else. */
export function parsePlain(base64: string): { name: string; password: string } | null {
	let text: string;
	try {
		const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
	const [as, name, password, ...more] = text.split("\0");
	if (as === undefined || !name || !password || more.length > 0) return null;
	// Nobody may log in as somebody else.
	if (as !== "" && as.toLowerCase() !== name.toLowerCase()) return null;
	return { name, password };
}
