import { findOwnRoom } from "../find-room.ts";
import { ERR, RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.2.4 */
export const topic: PersonCommand = {
	name: "TOPIC",
	minParams: 1,
	async run(client, { params: [channel = "", text] }, person) {
		const room = await findOwnRoom(client, channel, person);
		if (!room) return client.reply(ERR.NOTONCHANNEL, channel.slice(0, 64), "You're not on that channel");
		if (text !== undefined) return client.context.core.rooms.setTopic(person, room.id, text);
		if (room.topic === "") return client.reply(RPL.NOTOPIC, channel, "No topic is set");
		client.reply(RPL.TOPIC, channel, room.topic);
	},
};
