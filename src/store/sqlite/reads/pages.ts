import type { Database } from "bun:sqlite";
import type { Reads } from "../../port.ts";
import { type MessageRow, SELECT_MESSAGE } from "../rows.ts";
import { takeWithin } from "./take-within.ts";

type Page = Awaited<ReturnType<Reads["page"]>>;

interface Scope {
	/** The index that it is read by. */
	index: string;
	/** Of messages `m`. */
	where: string;
}

/** What stands in the room's own log. */
export const IN_ROOM: Scope = { index: "messages_in_room", where: "m.in_room = 1" };
/** And the replies that stand in their thread only. */
export const WITH_THREADS: Scope = { index: "messages_by_seq", where: "TRUE" };

/** Reads a room's pages; to be called in a snapshot. */
export function createPages(db: Database, { index, where }: Scope) {
	const messages = SELECT_MESSAGE.replace("messages m", `messages m INDEXED BY ${index}`);
	const any = `SELECT m.seq FROM messages m INDEXED BY ${index}`;
	const before = db.query<MessageRow, [number, number, number]>(
		`${messages} WHERE m.room = ? AND m.seq < ? AND ${where} ORDER BY m.seq DESC LIMIT ?`,
	);
	const from = db.query<MessageRow, [number, number, number]>(
		`${messages} WHERE m.room = ? AND m.seq >= ? AND ${where} ORDER BY m.seq LIMIT ?`,
	);
	const anyBefore = db.query<{ seq: number }, [number, number]>(
		`${any} WHERE m.room = ? AND m.seq < ? AND ${where} LIMIT 1`,
	);
	const anyFrom = db.query<{ seq: number }, [number, number]>(
		`${any} WHERE m.room = ? AND m.seq >= ? AND ${where} LIMIT 1`,
	);
	const head = db.query<{ head: number }, [number]>("SELECT head FROM rooms WHERE id = ?");
	const headOf = (room: number) => head.get(room)?.head ?? 0;

	function pageBefore(room: number, place: number, most: number, maxChars: number): Page {
		const { messages, more } = takeWithin(before.iterate(room, place, most + 1), { maxChars, most, least: 1 });
		return { messages: messages.reverse(), head: headOf(room), more, newer: anyFrom.get(room, place) !== null };
	}

	function pageFrom(room: number, place: number, most: number, maxChars: number): Page {
		const { messages, more } = takeWithin(from.iterate(room, place, most + 1), { maxChars, most, least: 1 });
		return { messages, head: headOf(room), more: anyBefore.get(room, place) !== null, newer: more };
	}

	/** What stands at the place comes first, then half of the rest on either side of it. */
	function pageAround(room: number, place: number, most: number, maxChars: number): Page {
		const later = takeWithin(from.iterate(room, place, most + 1), {
			maxChars: maxChars / 2,
			most: Math.ceil(most / 2),
			least: 1,
		});
		const earlier = takeWithin(before.iterate(room, place, most + 1), {
			maxChars: maxChars - later.chars,
			most: most - later.messages.length,
			least: later.messages.length === 0 ? 1 : 0,
		});
		const messages = [...earlier.messages.reverse(), ...later.messages];
		return { messages, head: headOf(room), more: earlier.more, newer: later.more };
	}

	return (room: number, where: Parameters<Reads["page"]>[1], limit: number, maxChars: number): Page => {
		if (where.around !== undefined) return pageAround(room, where.around, limit, maxChars);
		if (where.after !== undefined) return pageFrom(room, where.after + 1, limit, maxChars);
		return pageBefore(room, where.before ?? Number.MAX_SAFE_INTEGER, limit, maxChars);
	};
}
