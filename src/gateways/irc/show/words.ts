import type { IrcClient } from "../connection/irc-client.ts";
import { bytesLeft, wordLines } from "../line/fitting.ts";

/** A numeric whose last parameter is a list, as often as the list takes. */
export function showWords(
	client: IrcClient,
	numeric: string,
	before: readonly string[],
	words: Iterable<string>,
	between?: string,
): void {
	const most = bytesLeft(client.serverName, numeric, client.nick, ...before);
	for (const line of wordLines(words, most, between)) client.reply(numeric, ...before, line);
}
