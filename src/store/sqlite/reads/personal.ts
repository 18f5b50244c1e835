import type { Database } from "bun:sqlite";
import type { Draft, PlacedMessage } from "../../../protocol/entities.ts";
import type { Reads } from "../../port.ts";
import { charsOf, MESSAGE_COLUMNS, type MessageRow, SELECT_MESSAGE, toMessage } from "../rows.ts";
import { createThreadMarks } from "../thread-marks.ts";
import { snapshotsOf } from "./snapshot.ts";
import { firstWithin } from "./take-within.ts";
import { type FollowedRow, LAST_REPLY_FIRST, SELECT_FOLLOWED } from "./threads.ts";

type PersonalReads = Pick<Reads, "inbox" | "saved" | "drafts">;

const NO_END = Number.POSITIVE_INFINITY;
/** What stands beside the text of a draft, roughly. */
const DRAFT_CHARS = 40;

type PlacedRow = MessageRow & { room: number };

/** The messages that name `?1`, in the rooms that one is in: by name or @here, and to everybody since one joined. */
const NAMING = `
	SELECT * FROM (
		SELECT n.room, n.seq, n.at FROM mentions n INDEXED BY mentions_by_time
		CROSS JOIN members m ON m.room = n.room AND m.user = n.user
		WHERE n.user = ?1 ORDER BY n.at DESC, n.room DESC, n.seq DESC LIMIT ?2
	)
	UNION
	SELECT x.room, x.seq, x.at FROM members m JOIN messages x ON x.room = m.room
	WHERE m.user = ?1 AND x.everyone = 'room' AND x.deleted_at IS NULL AND x.author <> ?1 AND x.at >= m.joined_at`;

export function personalReads(db: Database): PersonalReads {
	const followed = db.query<FollowedRow, [number, number]>(
		`${SELECT_FOLLOWED} ORDER BY last_seq > t.read_seq DESC, ${LAST_REPLY_FIRST} LIMIT ?2`,
	);
	const bySeq = db.query<MessageRow, [number, number]>(`${SELECT_MESSAGE} WHERE m.room = ? AND m.seq = ?`);
	// Who is named in a thread that they never followed has read it as far as its room.
	const mentions = db.query<PlacedRow & { read: number }, [number, number]>(
		`SELECT ${MESSAGE_COLUMNS}, m.room,
			iif(m.thread IS NULL, m.seq <= o.read_seq,
				m.seq <= coalesce(t.read_seq, o.read_seq) OR (m.in_room = 1 AND m.seq <= o.read_seq)) AS read
		FROM (${NAMING} ORDER BY at DESC, seq DESC LIMIT ?2) n
		JOIN messages m ON m.room = n.room AND m.seq = n.seq
		JOIN members o ON o.room = n.room AND o.user = ?1
		LEFT JOIN threads t ON t.user = ?1 AND t.room = m.room AND t.root = m.thread
		LEFT JOIN users u ON u.id = m.author
		ORDER BY n.at DESC, n.seq DESC`,
	);
	const saved = db.query<PlacedRow, [number, number]>(
		`SELECT ${MESSAGE_COLUMNS}, m.room FROM (
			SELECT s.room, s.seq, s.at FROM saved s JOIN members o ON o.room = s.room AND o.user = s.user
			WHERE s.user = ? ORDER BY s.at DESC, s.seq DESC LIMIT ?
		) s JOIN messages m ON m.room = s.room AND m.seq = s.seq LEFT JOIN users u ON u.id = m.author
		ORDER BY s.at DESC, s.seq DESC`,
	);
	const drafts = db.query<{ room: number; thread: number; body: string }, [number]>(
		`SELECT d.room, d.thread, d.body FROM drafts d JOIN members m ON m.room = d.room AND m.user = d.user
		WHERE d.user = ? ORDER BY d.at DESC`,
	);
	const marks = createThreadMarks(db);
	const inSnapshot = snapshotsOf(db);

	function placed(row: PlacedRow): PlacedMessage {
		return { room: row.room, message: toMessage(row) };
	}

	function* threadsOf(user: number, limit: number) {
		for (const row of followed.all(user, limit)) {
			const root = bySeq.get(row.room, row.root);
			if (!root) continue;
			const last = row.last_seq === null ? null : bySeq.get(row.room, row.last_seq);
			const mark = marks.markFrom(row, user, row.room, row.root);
			const thread = { mark, root: toMessage(root), last: last && toMessage(last) };
			yield { thread, chars: charsOf(root) + (last ? charsOf(last) : 0) };
		}
	}

	return {
		inbox: async (user, limit, maxChars = NO_END) =>
			inSnapshot(() => {
				const ofEach = maxChars / 2;
				const threads = firstWithin(threadsOf(user, limit), ofEach, ({ chars }) => chars);
				const named = firstWithin(mentions.iterate(user, limit), ofEach, charsOf);
				return {
					threads: threads.map(({ thread }) => thread),
					mentions: named.map((row) => ({ ...placed(row), read: row.read === 1 })),
				};
			}),
		saved: async (user, limit, maxChars = NO_END) =>
			firstWithin(saved.iterate(user, limit), maxChars, charsOf).map(placed),
		drafts: async (user, maxChars = NO_END) =>
			firstWithin(drafts.iterate(user), maxChars, ({ body }) => body.length + DRAFT_CHARS).map(
				({ room, thread, body }): Draft => (thread === 0 ? { room, body } : { room, thread, body }),
			),
	};
}
