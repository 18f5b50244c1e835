import type { Store } from "../store/port.ts";
import type { Mentions } from "./mentions.ts";

/** The ids of the room's members whom a body names. */
export async function namedMembers(store: Store, room: number, { names }: Mentions): Promise<number[]> {
	const plain = names.filter((readings) => readings.length === 1).flat();
	const ids = new Set(plain.length > 0 ? await store.membersByKey(room, plain) : []);
	for (const readings of names.filter(({ length }) => length > 1)) {
		for (const id of await firstMember(store, room, readings)) ids.add(id);
	}
	return [...ids];
}

async function firstMember(store: Store, room: number, readings: readonly string[]): Promise<number[]> {
	for (const key of readings) {
		const ids = await store.membersByKey(room, [key]);
		if (ids.length > 0) return ids;
	}
	return [];
}
