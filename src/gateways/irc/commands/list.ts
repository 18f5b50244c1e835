import type { ListedRoom } from "../../../protocol/entities.ts";
import { fitsMask } from "../mask.ts";
import { RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

type Filter = (room: ListedRoom) => boolean;

/** RFC 2812 3.2.6: the public rooms. ELIST: by mask, by what does not fit one, and by the number of members. */
export const list: PersonCommand = {
	name: "LIST",
	minParams: 0,
	async run(client, { params: [wanted = ""] }, person) {
		const rooms = await client.context.core.rooms.directory(person);
		const words = wanted.split(",").filter((word) => word !== "");
		const filters = words.flatMap((word) => filterOf(word) ?? []);
		const masks = words.filter((word) => filterOf(word) === null);
		client.reply(RPL.LISTSTART, "Channel", "Users  Name");
		for (const room of rooms) {
			const named = masks.length === 0 || masks.some((mask) => fitsMask(mask, `#${room.name}`));
			if (!named || !filters.every((fits) => fits(room))) continue;
			client.reply(RPL.LIST, `#${room.name}`, String(room.members), room.topic);
		}
		client.reply(RPL.LISTEND, "End of /LIST");
	},
};

/** Null for what is a name, or a mask of names. */
function filterOf(word: string): Filter | null {
	const [, sign, number] = /^([<>])(\d+)$/.exec(word) ?? [];
	if (sign === ">") return ({ members }) => members > Number(number);
	if (sign === "<") return ({ members }) => members < Number(number);
	if (word.startsWith("!")) return ({ name }) => !fitsMask(word.slice(1), `#${name}`);
	return null;
}
