import { findOwnRoom } from "../find-room.ts";
import { placeOf } from "../names.ts";
import { ERR } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 message-tags: typing, and reactions. Other tags mean nothing here, and go nowhere. */
export const tagmsg: PersonCommand = {
	name: "TAGMSG",
	minParams: 1,
	async run(client, { tags, params: [target = ""] }, person) {
		const { messages } = client.context.core;
		const place = placeOf(tags.get("+draft/reply") ?? tags.get("+reply") ?? "");
		const react = tags.get("+draft/react");
		const unreact = tags.get("+draft/unreact");
		if (place && react !== undefined) return messages.react(person, place, react, true);
		if (place && unreact !== undefined) return messages.react(person, place, unreact, false);
		if (tags.get("+typing") !== "active") return;
		const room = await findOwnRoom(client, target, person);
		if (room) messages.typing(person, room.id);
		else if (target.startsWith("#")) client.reply(ERR.CANNOTSENDTOCHAN, target.slice(0, 64), "Cannot send to channel");
	},
};
