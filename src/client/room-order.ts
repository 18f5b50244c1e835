import type { Room } from "./room.ts";

export type RoomKind = "rooms" | "direct" | "archived";

/** A number in a name counts as one: release-9 before release-10. */
const byName = new Intl.Collator(undefined, { numeric: true });

export function kindOf(room: Room): RoomKind {
	const { archived, visibility } = room.info.value;
	if (archived) return "archived";
	return visibility === "direct" ? "direct" : "rooms";
}

/** Those of a kind: rooms with the lobby first, then by name; direct ones by their last message, the latest first. */
export function roomsOf(rooms: Iterable<Room>, kind: RoomKind): Room[] {
	return [...rooms]
		.filter((room) => room.listed.value && kindOf(room) === kind)
		.sort((a, b) => {
			if (kind === "direct") return b.lastAt.value - a.lastAt.value;
			const [left, right] = [a.info.value, b.info.value];
			if (left.lobby !== right.lobby) return left.lobby ? -1 : 1;
			return byName.compare(a.title.value, b.title.value);
		});
}

/** All of them as one list: rooms, direct rooms, archived ones. */
export function inOrder(rooms: Iterable<Room>): Room[] {
	const all = [...rooms];
	return [...roomsOf(all, "rooms"), ...roomsOf(all, "direct"), ...roomsOf(all, "archived")];
}
