import { ParlourError } from "../../../protocol/errors.ts";
import { findOwnRoom } from "../find-room.ts";
import { ERR, RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.2.7. Whom a member invites is in. */
export const invite: PersonCommand = {
	name: "INVITE",
	minParams: 2,
	async run(client, { params: [nick = "", channel = ""] }, person) {
		const room = await findOwnRoom(client, channel, person);
		if (!room) return client.reply(ERR.NOTONCHANNEL, channel.slice(0, 64), "You're not on that channel");
		try {
			await client.context.core.rooms.invite(person, room.id, nick);
			client.reply(RPL.INVITING, nick, channel);
		} catch (cause) {
			if (!(cause instanceof ParlourError) || cause.code !== "not_found") throw cause;
			client.reply(ERR.NOSUCHNICK, nick.slice(0, 64), cause.message);
		}
	},
};
