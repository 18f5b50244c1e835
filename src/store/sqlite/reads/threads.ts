import type { Database } from "bun:sqlite";
import type { ThreadMark } from "../../../protocol/entities.ts";
import type { Reads } from "../../port.ts";
import { type MessageRow, SELECT_MESSAGE, toMessage } from "../rows.ts";
import { createThreadMarks } from "../thread-marks.ts";
import { snapshotsOf } from "./snapshot.ts";
import { takeWithin } from "./take-within.ts";

type ThreadReads = Pick<Reads, "thread" | "unreadThreads">;

export interface FollowedRow {
	room: number;
	root: number;
	following: number;
	read_seq: number;
	last_seq: number | null;
}

/** Of `?1` the threads that have had a reply, in the rooms that one is in. */
export const SELECT_FOLLOWED = `
	SELECT t.room, t.root, t.following, t.read_seq, r.replies ->> 'lastSeq' AS last_seq
	FROM threads t JOIN members m ON m.room = t.room AND m.user = t.user
	JOIN messages r ON r.room = t.room AND r.seq = t.root
	WHERE t.user = ?1 AND t.following = 1 AND r.replies IS NOT NULL`;
export const LAST_REPLY_FIRST = "r.replies ->> 'lastAt' DESC, t.room DESC, last_seq DESC";

export function threadReads(db: Database): ThreadReads {
	const member = db.query<{ user: number }, [number, number]>("SELECT user FROM members WHERE room = ? AND user = ?");
	const root = db.query<MessageRow, [number, number]>(
		`${SELECT_MESSAGE} WHERE m.room = ? AND m.seq = ? AND m.event IS NULL AND m.thread IS NULL`,
	);
	const replies = db.query<MessageRow, [number, number, number, number]>(
		`${SELECT_MESSAGE} WHERE m.room = ? AND m.thread = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?`,
	);
	const head = db.query<{ head: number }, [number]>("SELECT head FROM rooms WHERE id = ?");
	const unread = db.query<FollowedRow, [number]>(
		// By the index alone, as of many threads few have something new.
		`${SELECT_FOLLOWED} AND EXISTS (
			SELECT 1 FROM messages x INDEXED BY messages_of_thread
			WHERE x.room = t.room AND x.thread = t.root AND x.seq > t.read_seq AND x.deleted_at IS NULL
		) ORDER BY ${LAST_REPLY_FIRST}`,
	);
	const marks = createThreadMarks(db);
	const inSnapshot = snapshotsOf(db);

	return {
		thread: async (user, room, seq, before, most, maxChars = Number.POSITIVE_INFINITY) =>
			inSnapshot(() => {
				const found = member.get(room, user) && root.get(room, seq);
				if (!found) return null;
				const rows = replies.iterate(room, seq, before ?? Number.MAX_SAFE_INTEGER, most + 1);
				const { messages, more } = takeWithin(rows, { maxChars, most, least: 1 });
				return {
					root: toMessage(found),
					messages: messages.reverse(),
					more,
					head: head.get(room)?.head ?? 0,
					mark: marks.markOf(user, room, seq),
				};
			}),
		unreadThreads: async (user, limit) =>
			inSnapshot(() => {
				const found: ThreadMark[] = [];
				for (const row of unread.all(user)) {
					if (found.length === limit) break;
					const mark = marks.markFrom(row, user, row.room, row.root);
					if (mark.unread > 0) found.push(mark);
				}
				return found;
			}),
	};
}
