import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { RPL } from "../numerics.ts";
import type { Outgoing } from "../outgoing.ts";
import { supported } from "../registration/supported.ts";
import { showBatch } from "./history.ts";

const TOKENS_PER_LINE = 12;

/** RPL_ISUPPORT; IRCv3 draft/extended-isupport: in a batch, for those who know it. */
export function showSupported(client: IrcClient): void {
	const tokens = supported(client.context.settings, client.context.core.maxFileBytes > 0);
	const lines: Outgoing[] = [];
	for (let from = 0; from < tokens.length; from += TOKENS_PER_LINE) {
		const some = tokens.slice(from, from + TOKENS_PER_LINE);
		lines.push({ command: RPL.ISUPPORT, params: [client.nick, ...some, "are supported by this server"] });
	}
	if (has(client.capabilities, "draft/extended-isupport")) showBatch(client, "draft/isupport", [], lines);
	else for (const line of lines) client.answer(line);
}
