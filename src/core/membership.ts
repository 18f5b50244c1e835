import type { Room } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import type { Person } from "./presence.ts";

/** What one hears of a room that one is not in. */
export function notYours(): ParlourError {
	return new ParlourError("not_found", "Cannot find this room: it does not exist, or is not yours");
}

/** Throws `not_found`: a room that one is not in might as well not exist. */
export function requireMember(person: Person, room: number): void {
	if (!person.rooms.has(room)) throw notYours();
}

/** A room that one is in. Throws `not_found`. */
export async function ownRoom(store: Pick<Store, "room">, person: Person, roomId: number): Promise<Room> {
	requireMember(person, roomId);
	const room = await store.room(roomId);
	if (!room) throw notYours();
	return room;
}

/** Who did something, for the log: with the addresses they are connected from. */
export function actor({ user, connections }: Person): { user: string; address: string } {
	return { user: user.name, address: [...new Set([...connections].map(({ address }) => address))].join(",") };
}
