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
	/** For many members whose markers are at `after` or later: the thread is read once for all of them. */
	ofThread(room: number, root: number, after: number): (user: number, readSeq: number) => Counts;
}

const UNREAD_IN_ROOM = `
	SELECT count(*) AS count FROM (
		SELECT author FROM messages INDEXED BY messages_to_read
		WHERE room = ?1 AND seq > ?2 AND event IS NULL AND deleted_at IS NULL AND in_room = 1
		ORDER BY seq DESC LIMIT ${MOST_COUNTED}
	) WHERE author <> ?3`;
/** One who is named twice by a message, by name and with everybody, is so once. */
const MENTIONS_IN_ROOM = `
	SELECT count(*) AS count FROM (
		SELECT seq FROM (
			SELECT seq FROM mentions WHERE user = ?3 AND room = ?1 AND seq > ?2 AND in_room = 1
			ORDER BY seq DESC LIMIT ${MOST_COUNTED}
		)
		UNION
		SELECT seq FROM (
			SELECT seq FROM messages INDEXED BY messages_to_everyone
			WHERE room = ?1 AND seq > ?2 AND everyone = 'room' AND deleted_at IS NULL AND author <> ?3 AND in_room = 1
			ORDER BY seq DESC LIMIT ${MOST_COUNTED}
		)
	)`;
const THREAD = `
	SELECT seq, author FROM messages INDEXED BY messages_of_thread
	WHERE room = ? AND thread = ? AND seq > ? AND deleted_at IS NULL ORDER BY seq DESC LIMIT ${MOST_COUNTED}`;
const TO_EVERYONE_IN_THREAD = `
	SELECT seq, author FROM messages INDEXED BY messages_to_everyone
	WHERE room = ? AND thread = ? AND seq > ? AND everyone = 'room' AND deleted_at IS NULL
	ORDER BY seq DESC LIMIT ${MOST_COUNTED}`;
const NAMED_IN_THREAD = `
	SELECT seq FROM mentions WHERE user = ? AND room = ? AND thread = ? AND seq > ?
	ORDER BY seq DESC LIMIT ${MOST_COUNTED}`;

type Count = { count: number };
type Place = { seq: number; author: number };

export function createCounting(db: Database): Counting {
	const roomUnread = db.query<Count, [number, number, number]>(UNREAD_IN_ROOM);
	const roomMentions = db.query<Count, [number, number, number]>(MENTIONS_IN_ROOM);
	const thread = db.query<Place, [number, number, number]>(THREAD);
	const toEveryone = db.query<Place, [number, number, number]>(TO_EVERYONE_IN_THREAD);
	const named = db.query<{ seq: number }, [number, number, number, number]>(NAMED_IN_THREAD);

	return {
		ofRoom: (room, user, readSeq) => ({
			unread: roomUnread.get(room, readSeq, user)?.count ?? 0,
			mentions: roomMentions.get(room, readSeq, user)?.count ?? 0,
		}),
		ofThread(room, root, after) {
			const replies = thread.all(room, root, after);
			const calls = toEveryone.all(room, root, after);
			return (user, readSeq) => {
				const isNews = ({ seq, author }: Place) => seq > readSeq && author !== user;
				const naming = new Set(named.all(user, room, root, readSeq).map(({ seq }) => seq));
				for (const call of calls) if (isNews(call)) naming.add(call.seq);
				return { unread: replies.filter(isNews).length, mentions: naming.size };
			};
		},
	};
}
