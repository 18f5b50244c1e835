import type { Writes } from "../../port.ts";
import { createCounting } from "../counts.ts";
import { messageNotFound, notFound, roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";

type PersonalWrites = Pick<Writes, "markRead" | "saveMessage" | "setDraft" | "setNotify">;

/** What a member keeps of a room for themselves: told to their own devices alone. */
export function personalWrites(context: WriteContext): PersonalWrites {
	const { db, committed } = context;
	const { requireMember, written } = roomLog(context);
	const counting = createCounting(db);
	const marker = db.query<{ read_seq: number; head: number }, [number, number]>(
		"SELECT m.read_seq, r.head FROM members m JOIN rooms r ON r.id = m.room WHERE m.room = ? AND m.user = ?",
	);
	const moveMarker = db.query<null, [number, number, number]>(
		"UPDATE members SET read_seq = ? WHERE room = ? AND user = ?",
	);
	const save = db.query<null, [number, number, number, number]>(
		"INSERT INTO saved (user, room, seq, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
	);
	const unsave = db.query<null, [number, number, number]>("DELETE FROM saved WHERE user = ? AND room = ? AND seq = ?");
	const keepDraft = db.query<null, [number, number, number, string, number]>(
		`INSERT INTO drafts (user, room, thread, body, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET body = excluded.body, at = excluded.at WHERE body <> excluded.body`,
	);
	const dropDraft = db.query<null, [number, number, number]>(
		"DELETE FROM drafts WHERE user = ? AND room = ? AND thread = ?",
	);
	const setLevel = db.query<null, [string, number, number]>(
		"UPDATE members SET notify = ?1 WHERE room = ?2 AND user = ?3 AND notify <> ?1",
	);

	return {
		markRead({ room, user, seq, back }) {
			const row = marker.get(room, user);
			if (!row) throw notFound();
			const target = Math.min(seq, row.head);
			const readSeq = back ? target : Math.max(target, row.read_seq);
			const mark = { room, user, seq: readSeq, ...counting.ofRoom(room, user, readSeq), head: row.head };
			if (readSeq !== row.read_seq) {
				moveMarker.run(readSeq, room, user);
				committed.push({ type: "read", mark });
			}
			return mark;
		},
		saveMessage({ room, seq, user, on, at }) {
			if (on) {
				requireMember(room, user);
				if (written(room, seq).deleted_at !== null) throw messageNotFound(room, seq);
			}
			const { changes } = on ? save.run(user, room, seq, at) : unsave.run(user, room, seq);
			if (changes > 0) committed.push({ type: "saved", user, room, seq, on });
		},
		setDraft({ user, draft, at }) {
			const { room, thread = 0, body } = draft;
			const empty = body === "";
			if (!empty) {
				requireMember(room, user);
				if (thread !== 0) written(room, thread);
			}
			const { changes } = empty ? dropDraft.run(user, room, thread) : keepDraft.run(user, room, thread, body, at);
			if (changes > 0) committed.push({ type: "draft", user, draft });
		},
		setNotify({ room, user, level }) {
			requireMember(room, user);
			if (setLevel.run(level, room, user).changes > 0) committed.push({ type: "notify", user, room });
		},
	};
}
