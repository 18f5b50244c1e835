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
	/** For `count` members whose markers are at `after` or later: the thread is read once for all of them. */
	ofThread(room: number, root: number, after: number, count: number): (user: number, readSeq: number) => Counts;
}

const UNREAD_IN_ROOM = `
	SELECT count(*) AS count FROM (
		SELECT author FROM messages INDEXED BY messages_in_room
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

/** Of all whom the thread's replies name. */
const ALL_NAMED_IN_THREAD = `
	SELECT n.user, n.seq FROM messages x INDEXED BY messages_of_thread
	CROSS JOIN mentions n INDEXED BY mentions_by_message ON n.room = x.room AND n.seq = x.seq
	WHERE x.room = ? AND x.thread = ? AND x.seq > ? AND x.deleted_at IS NULL`;

type Count = { count: number };
type Place = { seq: number; author: number };

/** How many of these, the latest first, are later than `seq`. */
function countAfter(places: readonly Place[], seq: number): number {
	let low = 0;
	let high = places.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((places[middle]?.seq ?? 0) > seq) low = middle + 1;
		else high = middle;
	}
	return low;
}

export function createCounting(db: Database): Counting {
	const roomUnread = db.query<Count, [number, number, number]>(UNREAD_IN_ROOM);
	const roomMentions = db.query<Count, [number, number, number]>(MENTIONS_IN_ROOM);
	const thread = db.query<Place, [number, number, number]>(THREAD);
	const toEveryone = db.query<Place, [number, number, number]>(TO_EVERYONE_IN_THREAD);
	const named = db.query<{ seq: number }, [number, number, number, number]>(NAMED_IN_THREAD);
	const allNamed = db.query<{ user: number; seq: number }, [number, number, number]>(ALL_NAMED_IN_THREAD);

	/** The numbers of the replies that name a member. For many members all of these are asked for at once. */
	function namedIn(room: number, root: number, after: number, many: boolean) {
		if (!many) return (user: number, readSeq: number) => named.all(user, room, root, readSeq).map(({ seq }) => seq);
		const all = Map.groupBy(allNamed.all(room, root, after), ({ user }) => user);
		return (user: number, readSeq: number) =>
			(all.get(user) ?? []).map(({ seq }) => seq).filter((seq) => seq > readSeq);
	}

	return {
		ofRoom: (room, user, readSeq) => ({
			unread: roomUnread.get(room, readSeq, user)?.count ?? 0,
			mentions: roomMentions.get(room, readSeq, user)?.count ?? 0,
		}),
		ofThread(room, root, after, count) {
			const replies = thread.all(room, root, after);
			const oldest = replies.length < MOST_COUNTED ? undefined : replies.at(-1);
			const from = oldest ? oldest.seq - 1 : after;
			const calls = toEveryone.all(room, root, from);
			const namesOf = namedIn(room, root, from, count > replies.length);
			const byAuthor = Map.groupBy(replies, ({ author }) => author);
			return (user, readSeq) => {
				const naming = new Set(namesOf(user, readSeq));
				for (const call of calls) if (call.seq > readSeq && call.author !== user) naming.add(call.seq);
				const own = countAfter(byAuthor.get(user) ?? [], readSeq);
				return { unread: countAfter(replies, readSeq) - own, mentions: naming.size };
			};
		},
	};
}
