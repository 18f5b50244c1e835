import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { fitsMask } from "../mask.ts";
import { RPL } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

type Row = Pick<Room, "name" | "topic"> & { members: number };
type Filter = (room: Row) => boolean;

/** RFC 2812 3.2.6: the public rooms, and one's own private ones. ELIST: by mask, by what does not fit one, and by the number of members. */
export const list: PersonCommand = {
	name: "LIST",
	minParams: 0,
	async run(client, { params }, person) {
		const rooms = await client.context.core.rooms.directory(person);
		const own = await ownPrivateRooms(client, person);
		const words = params.flatMap((param) => param.split(",")).filter((word) => word !== "");
		const filters = words.flatMap((word) => filterOf(word) ?? []);
		const masks = words.filter((word) => filterOf(word) === null);
		client.reply(RPL.LISTSTART, "Channel", "Users  Name");
		for (const room of [...rooms, ...own]) {
			// As on every IRC server, a channel is there for as long as somebody is in it.
			if (room.members === 0) continue;
			const named = masks.length === 0 || masks.some((mask) => fitsMask(mask, `#${room.name}`));
			if (!named || !filters.every((fits) => fits(room))) continue;
			client.reply(RPL.LIST, `#${room.name}`, String(room.members), room.topic);
		}
		client.reply(RPL.LISTEND, "End of /LIST");
	},
};

/** Modern IRC: a secret channel is listed for its members. */
async function ownPrivateRooms(client: IrcClient, person: Person): Promise<Row[]> {
	const { context } = client;
	const rooms: Row[] = [];
	// Of very many rooms, more than core answers at once: each waits, not all of them anew.
	const members = (id: number) => client.patiently(() => context.core.people.members(person, id));
	for (const id of [...person.rooms]) {
		const room = context.audience.room(id);
		if (room?.visibility !== "private") continue;
		rooms.push({ ...room, members: (await members(id)).length });
	}
	return rooms;
}

/** Null for what is a name, or a mask of names. */
function filterOf(word: string): Filter | null {
	const [, sign, number] = /^([<>])(\d+)$/.exec(word) ?? [];
	if (sign === ">") return ({ members }) => members > Number(number);
	if (sign === "<") return ({ members }) => members < Number(number);
	if (word.startsWith("!")) return ({ name }) => !fitsMask(word.slice(1), `#${name}`);
	return null;
}
