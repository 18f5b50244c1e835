import type { Room } from "./room.ts";

/** The lobby first, then by name. */
export function inOrder(rooms: Iterable<Room>): Room[] {
	return [...rooms].sort((a, b) => {
		const [left, right] = [a.info.value, b.info.value];
		if (left.lobby !== right.lobby) return left.lobby ? -1 : 1;
		return left.name.localeCompare(right.name);
	});
}
