import type { Person } from "../../../core/presence.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { ERR, RPL } from "../numerics.ts";
import type { EarlyCommand } from "./command.ts";

const MAX_CHARS = 100;

/** RFC 2812 4.1: one's status text, seen in every client. With draft/pre-away before the welcome, too. */
export const away: EarlyCommand = {
	name: "AWAY",
	minParams: 0,
	early: true,
	async run(client, { params: [text = ""] }) {
		if (client.person) await client.patiently(() => setAway(client, client.person, text));
		else if (has(client.capabilities, "draft/pre-away")) client.registration.away = text;
		else return client.reply(ERR.NOTREGISTERED, "You have not registered");
		if (text === "") client.reply(RPL.UNAWAY, "You are no longer marked as being away");
		else client.reply(RPL.NOWAWAY, "You have been marked as being away");
	},
};

/** `*`: a client that nobody sits at. It says nothing of the person. */
export async function setAway({ context }: IrcClient, person: Person | null, text: string): Promise<void> {
	if (!person || text === "*") return;
	const short = [...text].slice(0, MAX_CHARS).join("");
	await context.core.people.setProfile(person, { status: short === "" ? null : { emoji: "", text: short } });
}
