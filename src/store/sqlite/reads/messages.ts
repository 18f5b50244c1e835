import type { Database } from "bun:sqlite";
import type { GivenReaction, Reads } from "../../port.ts";
import { charsOf, type MessageRow, SELECT_MESSAGE, toMessage, toUser } from "../rows.ts";
import { createPages, IN_ROOM, WITH_THREADS } from "./pages.ts";
import { snapshotsOf } from "./snapshot.ts";
import { firstWithin, takeWithin } from "./take-within.ts";

type MessageReads = Pick<
	Reads,
	"changesSince" | "page" | "pageWithThreads" | "lastSaid" | "message" | "reactions" | "edits" | "pins"
>;

const NO_END = Number.POSITIVE_INFINITY;
/** What stands beside the text of an edit, roughly. */
const EDIT_CHARS = 30;
/** Of a room's log, so many are looked through for what was said last, before its index is. */
const LATEST = 100;

interface ReactionRow {
	user: number;
	name: string;
	is_guest: number;
	emoji: string;
	at: number;
}

export function messageReads(db: Database): MessageReads {
	const countSince = db.query<{ count: number }, [number, number, number]>(
		"SELECT count(*) AS count FROM (SELECT 1 FROM messages WHERE room = ? AND rev > ? LIMIT ?)",
	);
	const since = db.query<MessageRow, [number, number]>(
		`${SELECT_MESSAGE} WHERE m.room = ? AND m.rev > ? ORDER BY m.rev`,
	);
	const inRoom = createPages(db, IN_ROOM);
	const withThreads = createPages(db, WITH_THREADS);
	const bySeq = db.query<MessageRow, [number, number]>(`${SELECT_MESSAGE} WHERE m.room = ? AND m.seq = ?`);
	const latest = db.query<{ at: number; said: number }, [number]>(
		`SELECT at, event IS NULL AND deleted_at IS NULL AS said FROM messages WHERE room = ? ORDER BY seq DESC LIMIT ${LATEST}`,
	);
	// By an index that holds all that is asked, as much else may have happened since.
	const lastInRoom = db.query<{ at: number }, [number]>(
		`SELECT at FROM messages WHERE room = ?1 AND seq = (
			SELECT max(seq) FROM messages INDEXED BY messages_in_room
			WHERE room = ?1 AND in_room = 1 AND event IS NULL AND deleted_at IS NULL
		)`,
	);
	const reactions = db.query<ReactionRow, [number, number, number]>(
		`SELECT r.user, u.name, u.role = 'guest' AS is_guest, r.emoji, r.at
		FROM reactions r JOIN users u ON u.id = r.user WHERE r.room = ? AND r.seq = ? ORDER BY r.at, r.user, r.emoji LIMIT ?`,
	);
	const edits = db.query<{ body: string; at: number }, [number, number]>(
		"SELECT body, at FROM edits WHERE room = ? AND seq = ? ORDER BY id DESC",
	);
	const pins = db.query<MessageRow, [number, number]>(
		`${SELECT_MESSAGE} WHERE m.room = ? AND m.pinned_at IS NOT NULL ORDER BY m.pinned_at DESC, m.seq DESC LIMIT ?`,
	);
	const inSnapshot = snapshotsOf(db);

	return {
		changesSince: async (room, cursor, limit, maxChars = NO_END) =>
			inSnapshot(() => {
				const count = countSince.get(room, cursor, limit + 1)?.count ?? 0;
				if (count > limit) return null;
				return takeWithin(since.iterate(room, cursor), { maxChars, most: NO_END, least: 1 }).messages;
			}),
		page: async (room, where, limit, maxChars = NO_END) => inSnapshot(() => inRoom(room, where, limit, maxChars)),
		pageWithThreads: async (room, where, limit, maxChars = NO_END) =>
			inSnapshot(() => withThreads(room, where, limit, maxChars)),
		lastSaid: async (rooms) =>
			inSnapshot(() =>
				rooms.flatMap((room) => {
					for (const { at, said } of latest.iterate(room)) if (said) return { room, at };
					const found = lastInRoom.get(room);
					return found ? { room, at: found.at } : [];
				}),
			),
		async message(room, seq) {
			const row = bySeq.get(room, seq);
			return row && toMessage(row);
		},
		reactions: async (room, seqs, limit) =>
			inSnapshot(() => {
				const found: GivenReaction[] = [];
				for (const seq of seqs) {
					if (found.length >= limit) break;
					const rows = reactions.all(room, seq, limit - found.length);
					for (const { user, is_guest, name, emoji, at } of rows) {
						found.push({ seq, by: toUser({ id: user, name }, is_guest), emoji, at });
					}
				}
				return found;
			}),
		edits: async (room, seq, maxChars = NO_END) =>
			firstWithin(edits.iterate(room, seq), maxChars, ({ body }) => body.length + EDIT_CHARS).reverse(),
		pins: async (room, limit, maxChars = NO_END) =>
			firstWithin(pins.iterate(room, limit), maxChars, charsOf).map((row) => ({ room, message: toMessage(row) })),
	};
}
