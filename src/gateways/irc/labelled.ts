import { newBatchId } from "./batch-id.ts";
import { has } from "./capabilities.ts";
import type { IrcClient } from "./irc-client.ts";
import type { Line } from "./line/line.ts";
import type { Outgoing } from "./outgoing.ts";

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
	tellLabelled(client, await client.collecting(run), label);
}

/** IRCv3 labeled-response: one line, several in a batch, or an ACK for none. */
function tellLabelled(client: IrcClient, answers: readonly Outgoing[], label: string): void {
	const shown = answers.filter(({ only }) => !only || only(client.capabilities.looks));
	const [first, ...rest] = shown;
	if (!first) return client.tell({ command: "ACK", params: [] }, [["label", label]]);
	if (rest.length === 0 || isOneBatch(shown)) {
		client.tell(first, [["label", label]]);
		for (const answer of rest) client.tell(answer);
		return;
	}
	const id = newBatchId(client.context.secrets);
	client.tell({ command: "BATCH", params: [`+${id}`, "labeled-response"] }, [["label", label]]);
	for (const answer of shown) client.tell(answer.batch === undefined ? { ...answer, batch: id } : answer);
	client.tell({ command: "BATCH", params: [`-${id}`] });
}

/** What is a batch already is not put into another one. */
function isOneBatch(lines: readonly Outgoing[]): boolean {
	const [first, last] = [lines[0], lines.at(-1)];
	if (first?.command !== "BATCH" || last?.command !== "BATCH") return false;
	return first.params[0]?.startsWith("+") === true && last.params[0] === `-${first.params[0].slice(1)}`;
}
