import type { Looks } from "./capabilities.ts";
import { encode, type Outgoing } from "./outgoing.ts";

/** Lines that several clients are sent: rendered once for those who see the same. */
export class Rendered {
	readonly lines: readonly Outgoing[];
	readonly #serverName: string;
	readonly #texts = new Map<Looks, string>();

	constructor(lines: Iterable<Outgoing>, serverName: string) {
		this.lines = [...lines];
		this.#serverName = serverName;
	}

	textFor(looks: Looks): string {
		const known = this.#texts.get(looks);
		if (known !== undefined) return known;
		const text = this.lines.map((line) => encode(line, this.#serverName, looks)).join("");
		this.#texts.set(looks, text);
		return text;
	}
}
