import type { Replies } from "../../../protocol/entities.ts";
import { type MessageRow, parseReplies } from "../rows.ts";
import { messageNotFound, roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";

const MOST_FACES = 5;

/** A thread in the room's log: its root, what the root shows of it, and those who follow it. */
export function threadLog(context: WriteContext) {
	const { db, repliedTo } = context;
	const { take, changed, written } = roomLog(context);
	const show = db.query<null, [string | null, number, number, number]>(
		"UPDATE messages SET replies = ?, rev = ? WHERE room = ? AND seq = ?",
	);
	const count = db.query<{ count: number; last: number | null }, [number, number]>(
		"SELECT count(*) AS count, max(seq) AS last FROM messages WHERE room = ? AND thread = ? AND deleted_at IS NULL",
	);
	const faces = db.query<{ author: number }, [number, number]>(
		`SELECT author FROM messages WHERE room = ? AND thread = ? AND deleted_at IS NULL
		GROUP BY author ORDER BY max(seq) DESC LIMIT ${MOST_FACES}`,
	);
	const timeOf = db.query<{ at: number }, [number, number]>("SELECT at FROM messages WHERE room = ? AND seq = ?");
	const follow = db.query<null, [number, number, number, number]>(
		`INSERT INTO threads (user, room, root, following, read_seq) VALUES (?, ?, ?, 1, ?)
		ON CONFLICT DO UPDATE SET following = 1,
			read_seq = iif(following = 1, read_seq, max(read_seq, excluded.read_seq))`,
	);
	const followFirst = db.query<null, [number, number, number, number]>(
		`INSERT INTO threads (user, room, root, following, read_seq) VALUES (?, ?, ?, 1, ?) ON CONFLICT DO NOTHING`,
	);
	const readTo = db.query<null, [number, number, number, number]>(
		"UPDATE threads SET read_seq = max(read_seq, ?) WHERE user = ? AND room = ? AND root = ?",
	);
	function replace(room: number, root: number, replies: Replies | null, at: number): void {
		show.run(replies && JSON.stringify(replies), take(room, at), room, root);
		changed(room, root, { type: "replied" });
	}

	function rootOf(room: number, seq: number): MessageRow {
		const row = written(room, seq);
		return row.thread === null ? row : written(room, row.thread);
	}

	return {
		/** A reply's thread is its root's. Throws `not_found`. */
		rootOf,
		/** The root of a thread that may go on. Throws `not_found` for one that was deleted. */
		openRootOf(room: number, seq: number): MessageRow {
			const root = rootOf(room, seq);
			if (root.deleted_at !== null) throw messageNotFound(room, seq);
			return root;
		},
		countIn(room: number, root: MessageRow, reply: { seq: number; at: number; author: number }): void {
			const former = root.replies === null ? null : parseReplies(root.replies);
			const users = [reply.author, ...(former?.users ?? []).filter((user) => user !== reply.author)];
			const replies: Replies = {
				count: (former?.count ?? 0) + 1,
				lastSeq: reply.seq,
				lastAt: reply.at,
				users: users.slice(0, MOST_FACES),
			};
			replace(room, root.seq, replies, reply.at);
		},
		/** After a reply has gone. */
		countAgain(room: number, root: number, at: number): void {
			const { count: left, last } = count.get(room, root) ?? { count: 0, last: null };
			if (last === null) return replace(room, root, null, at);
			const users = faces.all(room, root).map(({ author }) => author);
			replace(room, root, { count: left, lastSeq: last, lastAt: timeOf.get(room, last)?.at ?? at, users }, at);
		},
		/** Also of who had stopped; what passed meanwhile, up to `readSeq`, is no news. */
		follow: (room: number, root: number, user: number, readSeq: number) => void follow.run(user, room, root, readSeq),
		/** Unless one has stopped. */
		followFirst: (room: number, root: number, user: number, readSeq: number) =>
			void followFirst.run(user, room, root, readSeq),
		readTo: (room: number, root: number, user: number, seq: number) => void readTo.run(seq, user, room, root),
		tellFollowers: (room: number, root: number) => void repliedTo.set(`${room} ${root}`, { room, root }),
	};
}
