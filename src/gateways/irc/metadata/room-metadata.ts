import { putLast } from "../put-last.ts";
import { MOST_KEYS } from "./limits.ts";

/** Those that were set last are remembered. */
const MOST_ROOMS = 1_000;
const NOTHING: ReadonlyMap<string, string> = new Map();

/** What moderators have set of their rooms: Parlour has no place for it, so that it lasts while the server runs. */
export class RoomMetadata {
	readonly #rooms = new Map<number, Map<string, string>>();

	of(room: number): ReadonlyMap<string, string> {
		return this.#rooms.get(room) ?? NOTHING;
	}

	/** Sets, or with an empty value removes. False where there is no room for one more. */
	set(room: number, key: string, value: string): boolean {
		const values = this.#rooms.get(room) ?? new Map<string, string>();
		if (value !== "" && values.size >= MOST_KEYS && !values.has(key)) return false;
		if (value === "") values.delete(key);
		else values.set(key, value);
		if (values.size === 0) this.#rooms.delete(room);
		else putLast(this.#rooms, room, values, MOST_ROOMS);
		return true;
	}
}
