import type { ListedRoom } from "../../protocol/entities.ts";
import { count, table } from "../printable.ts";
import type { Command } from "./command.ts";

function kindOf({ visibility, archived }: ListedRoom): string {
	return archived ? `${visibility}, archived` : visibility;
}

export const rooms: Command = {
	name: "rooms",
	usage: "rooms",
	help: "All rooms, with their members and messages; direct messages together",
	async run({ core, print }) {
		const all = await core.rooms.all();
		const rows = all
			.filter(({ visibility }) => visibility !== "direct")
			.map((room) => [room.name, kindOf(room), count(room.members, "member"), count(room.messages, "message")]);
		for (const line of table(rows)) print(line);
		// Who talks to whom is theirs to know.
		const direct = all.filter(({ visibility }) => visibility === "direct");
		if (direct.length === 0) return;
		const messages = direct.reduce((sum, room) => sum + room.messages, 0);
		print(`Direct messages: ${count(messages, "message")} in ${count(direct.length, "room")}`);
	},
};
