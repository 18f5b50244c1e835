import type { IrcClient } from "../irc-client.ts";
import { RPL } from "../numerics.ts";
import { supported } from "../registration/supported.ts";

const TOKENS_PER_LINE = 12;

/** RPL_ISUPPORT. */
export function showSupported(client: IrcClient): void {
	const tokens = supported(client.context.settings, client.context.core.maxFileBytes > 0);
	for (let from = 0; from < tokens.length; from += TOKENS_PER_LINE) {
		client.reply(RPL.ISUPPORT, ...tokens.slice(from, from + TOKENS_PER_LINE), "are supported by this server");
	}
}
