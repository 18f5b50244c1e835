import type { Person } from "../../core/presence.ts";
import type { IrcClient } from "./irc-client.ts";
import type { Line } from "./line/line.ts";
import { MOST_TARGETS } from "./names.ts";
import { ERR } from "./numerics.ts";
import { bodyOf, say } from "./say.ts";
import { sayToStatus, statusTarget } from "./status-message.ts";

/** What PRIVMSG says, or a quiet NOTICE, whose failures have no answer, to each of its targets. */
export async function sayToAll(
	client: IrcClient,
	{ params, tags }: Line,
	person: Person,
	quiet: boolean,
): Promise<void> {
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
