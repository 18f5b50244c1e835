import { nameKey } from "../../../core/names.ts";
import type { Person } from "../../../core/presence.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { findRoom } from "../find-room.ts";
import type { IrcClient } from "../irc-client.ts";
import { ERR } from "../numerics.ts";
import { showInside } from "../show/room.ts";
import type { PersonCommand } from "./command.ts";

const MOST_AT_ONCE = 50;

/** RFC 2812 3.2.1. What is not there yet is made, public. Joining lasts. */
export const join: PersonCommand = {
	name: "JOIN",
	minParams: 1,
	async run(client, { params: [channels = ""] }, person) {
		// RFC 2812: JOIN 0 leaves every room. Here that would be for good, which nobody means by it.
		if (channels === "0") return client.fail("JOIN", "FORBIDDEN", "Leave rooms one by one, with PART");
		const wanted = [...new Set(channels.split(",").filter((channel) => channel !== ""))];
		if (wanted.length > MOST_AT_ONCE) {
			return client.reply(ERR.TOOMANYTARGETS, channels.slice(0, 64), `${MOST_AT_ONCE} rooms at once are the most`);
		}
		for (const channel of wanted) {
			if (client.over) return;
			await client.patiently(() => joinOne(client, channel, person));
		}
	},
};

async function joinOne(client: IrcClient, channel: string, person: Person): Promise<void> {
	const { core, audience } = client.context;
	if (!channel.startsWith("#")) return client.reply(ERR.NOSUCHCHANNEL, channel.slice(0, 64), "No such channel");
	const room = await findRoom(client, channel, person);
	if (room && person.rooms.has(room.id)) return;
	try {
		const name = room?.name ?? channel.slice(1);
		client.joining = nameKey(name);
		const joined = room
			? await core.rooms.join(person, room.id)
			: await core.rooms.create(person, { name, visibility: "public", topic: "" });
		await audience.settled(joined.id);
		await showInside(client, joined);
	} catch (cause) {
		if (!(cause instanceof ParlourError) || cause.code === "rate_limited") throw cause;
		// A private room that is not theirs has a name that is taken, and is not there for them.
		client.reply(ERR.NOSUCHCHANNEL, channel.slice(0, 64), cause.message);
	} finally {
		client.joining = null;
	}
}
