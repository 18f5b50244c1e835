import { has } from "../capabilities.ts";
import { isCommandName, parseLine } from "../line/line.ts";
import type { Fault } from "../line/line-reader.ts";
import { ERR } from "../numerics.ts";
import type { IrcClient } from "./irc-client.ts";
import { labelled } from "./labelled.ts";

const UNREADABLE = "\ufffd";

/** Tells that a line could not be read, with the command and the label that it began with where these can be. */
export function tellFault(client: IrcClient, { fault, head }: Fault): Promise<void> {
	const line = parseLine(head);
	const label = has(client.capabilities, "labeled-response") ? line?.tags.get("label") : undefined;
	return labelled(client, label?.includes(UNREADABLE) ? null : (label ?? null), async () => {
		// A message that has lost a line is none.
		if (client.multiline) client.multiline.refused = true;
		if (fault === "too long") return client.reply(ERR.INPUTTOOLONG, "Input line was too long");
		const command = line && isCommandName(line.command) ? line.command.slice(0, 64) : "*";
		client.fail(command, "INVALID_UTF8", "Message rejected: this server takes UTF-8 only");
	});
}
