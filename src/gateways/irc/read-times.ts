import type { Room } from "../../protocol/entities.ts";
import { queryWith } from "./names.ts";
import { putLast } from "./put-last.ts";

/** Of each person, so that nobody crowds out the others'. The oldest go first: the last message that was read stands for them. */
const MOST_EACH = 100;
const MOST_READERS = 10_000;

/** How far somebody has read, as a client said it, and the last message before. */
export interface ReadTime {
	at: number;
	seq: number;
}

/** Times that clients gave with MARKREAD, of which the store keeps only the messages: until the server stops. */
export class ReadTimes {
	readonly #times = new Map<number, Map<string, ReadTime>>();

	keep(reader: number, place: string, time: ReadTime): void {
		const own = this.#times.get(reader) ?? new Map<string, ReadTime>();
		putLast(own, place, time, MOST_EACH);
		putLast(this.#times, reader, own, MOST_READERS);
	}

	/** Null where no client said one, and where they have gone back before it: to the message of number `seq`. */
	of(reader: number, place: string, seq: number): number | null {
		const time = this.#times.get(reader)?.get(place);
		return time && time.seq <= seq ? time.at : null;
	}
}

/** What is read: a room, or what is said with a person, as well before there is a room for it. */
export function placeRead(room: Room, reader: number): string {
	const other = queryWith(room, reader);
	return other ? placeWith(other.id) : `room ${room.id}`;
}

export function placeWith(other: number): string {
	return `person ${other}`;
}
