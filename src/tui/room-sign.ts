import type { Client } from "../client/client.ts";
import type { Room } from "../client/room.ts";
import type { User } from "../protocol/entities.ts";

/** What stands before a room's name: # for public ones, ◆ for private ones, of direct ones whether somebody is there. */
export function signOf(room: Room, client: Client): string {
	const { visibility } = room.info.value;
	if (visibility !== "direct") return visibility === "private" ? "◆" : "#";
	return isSomebodyThere(room, client) ? "●" : "○";
}

export function isSomebodyThere(room: Room, client: Client): boolean {
	const online = client.online.value;
	return othersIn(room, client).some(({ id }) => online.has(id));
}

/** The others in a direct room; oneself where nobody else is. */
export function othersIn(room: Room, { me }: Client): readonly User[] {
	const people = room.info.value.people ?? [];
	const others = people.filter(({ id }) => id !== me.value?.id);
	return others.length > 0 ? others : people;
}

/** The name with what a person calls it by: `#lobby`, and direct ones by their people alone. */
export function callOf(room: Room): string {
	const title = room.title.value;
	return room.info.value.visibility === "direct" ? title : `#${title}`;
}
