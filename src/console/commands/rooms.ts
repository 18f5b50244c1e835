import { count, table } from "../printable.ts";
import type { Command } from "./command.ts";

export const rooms: Command = {
	name: "rooms",
	usage: "rooms",
	help: "All rooms, with their members and messages",
	async run({ core, print }) {
		const rooms = await core.rooms.all();
		const rows = rooms.map(({ name, visibility, members, messages }) => [
			name,
			visibility,
			count(members, "member"),
			count(messages, "message"),
		]);
		for (const line of table(rows)) print(line);
	},
};
