import type { Database } from "bun:sqlite";
import type { Reads } from "../../port.ts";
import { charsOf, type MessageRow, SELECT_MESSAGE, toMessage } from "../rows.ts";
import { snapshotsOf } from "./snapshot.ts";
import { firstWithin, takeWithin } from "./take-within.ts";

type MessageReads = Pick<Reads, "changesSince" | "page" | "message" | "edits" | "pins">;
type Page = Awaited<ReturnType<Reads["page"]>>;

const NO_END = Number.POSITIVE_INFINITY;
/** What stands beside the text of an edit, roughly. */
const EDIT_CHARS = 30;

export function messageReads(db: Database): MessageReads {
	const countSince = db.query<{ count: number }, [number, number, number]>(
		"SELECT count(*) AS count FROM (SELECT 1 FROM messages WHERE room = ? AND rev > ? LIMIT ?)",
	);
	const since = db.query<MessageRow, [number, number]>(
		`${SELECT_MESSAGE} WHERE m.room = ? AND m.rev > ? ORDER BY m.rev`,
	);
	const inRoom = SELECT_MESSAGE.replace("messages m", "messages m INDEXED BY messages_in_room");
	const before = db.query<MessageRow, [number, number, number]>(
		`${inRoom} WHERE m.room = ? AND m.seq < ? AND m.in_room = 1 ORDER BY m.seq DESC LIMIT ?`,
	);
	const from = db.query<MessageRow, [number, number, number]>(
		`${inRoom} WHERE m.room = ? AND m.seq >= ? AND m.in_room = 1 ORDER BY m.seq LIMIT ?`,
	);
	const anyBefore = db.query<{ seq: number }, [number, number]>(
		"SELECT seq FROM messages WHERE room = ? AND seq < ? AND in_room = 1 LIMIT 1",
	);
	const anyFrom = db.query<{ seq: number }, [number, number]>(
		"SELECT seq FROM messages WHERE room = ? AND seq >= ? AND in_room = 1 LIMIT 1",
	);
	const head = db.query<{ head: number }, [number]>("SELECT head FROM rooms WHERE id = ?");
	const bySeq = db.query<MessageRow, [number, number]>(`${SELECT_MESSAGE} WHERE m.room = ? AND m.seq = ?`);
	const edits = db.query<{ body: string; at: number }, [number, number]>(
		"SELECT body, at FROM edits WHERE room = ? AND seq = ? ORDER BY id DESC",
	);
	const pins = db.query<MessageRow, [number, number]>(
		`${SELECT_MESSAGE} WHERE m.room = ? AND m.pinned_at IS NOT NULL ORDER BY m.pinned_at DESC, m.seq DESC LIMIT ?`,
	);
	const inSnapshot = snapshotsOf(db);
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

	return {
		changesSince: async (room, cursor, limit, maxChars = NO_END) =>
			inSnapshot(() => {
				const count = countSince.get(room, cursor, limit + 1)?.count ?? 0;
				if (count > limit) return null;
				return takeWithin(since.iterate(room, cursor), { maxChars, most: NO_END, least: 1 }).messages;
			}),
		page: async (room, where, limit, maxChars = NO_END) =>
			inSnapshot(() => {
				if (where.around !== undefined) return pageAround(room, where.around, limit, maxChars);
				if (where.after !== undefined) return pageFrom(room, where.after + 1, limit, maxChars);
				return pageBefore(room, where.before ?? Number.MAX_SAFE_INTEGER, limit, maxChars);
			}),
		async message(room, seq) {
			const row = bySeq.get(room, seq);
			return row && toMessage(row);
		},
		edits: async (room, seq, maxChars = NO_END) =>
			firstWithin(edits.iterate(room, seq), maxChars, ({ body }) => body.length + EDIT_CHARS).reverse(),
		pins: async (room, limit, maxChars = NO_END) =>
			firstWithin(pins.iterate(room, limit), maxChars, charsOf).map((row) => ({ room, message: toMessage(row) })),
	};
}
