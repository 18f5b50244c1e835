import type { Person } from "../../../core/presence.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { takeTurn } from "../connection/take-turn.ts";
import { findOwnRoom } from "../find-room.ts";
import { actionOf, asAction, CTCP } from "../line/action.ts";
import { bytesLeft } from "../line/fitting.ts";
import { splitText } from "../line/split-text.ts";
import { asParam, channelOf } from "../names.ts";
import { ERR } from "../numerics.ts";
import { statusOf } from "../prefixes.ts";
import { Rendered } from "../rendered.ts";
import { clientTagsOf } from "./client-tags.ts";
import { maySpeak } from "./may-speak.ts";
import { type Passing, passingLines } from "./passing.ts";

/** `@#room` and `+#room`: those of a room's members who have this prefix, or a higher one. Null for other targets. */
export function statusTarget(target: string): { prefix: "@" | "+"; channel: string } | null {
	const [, prefixes, channel] = /^([@+]+)(#.+)$/.exec(target) ?? [];
	if (prefixes === undefined || channel === undefined) return null;
	return { prefix: prefixes.includes("+") ? "+" : "@", channel };
}

interface Saying extends Pick<Passing, "command" | "texts"> {
	prefix: "@" | "+";
	channel: string;
	tags: ReadonlyMap<string, string>;
}

/** ISUPPORT's STATUSMSG. It reaches those who are here by IRC, and is no message of the room's: nobody reads it later. */
export async function sayToStatus(client: IrcClient, person: Person, saying: Saying): Promise<void> {
	const { command, prefix, channel, texts, tags } = saying;
	const { audience, settings } = client.context;
	const refuse = (why: string) => {
		if (command !== "NOTICE") client.reply(ERR.CANNOTSENDTOCHAN, asParam(channel), `Cannot send to channel: ${why}`);
	};
	await takeTurn(client, person, texts?.length);
	const room = await findOwnRoom(client, channel, person);
	if (!room || room.visibility === "direct") return refuse("not in it");
	if (room.archived) return refuse("it is archived");
	// Whoever may not speak may still turn to the moderators.
	if (prefix === "+" && !(await maySpeak(client, person, room))) return refuse("only few may speak in it");
	const target = `${prefix}${channelOf(room)}`;
	const maxBytes = bytesLeft(client.mask, command, target);
	const fitting = texts?.flatMap((text) => fittingTexts(text, maxBytes)) ?? null;
	const lines = passingLines(client, person, { command, target, texts: fitting, clientTags: clientTagsOf(tags) });
	const rendered = new Rendered(lines, settings.serverName);
	for (const reader of audience.clientsIn(room.id)) {
		const status = statusOf(room, reader.person?.user.id ?? 0);
		const meant = status !== "" && (prefix === "+" || status.startsWith(prefix));
		if (meant && reader !== client) reader.tellRendered(rendered);
	}
	if (has(client.capabilities, "echo-message")) for (const line of lines) client.answer(line);
}

/** In as many lines as it takes with its writer's name before it. */
function fittingTexts(text: string, maxBytes: number): string[] {
	const action = actionOf(text);
	if (action !== null) return splitText(action, maxBytes - asAction("").length).map(asAction);
	// No line that it is cut into begins as a CTCP request.
	return splitText(text.replaceAll(CTCP, ""), maxBytes);
}
