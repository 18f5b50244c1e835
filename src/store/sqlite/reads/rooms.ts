import type { Database } from "bun:sqlite";
import type { ListedRoom, RoomSummary } from "../../../protocol/entities.ts";
import type { Reads } from "../../port.ts";
import { createCounting } from "../counts.ts";
import { LOBBY_ID } from "../migrations.ts";
import { type MembershipRow, ROOM_COLUMNS, type RoomRow, toRoom } from "../rows.ts";
import { snapshotsOf } from "./snapshot.ts";

type RoomReads = Pick<
	Reads,
	"lobby" | "room" | "roomByKey" | "allRooms" | "publicRooms" | "roomsOf" | "roomIdsOf" | "roomOf"
>;

type MemberRow = RoomRow & MembershipRow & { head: number; last_at: number };
type ListedRow = RoomRow & { members: number; joined: number; last_at: number };

export function roomReads(db: Database): RoomReads {
	const room = db.query<RoomRow, [number]>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE r.id = ?`);
	const roomByKey = db.query<RoomRow, [string]>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE r.name_key = ?`);
	const listed = (where: string) => `
		SELECT ${ROOM_COLUMNS}, r.last_at,
			(SELECT count(*) FROM members m WHERE m.room = r.id) AS members,
			EXISTS (SELECT 1 FROM members m WHERE m.room = r.id AND m.user = ?1) AS joined
		FROM rooms r ${where} ORDER BY r.name_key`;
	const publicRooms = db.query<ListedRow, [number]>(listed("WHERE r.visibility = 'public' AND r.archived_at IS NULL"));
	const allRooms = db.query<ListedRow, [number]>(listed(""));
	const countMessages = db.query<{ count: number }, [number]>("SELECT count(*) AS count FROM messages WHERE room = ?");
	const membership = `SELECT ${ROOM_COLUMNS}, r.head, r.last_at, m.read_seq, m.notify
		FROM members m JOIN rooms r ON r.id = m.room WHERE m.user = ?`;
	const roomsOf = db.query<MemberRow, [number]>(`${membership} ORDER BY r.name_key`);
	const roomOf = db.query<MemberRow, [number, number]>(`${membership} AND m.room = ?`);
	const roomIdsOf = db.query<{ room: number }, [number]>("SELECT room FROM members WHERE user = ?");
	const counting = createCounting(db);
	const inSnapshot = snapshotsOf(db);

	function summary(row: MemberRow, user: number): RoomSummary {
		const { head, last_at: lastAt, read_seq: readSeq, notify } = row;
		return { ...toRoom(row), head, lastAt, readSeq, ...counting.ofRoom(row.id, user, readSeq), notify };
	}
	function listing(row: ListedRow): ListedRoom {
		return { ...toRoom(row), members: row.members, joined: row.joined === 1, lastAt: row.last_at };
	}

	return {
		async lobby() {
			const row = room.get(LOBBY_ID);
			if (!row) throw new Error("the lobby is missing");
			return toRoom(row);
		},
		async room(id) {
			const row = room.get(id);
			return row && toRoom(row);
		},
		async roomByKey(nameKey) {
			const row = roomByKey.get(nameKey);
			return row && toRoom(row);
		},
		allRooms: async () =>
			allRooms.all(0).map((row) => ({ ...listing(row), messages: countMessages.get(row.id)?.count ?? 0 })),
		publicRooms: async (user) => publicRooms.all(user).map(listing),
		roomsOf: async (user) => inSnapshot(() => roomsOf.all(user).map((row) => summary(row, user))),
		roomIdsOf: async (user) => roomIdsOf.all(user).map(({ room: id }) => id),
		roomOf: async (user, id) =>
			inSnapshot(() => {
				const row = roomOf.get(user, id);
				return row && summary(row, user);
			}),
	};
}
