import type { Database } from "bun:sqlite";
import type { ThreadMark } from "../../protocol/entities.ts";
import { createCounting } from "./counts.ts";

export interface ThreadRow {
	following: number;
	read_seq: number;
}

/** A person's place in a thread. Who does not follow it has nothing unread in it; who never did has read it to its end. */
export function createThreadMarks(db: Database) {
	const row = db.query<ThreadRow, [number, number, number]>(
		"SELECT following, read_seq FROM threads WHERE user = ? AND room = ? AND root = ?",
	);
	const last = db.query<{ seq: number | null }, [number, number]>(
		"SELECT max(seq) AS seq FROM messages WHERE room = ? AND thread = ?",
	);
	const counting = createCounting(db);

	/** The number of the thread's last reply, or the root's. */
	function endOf(room: number, root: number): number {
		return last.get(room, root)?.seq ?? root;
	}

	function markFrom(found: ThreadRow | null, user: number, room: number, root: number): ThreadMark {
		const following = found?.following === 1;
		const readSeq = found?.read_seq ?? endOf(room, root);
		const counts = following ? counting.ofThread(room, root, user, readSeq) : { unread: 0, mentions: 0 };
		return { room, root, following, readSeq, ...counts };
	}

	return {
		endOf,
		markFrom,
		rowOf: (user: number, room: number, root: number) => row.get(user, room, root),
		markOf: (user: number, room: number, root: number) => markFrom(row.get(user, room, root), user, room, root),
	};
}
