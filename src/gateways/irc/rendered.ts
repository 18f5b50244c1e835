import { type Capabilities, LOOKS } from "./capabilities.ts";
import { encode, type Outgoing } from "./outgoing.ts";

/** Lines that several clients are sent: rendered once for those who see the same. */
export class Rendered {
	readonly lines: readonly Outgoing[];
	readonly #serverName: string;
	readonly #texts = new Map<Capabilities, string>();

	constructor(lines: Iterable<Outgoing>, serverName: string) {
		this.lines = [...lines];
		this.#serverName = serverName;
	}

	textFor(capabilities: Capabilities, now: number): string {
		const looks = capabilities & LOOKS;
		const known = this.#texts.get(looks);
		if (known !== undefined) return known;
		const text = this.lines.map((line) => encode(line, this.#serverName, looks, now)).join("");
		this.#texts.set(looks, text);
		return text;
	}
}
