import type { Database } from "bun:sqlite";
import type { ListedRoom, PlacedMessage } from "../../../protocol/entities.ts";
import type { SearchPage, SearchQuery } from "../../search-query.ts";
import { charsOf, type MessageRow, ROOM_COLUMNS, type RoomRow, SELECT_MESSAGE, toMessage, toRoom } from "../rows.ts";
import { matchExpression } from "./match.ts";

interface Candidate {
	id: number;
	room: number;
	at: number;
	deleted_at: number | null;
	queued: number | null;
}

/** A search that takes longer answers with what it has, and goes on from there when asked. */
const WITHIN_MS = 500;
/** A bound on one answer, so that a slow reader's queue holds it. */
const MAX_PAGE_CHARS = 200_000;

export interface SearchReads {
	search(user: number, query: SearchQuery, limit: number): SearchPage;
	findRooms(user: number, query: string, limit: number): ListedRoom[];
}

/** For a thread where they may take long. */
export function createSearchReads(db: Database): SearchReads {
	const roomsOf = db.query<{ room: number }, [number]>("SELECT room FROM members WHERE user = ?");
	// A message that is queued is not what the index has of it.
	const candidates = db.query<Candidate, [string, number]>(
		`SELECT search.rowid AS id, m.room, m.at, m.deleted_at, q.message AS queued
		FROM search CROSS JOIN messages m ON m.id = search.rowid LEFT JOIN search_queue q ON q.message = search.rowid
		WHERE search MATCH ? AND search.rowid < ? ORDER BY search.rowid DESC`,
	);
	const message = db.query<MessageRow, [number]>(`${SELECT_MESSAGE} WHERE m.id = ?`);
	const rooms = db.query<RoomRow & { last_at: number; members: number; joined: number }, [number, string, number]>(
		`SELECT ${ROOM_COLUMNS}, r.last_at, own.user IS NOT NULL AS joined,
			(SELECT count(*) FROM members m WHERE m.room = r.id) AS members
		FROM rooms r LEFT JOIN members own ON own.room = r.id AND own.user = ?1
		WHERE instr(r.name_key, ?2) > 0 AND r.visibility <> 'direct' AND (r.visibility = 'public' OR own.user IS NOT NULL)
		ORDER BY instr(r.name_key, ?2), own.user IS NULL, r.last_at DESC LIMIT ?3`,
	);

	function searchNow(user: number, query: SearchQuery, limit: number): SearchPage {
		const until = performance.now() + WITHIN_MS;
		const own = new Set(roomsOf.all(user).map(({ room }) => room));
		const match = matchExpression(query, [...own], Date.now());
		const items: PlacedMessage[] = [];
		if (match === null) return { items, next: null };
		const { after = 0, before = Number.MAX_SAFE_INTEGER } = query;
		let chars = 0;
		let last = 0;
		for (const { id, room, at, deleted_at, queued } of candidates.iterate(
			match,
			query.from ?? Number.MAX_SAFE_INTEGER,
		)) {
			const fits = own.has(room) && deleted_at === null && queued === null && at >= after && at < before;
			const row = fits ? message.get(id) : null;
			if (row) {
				chars += charsOf(row);
				if (items.length === limit || (items.length > 0 && chars > MAX_PAGE_CHARS)) return { items, next: last };
				items.push({ room, message: toMessage(row) });
			}
			last = id;
			if (performance.now() > until) return { items, next: last };
		}
		return { items, next: null };
	}

	return {
		/** Rooms, index and messages as of one moment. */
		search: (user, query, limit) => db.transaction(() => searchNow(user, query, limit))(),
		findRooms: (user, query, limit) =>
			rooms.all(user, query, limit).map((row) => ({
				...toRoom(row),
				members: row.members,
				joined: row.joined === 1,
				lastAt: row.last_at,
			})),
	};
}
