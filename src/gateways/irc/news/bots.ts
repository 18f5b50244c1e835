import type { IrcClient } from "../connection/irc-client.ts";
import { maskOf } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";
import type { RoomChange } from "../render/change.ts";

/** IRCv3 bot-mode: one of these clients, which are one person's, has said by MODE +B that it is a bot. */
export function isBot(clients: Iterable<IrcClient>): boolean {
	for (const { modes } of clients) if (modes.includes("B")) return true;
	return false;
}

/** Marks what a bot does. */
export function* markedAsBot(lines: Iterable<Outgoing>, source: string): Generator<Outgoing> {
	for (const line of lines) yield line.source === source ? { ...line, bot: true } : line;
}

/** What a change leads to, marked where a bot has made it. */
export function markedChange(
	{ kind, message }: RoomChange,
	lines: Iterable<Outgoing>,
	serverName: string,
	clientsOf: (user: number) => Iterable<IrcClient>,
): Iterable<Outgoing> {
	const actor = kind.type === "reacted" ? kind.by : message.author;
	return actor && isBot(clientsOf(actor.id)) ? markedAsBot(lines, maskOf(actor, serverName)) : lines;
}
