import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../irc-client.ts";
import type { Line } from "../line/line.ts";
import { MOST_TARGETS } from "../names.ts";
import { ERR } from "../numerics.ts";
import { bodyOf, say } from "../say.ts";
import { sayToStatus, statusTarget } from "../status-message.ts";
import { addToMultiline } from "./batch.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.3.1 */
export const privmsg: PersonCommand = {
	name: "PRIVMSG",
	minParams: 0,
	async run(client, line, person) {
		if (line.tags.has("batch") || client.multiline) return addToMultiline(client, line);
		const [targets = "", text = ""] = line.params;
		if (targets === "") return client.reply(ERR.NORECIPIENT, "No recipient given (PRIVMSG)");
		if (text === "") return client.reply(ERR.NOTEXTTOSEND, "No text to send");
		await sayToAll(client, line, person, false);
	},
};

/** RFC 2812 3.3.2: said as any message is, but a failure has no answer. */
export const notice: PersonCommand = {
	name: "NOTICE",
	minParams: 0,
	run: (client, line, person) => sayToAll(client, line, person, true),
};

async function sayToAll(client: IrcClient, { params, tags }: Line, person: Person, quiet: boolean): Promise<void> {
	const [targets = "", text = ""] = params;
	const names = [...new Set(targets.split(",").filter((target) => target !== ""))];
	if (names.length > MOST_TARGETS && !quiet) {
		return client.reply(ERR.TOOMANYTARGETS, targets.slice(0, 64), `${MOST_TARGETS} targets are the most`);
	}
	const body = bodyOf(text);
	if (body === null) return;
	for (const target of names.slice(0, MOST_TARGETS)) {
		const status = statusTarget(target);
		const command = quiet ? "NOTICE" : "PRIVMSG";
		if (status) await sayToStatus(client, person, { command, text, ...status });
		else await say(client, person, { target, body, tags, pieces: null, quiet });
	}
}
