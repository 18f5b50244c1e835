import type { Database } from "bun:sqlite";
import type { Account, ListedRoom, Message, RoomSummary, User } from "../../protocol/entities.ts";
import type { Reads, StoredAccount } from "../port.ts";
import { LOBBY_ID } from "./migrations.ts";
import {
	COUNT_UNREAD,
	type MessageRow,
	ROOM_COLUMNS,
	type RoomRow,
	SELECT_MESSAGE,
	toMessage,
	toRoom,
} from "./rows.ts";

type MemberRow = RoomRow & { head: number; read_seq: number };
type ListedRow = RoomRow & { members: number; joined: number; last_at: number };

/** What a message takes in an answer beside its body, roughly. */
const ROW_CHARS = 200;

/** Prepared and bounded, so they may run on the main thread. */
export function createReads(db: Database): Reads {
	const accountByKey = db.query<Account & { password_hash: string }, [string]>(
		"SELECT id, name, role, password_hash FROM users WHERE name_key = ?",
	);
	const account = db.query<Account, [number]>("SELECT id, name, role FROM users WHERE id = ?");
	const countAccounts = db.query<{ count: number }, []>("SELECT count(*) AS count FROM users");
	const session = db.query<Account & { session: number }, [string]>(
		"SELECT s.id AS session, u.id, u.name, u.role FROM sessions s JOIN users u ON u.id = s.user WHERE s.token_hash = ?",
	);
	const invite = db.query<{ code_hash: string }, [string, number]>(
		"SELECT code_hash FROM invites WHERE code_hash = ? AND expires_at > ?",
	);
	const room = db.query<RoomRow, [number]>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE r.id = ?`);
	const roomByKey = db.query<RoomRow, [string]>(`SELECT ${ROOM_COLUMNS} FROM rooms r WHERE r.name_key = ?`);
	const listed = (where: string) => `
		SELECT ${ROOM_COLUMNS}, r.last_at,
			(SELECT count(*) FROM members m WHERE m.room = r.id) AS members,
			EXISTS (SELECT 1 FROM members m WHERE m.room = r.id AND m.user = ?1) AS joined
		FROM rooms r ${where} ORDER BY r.name_key`;
	const publicRooms = db.query<ListedRow, [number]>(listed("WHERE r.visibility = 'public'"));
	const allRooms = db.query<ListedRow, [number]>(listed(""));
	const countMessages = db.query<{ count: number }, [number]>("SELECT count(*) AS count FROM messages WHERE room = ?");
	const membership = `SELECT ${ROOM_COLUMNS}, r.head, m.read_seq FROM members m JOIN rooms r ON r.id = m.room WHERE m.user = ?`;
	const roomsOf = db.query<MemberRow, [number]>(`${membership} ORDER BY r.name_key`);
	const roomOf = db.query<MemberRow, [number, number]>(`${membership} AND m.room = ?`);
	const countUnread = db.query<{ unread: number }, [number, number, number]>(COUNT_UNREAD);
	const members = db.query<User, [number]>(
		"SELECT u.id, u.name FROM members m JOIN users u ON u.id = m.user WHERE m.room = ? ORDER BY u.name_key",
	);
	const countSince = db.query<{ count: number }, [number, number, number]>(
		"SELECT count(*) AS count FROM (SELECT 1 FROM messages WHERE room = ? AND rev > ? LIMIT ?)",
	);
	const since = db.query<MessageRow, [number, number]>(
		`${SELECT_MESSAGE} WHERE m.room = ? AND m.rev > ? ORDER BY m.rev`,
	);
	const before = db.query<MessageRow, [number, number, number]>(
		`${SELECT_MESSAGE} WHERE m.room = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?`,
	);
	const head = db.query<{ head: number }, [number]>("SELECT head FROM rooms WHERE id = ?");

	/** Several queries that must see the same state of the file. */
	const snapshot = <T>(read: () => T): T => db.transaction(read)();

	function summary(row: MemberRow, user: number): RoomSummary {
		const unread = countUnread.get(row.id, row.read_seq, user)?.unread ?? 0;
		return { ...toRoom(row), head: row.head, readSeq: row.read_seq, unread };
	}
	function listing(row: ListedRow): ListedRoom {
		return { ...toRoom(row), members: row.members, joined: row.joined === 1, lastAt: row.last_at };
	}

	return {
		async accountByKey(nameKey) {
			const row = accountByKey.get(nameKey);
			if (!row) return null;
			const found: StoredAccount = { id: row.id, name: row.name, role: row.role, passwordHash: row.password_hash };
			return found;
		},
		account: async (user) => account.get(user),
		countAccounts: async () => countAccounts.get()?.count ?? 0,
		async session(tokenHash) {
			const row = session.get(tokenHash);
			return row && { id: row.session, account: { id: row.id, name: row.name, role: row.role } };
		},
		inviteIsOpen: async (codeHash, at) => invite.get(codeHash, at) !== null,

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
		roomsOf: async (user) => snapshot(() => roomsOf.all(user).map((row) => summary(row, user))),
		roomOf: async (user, id) =>
			snapshot(() => {
				const row = roomOf.get(user, id);
				return row && summary(row, user);
			}),
		members: async (id) => members.all(id),

		changesSince: async (id, cursor, limit, maxChars = Number.POSITIVE_INFINITY) =>
			snapshot(() => {
				const count = countSince.get(id, cursor, limit + 1)?.count ?? 0;
				return count > limit ? null : takeWithin(since.iterate(id, cursor), maxChars).messages;
			}),
		page: async (id, beforeSeq, limit, maxChars = Number.POSITIVE_INFINITY) =>
			snapshot(() => {
				const rows = before.iterate(id, beforeSeq ?? Number.MAX_SAFE_INTEGER, limit + 1);
				const { messages, more } = takeWithin(rows, maxChars, limit);
				return { messages: messages.reverse(), head: head.get(id)?.head ?? 0, more };
			}),
	};
}

/** Reads no further than wanted: rows that are not looked at cost nothing. */
function takeWithin(rows: Iterable<MessageRow>, maxChars: number, most = Number.POSITIVE_INFINITY) {
	const messages: Message[] = [];
	let chars = 0;
	for (const row of rows) {
		chars += row.body.length + ROW_CHARS;
		if (messages.length === most || (messages.length > 0 && chars > maxChars)) return { messages, more: true };
		messages.push(toMessage(row));
	}
	return { messages, more: false };
}
