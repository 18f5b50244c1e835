import { newBatchId } from "../batch-id.ts";
import { has } from "../capabilities.ts";
import type { Line } from "../line/line.ts";
import type { Outgoing, Tag } from "../outgoing.ts";
import type { Answers } from "./answers.ts";
import type { IrcClient } from "./irc-client.ts";

/** The label that what a line leads to is told with; null for none. */
export function labelFor(client: IrcClient, { command, params, tags }: Line): string | null {
	if (!has(client.capabilities, "labeled-response")) return null;
	if (command !== "BATCH") return tags.get("label") ?? null;
	// What a multi-line message leads to answers the BATCH that began it.
	if (params[0]?.startsWith("+")) return null;
	return client.multiline?.label ?? null;
}

/** What answers the client while this runs carries the label, where there is one. */
export async function labelled(client: IrcClient, label: string | null, run: () => Promise<void>): Promise<void> {
	if (label === null) return run();
	const answers = new LabelledAnswers(client, label);
	await client.answering(answers, run);
	answers.end();
}

/** IRCv3 labeled-response: one line, several in a batch, or an ACK for none. */
class LabelledAnswers implements Answers {
	readonly #client: IrcClient;
	readonly #label: readonly Tag[];
	#kept: Outgoing[] = [];
	/** The batch that it has become. */
	#batch: string | null = null;

	constructor(client: IrcClient, label: string) {
		this.#client = client;
		this.#label = [["label", label]];
	}

	add(line: Outgoing): void {
		if (line.only && !line.only(this.#client.capabilities.looks)) return;
		if (this.#batch === null) this.#kept.push(line);
		else this.#client.tell({ ...line, batch: line.batch ?? this.#batch });
	}

	giveWay(): void {
		if (this.#kept.length > 0) this.#begin();
	}

	end(): void {
		if (this.#batch === null && this.#kept.length > 1 && !isOneBatch(this.#kept)) this.#begin();
		if (this.#batch !== null) return this.#client.tell({ command: "BATCH", params: [`-${this.#batch}`] });
		const [first = { command: "ACK", params: [] }, ...rest] = this.#kept;
		this.#client.tell(first, this.#label);
		for (const line of rest) this.#client.tell(line);
	}

	#begin(): void {
		const kept = this.#kept;
		const id = newBatchId(this.#client.context.secrets);
		this.#kept = [];
		this.#batch = id;
		this.#client.tell({ command: "BATCH", params: [`+${id}`, "labeled-response"] }, this.#label);
		for (const line of kept) this.add(line);
	}
}

/** What is a batch already is not put into another one. */
function isOneBatch(lines: readonly Outgoing[]): boolean {
	const [first, last] = [lines[0], lines.at(-1)];
	if (first?.command !== "BATCH" || last?.command !== "BATCH") return false;
	return first.params[0]?.startsWith("+") === true && last.params[0] === `-${first.params[0].slice(1)}`;
}
