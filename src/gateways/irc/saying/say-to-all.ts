import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import type { Line } from "../line/line.ts";
import { clientTagsOf } from "./client-tags.ts";
import { findAddressee } from "./find-addressee.ts";
import { passOn } from "./pass-on.ts";
import { bodyOf, isAsking, say } from "./say.ts";
import { sayToStatus, statusTarget } from "./status-message.ts";
import { targetsOf } from "./targets.ts";

/** What PRIVMSG says, or a quiet NOTICE, whose failures have no answer, to each of its targets. */
export async function sayToAll(
	client: IrcClient,
	{ params, tags }: Line,
	person: Person,
	quiet: boolean,
): Promise<void> {
	const [list = "", text = ""] = params;
	const command = quiet ? "NOTICE" : "PRIVMSG";
	const body = bodyOf(text);
	for (const target of targetsOf(client, list, quiet) ?? []) {
		const status = statusTarget(target);
		if (status) await sayToStatus(client, person, { command, text, tags, ...status });
		else if (body !== null) await say(client, person, { target, body, tags, pieces: null, quiet });
		else if (isAsking(text)) {
			const addressee = await findAddressee(client, target, person, quiet);
			const telling = { command, text, clientTags: clientTagsOf(tags), quiet } as const;
			if (addressee) await passOn(client, person, addressee, telling);
		}
	}
}
