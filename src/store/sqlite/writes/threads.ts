import type { Writes } from "../../port.ts";
import { createThreadMarks } from "../thread-marks.ts";
import { notFound, roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";
import { threadLog } from "./thread-log.ts";

type ThreadWrites = Pick<Writes, "markThreadRead" | "followThread">;

export function threadWrites(context: WriteContext): ThreadWrites {
	const { db, committed } = context;
	const { requireMember } = roomLog(context);
	const threads = threadLog(context);
	const marks = createThreadMarks(db);
	const headOf = db.query<{ head: number }, [number]>("SELECT head FROM rooms WHERE id = ?");
	const move = db.query<null, [number, number, number, number]>(
		"UPDATE threads SET read_seq = ? WHERE user = ? AND room = ? AND root = ?",
	);
	const stop = db.query<null, [number, number, number, number]>(
		`INSERT INTO threads (user, room, root, following, read_seq) VALUES (?, ?, ?, 0, ?)
		ON CONFLICT DO UPDATE SET following = 0`,
	);

	return {
		markThreadRead({ room, root: seq, user, seq: target, back }) {
			requireMember(room, user);
			const root = threads.rootOf(room, seq).seq;
			const head = headOf.get(room)?.head;
			if (head === undefined) throw notFound();
			const row = marks.rowOf(user, room, root);
			const to = Math.min(target, head);
			if (!row || (back ? to === row.read_seq : to <= row.read_seq)) return marks.markFrom(row, user, room, root);
			move.run(to, user, room, root);
			const mark = marks.markOf(user, room, root);
			committed.push({ type: "thread", user, mark });
			return mark;
		},
		followThread({ room, root: seq, user, on }) {
			requireMember(room, user);
			const root = threads.rootOf(room, seq).seq;
			const row = marks.rowOf(user, room, root);
			if (on === (row?.following === 1)) return marks.markFrom(row, user, room, root);
			const end = marks.endOf(room, root);
			if (on) threads.follow(room, root, user, end);
			else stop.run(user, room, root, end);
			const mark = marks.markOf(user, room, root);
			committed.push({ type: "thread", user, mark });
			return mark;
		},
	};
}
