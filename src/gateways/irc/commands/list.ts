import { RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.2.6: the public rooms. */
export const list: PersonCommand = {
	name: "LIST",
	minParams: 0,
	async run(client, { params: [wanted] }, person) {
		const rooms = await client.context.core.rooms.directory(person);
		const asked = wanted?.startsWith("#") ? new Set(wanted.toLowerCase().split(",")) : null;
		client.reply(RPL.LISTSTART, "Channel", "Users  Name");
		for (const { name, members, topic } of rooms) {
			if (!asked || asked.has(`#${name.toLowerCase()}`)) client.reply(RPL.LIST, `#${name}`, String(members), topic);
		}
		client.reply(RPL.LISTEND, "End of /LIST");
	},
};
