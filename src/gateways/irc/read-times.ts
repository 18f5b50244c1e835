import type { Room } from "../../protocol/entities.ts";
import { queryWith } from "./names.ts";

/** The oldest go first: then the time of the last message that was read stands for them. */
const MOST = 10_000;

/** How far somebody has read, as a client said it, and the last message before. */
export interface ReadTime {
	at: number;
	seq: number;
}

/** Times that clients gave with MARKREAD, of which the store keeps only the messages: until the server stops. */
export class ReadTimes {
	readonly #times = new Map<string, ReadTime>();

	keep(reader: number, place: string, time: ReadTime): void {
		const key = `${reader} ${place}`;
		this.#times.delete(key);
		this.#times.set(key, time);
		if (this.#times.size <= MOST) return;
		for (const oldest of this.#times.keys()) {
			this.#times.delete(oldest);
			break;
		}
	}

	/** Null where no client said one, and where they have gone back before it: to the message of number `seq`. */
	of(reader: number, place: string, seq: number): number | null {
		const time = this.#times.get(`${reader} ${place}`);
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
