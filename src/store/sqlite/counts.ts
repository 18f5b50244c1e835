import type { Database } from "bun:sqlite";

/** So that a long absence costs no more than a short one. */
const MOST_COUNTED = 1000;

export interface Counts {
	unread: number;
	mentions: number;
}

/** What is unread and names a member, after a marker. Own messages never count, deleted ones neither. */
export interface Counting {
	/** Of the room's log: without replies that stand in their thread only. */
	ofRoom(room: number, user: number, readSeq: number): Counts;
	ofThread(room: number, root: number, user: number, readSeq: number): Counts;
}

const UNREAD_IN_ROOM = `
	SELECT count(*) AS count FROM (
		SELECT author FROM messages INDEXED BY messages_to_read
		WHERE room = ?1 AND seq > ?2 AND event IS NULL AND deleted_at IS NULL AND in_room = 1
		ORDER BY seq DESC LIMIT ${MOST_COUNTED}
	) WHERE author <> ?3`;
const UNREAD_IN_THREAD = `
	SELECT count(*) AS count FROM (
		SELECT author, deleted_at FROM messages WHERE room = ?1 AND seq > ?2 AND thread = ?4
		ORDER BY seq DESC LIMIT ${MOST_COUNTED}
	) WHERE author <> ?3 AND deleted_at IS NULL`;

/** One who is named twice by a message, by name and with everybody, is so once. */
function mentionsWhere(ofNames: string, ofMessages: string): string {
	return `
		SELECT count(*) AS count FROM (
			SELECT seq FROM (
				SELECT seq FROM mentions n WHERE n.user = ?3 AND n.room = ?1 AND n.seq > ?2 AND ${ofNames}
				ORDER BY seq DESC LIMIT ${MOST_COUNTED}
			)
			UNION
			SELECT seq FROM (
				SELECT seq FROM messages x
				WHERE x.room = ?1 AND x.seq > ?2 AND x.everyone = 'room' AND x.deleted_at IS NULL
					AND x.author <> ?3 AND ${ofMessages}
				ORDER BY seq DESC LIMIT ${MOST_COUNTED}
			)
		)`;
}

type Count = { count: number };

export function createCounting(db: Database): Counting {
	const roomUnread = db.query<Count, [number, number, number]>(UNREAD_IN_ROOM);
	const roomMentions = db.query<Count, [number, number, number]>(mentionsWhere("n.in_room = 1", "x.in_room = 1"));
	const threadUnread = db.query<Count, [number, number, number, number]>(UNREAD_IN_THREAD);
	const threadMentions = db.query<Count, [number, number, number, number]>(
		mentionsWhere("n.thread = ?4", "x.thread = ?4"),
	);
	return {
		ofRoom: (room, user, readSeq) => ({
			unread: roomUnread.get(room, readSeq, user)?.count ?? 0,
			mentions: roomMentions.get(room, readSeq, user)?.count ?? 0,
		}),
		ofThread: (room, root, user, readSeq) => ({
			unread: threadUnread.get(room, readSeq, user, root)?.count ?? 0,
			mentions: threadMentions.get(room, readSeq, user, root)?.count ?? 0,
		}),
	};
}
