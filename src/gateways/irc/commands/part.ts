import { findOwnRoom } from "../find-room.ts";
import { ERR } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.2.2 */
export const part: PersonCommand = {
	name: "PART",
	minParams: 1,
	async run(client, { params: [channels = ""] }, person) {
		for (const channel of channels.split(",").filter((channel) => channel !== "")) {
			const room = await findOwnRoom(client, channel, person);
			if (!room) client.reply(ERR.NOTONCHANNEL, channel.slice(0, 64), "You're not on that channel");
			else await client.patiently(() => client.context.core.rooms.leave(person, room.id));
		}
	},
};
