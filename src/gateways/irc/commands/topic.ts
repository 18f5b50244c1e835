import { ParlourError } from "../../../protocol/errors.ts";
import { requireOwnRoom } from "../find-room.ts";
import { ERR, RPL } from "../numerics.ts";
import { showTopic } from "../show/topic.ts";
import type { PersonCommand } from "./command.ts";

const REFUSALS: ReadonlySet<string> = new Set(["forbidden", "banned", "room_archived"]);

/** Announced as TOPICLEN; more is left out. */
const MOST_CHARS = 250;

/** RFC 2812 3.2.4 */
export const topic: PersonCommand = {
	name: "TOPIC",
	minParams: 1,
	async run(client, { params: [channel = "", text] }, person) {
		const room = await requireOwnRoom(client, channel, person);
		if (!room) return;
		if (text === undefined) {
			if (room.topic === "") return client.reply(RPL.NOTOPIC, channel, "No topic is set");
			return showTopic(client, room);
		}
		try {
			await client.context.core.rooms.setTopic(person, room.id, [...text].slice(0, MOST_CHARS).join(""));
		} catch (cause) {
			if (!(cause instanceof ParlourError) || !REFUSALS.has(cause.code)) throw cause;
			client.reply(ERR.CHANOPRIVSNEEDED, channel, cause.message);
		}
	},
};
