import type { Underway } from "../multiline.ts";
import type { Redaction } from "../render/place.ts";

/** What is said with what is under way in core, by the key of that. */
class Aside<Said> {
	readonly #said = new Map<string, Said>();

	get(key: string): Said | undefined {
		return this.#said.get(key);
	}

	/** While this runs, it is said with what has this key. */
	async during<T>(key: string, said: Said, run: () => Promise<T>): Promise<T> {
		this.#said.set(key, said);
		try {
			return await run();
		} finally {
			this.#said.delete(key);
		}
	}
}

/** What core does not keep and other gateways do not tell: it goes out by IRC alone. */
export class Asides {
	/** How a message is sent, by its nonce. */
	readonly posts = new Aside<Underway>();
	/** Why somebody leaves a room, by partingKey. */
	readonly partings = new Aside<string>();
	/** Why a room has another name, by renamingKey. */
	readonly renamings = new Aside<string>();
	/** Who deletes a message, and why, by deletionKey. */
	readonly redactions = new Aside<Redaction>();
}

export function partingKey(room: number, user: number): string {
	return `${room} ${user}`;
}

export function renamingKey(room: number): string {
	return String(room);
}
