import { findOwnRoom } from "../find-room.ts";
import { ERR } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.2.8. Parlour knows no removal of others yet, so that nobody has the right. */
export const kick: PersonCommand = {
	name: "KICK",
	minParams: 2,
	async run(client, { params: [channel = ""] }, person) {
		const room = await findOwnRoom(client, channel, person);
		if (!room) return client.reply(ERR.NOTONCHANNEL, channel.slice(0, 64), "You're not on that channel");
		client.reply(ERR.CHANOPRIVSNEEDED, channel, "Nobody can be removed from a room here");
	},
};
