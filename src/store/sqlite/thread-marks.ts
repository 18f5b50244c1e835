import type { Database } from "bun:sqlite";
import type { ThreadMark } from "../../protocol/entities.ts";
import { createCounting } from "./counts.ts";

export interface ThreadRow {
	following: number;
	read_seq: number;
}

/** A person's place in a thread. Who does not follow it has nothing unread in it; who never did has read it to its end. */
export function createThreadMarks(db: Database) {
	const find = db.query<ThreadRow, [number, number, number]>(
		"SELECT following, read_seq FROM threads WHERE user = ? AND room = ? AND root = ?",
	);
	const followers = db.query<{ user: number; read_seq: number }, [number, number]>(
		`SELECT t.user, t.read_seq FROM threads t JOIN members m ON m.room = t.room AND m.user = t.user
		WHERE t.room = ? AND t.root = ? AND t.following = 1`,
	);
	const last = db.query<{ seq: number | null }, [number, number]>(
		"SELECT max(seq) AS seq FROM messages WHERE room = ? AND thread = ?",
	);
	const counting = createCounting(db);

	/** The number of the thread's last reply, or the root's. */
	function endOf(room: number, root: number): number {
		return last.get(room, root)?.seq ?? root;
	}

	function markFrom(row: ThreadRow | null, user: number, room: number, root: number): ThreadMark {
		const readSeq = row?.read_seq ?? endOf(room, root);
		if (row?.following !== 1) return { room, root, following: false, readSeq, unread: 0, mentions: 0 };
		return { room, root, following: true, readSeq, ...counting.ofThread(room, root, readSeq, 1)(user, readSeq) };
	}

	return {
		endOf,
		markFrom,
		rowOf: (user: number, room: number, root: number) => find.get(user, room, root),
		markOf: (user: number, room: number, root: number) => markFrom(find.get(user, room, root), user, room, root),
		/** Of the members who follow it. */
		marksOfFollowers(room: number, root: number): { user: number; mark: ThreadMark }[] {
			const rows = followers.all(room, root);
			const first = rows.reduce((least, row) => Math.min(least, row.read_seq), Number.MAX_SAFE_INTEGER);
			const countsOf = counting.ofThread(room, root, first, rows.length);
			return rows.map(({ user, read_seq: readSeq }) => ({
				user,
				mark: { room, root, following: true, readSeq, ...countsOf(user, readSeq) },
			}));
		},
	};
}
