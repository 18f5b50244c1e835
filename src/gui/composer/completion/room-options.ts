import type { Client } from "../../../client/client.ts";
import type { ListedRoom } from "../../../protocol/entities.ts";
import { fold, rankOf } from "./fold.ts";
import type { Option } from "./option.ts";

const MOST = 30;

interface Named {
	id: number;
	name: string;
	topic: string;
	joined: boolean;
}

function optionsOf(rooms: readonly Named[], query: string): Option[] {
	const wanted = fold(query);
	return rooms
		.flatMap((room) => {
			const rank = rankOf(room.name, wanted);
			return rank === null ? [] : [{ room, rank }];
		})
		.sort((a, b) => a.rank - b.rank || a.room.name.localeCompare(b.room.name))
		.slice(0, MOST)
		.map(({ room: { id, name, topic, joined } }) => ({
			key: `#${id}`,
			insert: `#${name} `,
			label: name,
			detail: joined ? topic : "not joined",
			sign: { kind: "sign", char: "#" },
		}));
}

/** One's own rooms. */
export function roomOptions(client: Client, query: string): Option[] {
	const infos = [...client.rooms.value.values()].map(({ info }) => info.value);
	const named = infos.filter(({ visibility, archived }) => visibility !== "direct" && !archived);
	return optionsOf(
		named.map((info) => ({ ...info, joined: true })),
		query,
	);
}

/** Public rooms that one is not in. */
export function listedOptions(listed: readonly ListedRoom[], query: string): Option[] {
	return optionsOf(
		listed.filter(({ joined, archived }) => !joined && !archived),
		query,
	);
}
