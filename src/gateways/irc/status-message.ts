import type { Person } from "../../core/presence.ts";
import { rateLimited } from "../../core/rate-limit.ts";
import { hasVoice } from "../../protocol/moderation.ts";
import { has } from "./capabilities.ts";
import { findOwnRoom } from "./find-room.ts";
import type { IrcClient } from "./irc-client.ts";
import { asParam, channelOf, whoOf } from "./names.ts";
import { ERR } from "./numerics.ts";
import type { Outgoing } from "./outgoing.ts";
import { statusOf } from "./prefixes.ts";
import { Rendered } from "./rendered.ts";
import { bodyOf } from "./say.ts";

/** `@#room` and `+#room`: those of a room's members who have this prefix, or a higher one. Null for other targets. */
export function statusTarget(target: string): { prefix: "@" | "+"; channel: string } | null {
	const [, prefixes, channel] = /^([@+]+)(#.+)$/.exec(target) ?? [];
	if (prefixes === undefined || channel === undefined) return null;
	return { prefix: prefixes.includes("+") ? "+" : "@", channel };
}

/** ISUPPORT's STATUSMSG. It reaches those who are here by IRC, and is no message of the room's: nobody reads it later. */
export async function sayToStatus(
	client: IrcClient,
	person: Person,
	saying: { command: "PRIVMSG" | "NOTICE"; prefix: "@" | "+"; channel: string; text: string },
): Promise<void> {
	const { command, prefix, channel, text } = saying;
	const { audience, asking, settings } = client.context;
	const refuse = (why: string) => {
		if (command === "PRIVMSG") client.reply(ERR.CANNOTSENDTOCHAN, asParam(channel), `Cannot send to channel: ${why}`);
	};
	if (bodyOf(text) === null) return;
	const room = await findOwnRoom(client, channel, person);
	if (!room || room.visibility === "direct") return refuse("not in it");
	if (room.archived) return refuse("it is archived");
	// Whoever may not speak may still turn to the moderators.
	if (prefix === "+" && room.announcement && !hasVoice(person.account, room)) return refuse("only few may speak in it");
	await client.patiently(async () => {
		const waitMs = asking?.take(person.account.id) ?? 0;
		if (waitMs > 0) throw rateLimited(waitMs);
	});
	const line: Outgoing = {
		command,
		params: [`${prefix}${channelOf(room)}`, text],
		...whoOf(person.user, client.serverName),
		at: client.context.clock.now(),
	};
	const rendered = new Rendered([line], settings.serverName);
	for (const reader of audience.clientsIn(room.id)) {
		const status = statusOf(room, reader.person?.user.id ?? 0);
		const meant = status !== "" && (prefix === "+" || status.startsWith(prefix));
		if (meant && reader !== client) reader.write(rendered.textFor(reader.capabilities, 0));
	}
	if (has(client.capabilities, "echo-message")) client.answer(line);
}
