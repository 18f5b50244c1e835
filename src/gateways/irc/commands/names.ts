import { findOwnRoom } from "../find-room.ts";
import { endNames, showAllNames, showNames } from "../show/room.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.2.5: of a room that one is in, or of all of them. */
export const names: PersonCommand = {
	name: "NAMES",
	minParams: 0,
	async run(client, { params: [channel] }, person) {
		if (channel === undefined) {
			const rooms = [...person.rooms].flatMap((id) => client.context.audience.room(id) ?? []);
			return showAllNames(client, rooms);
		}
		const room = await findOwnRoom(client, channel, person);
		if (room) return showNames(client, room);
		endNames(client, channel.slice(0, 64));
	},
};
