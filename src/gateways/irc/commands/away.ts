import { RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 4.1: one's status text, seen in every client. */
export const away: PersonCommand = {
	name: "AWAY",
	minParams: 0,
	async run(client, { params: [text = ""] }, person) {
		await client.context.core.people.setProfile(person, { status: text === "" ? null : { emoji: "", text } });
		if (text === "") client.reply(RPL.UNAWAY, "You are no longer marked as being away");
		else client.reply(RPL.NOWAWAY, "You have been marked as being away");
	},
};
