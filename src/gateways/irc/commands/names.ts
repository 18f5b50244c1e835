import { findOwnRoom } from "../find-room.ts";
import { RPL } from "../numerics.ts";
import { showNames } from "../show/room.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.2.5 */
export const names: PersonCommand = {
	name: "NAMES",
	minParams: 0,
	async run(client, { params: [channel = "*"] }, person) {
		const room = await findOwnRoom(client, channel, person);
		if (room) return showNames(client, room);
		client.reply(RPL.ENDOFNAMES, channel.slice(0, 64), "End of /NAMES list");
	},
};
