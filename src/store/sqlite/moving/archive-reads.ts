import type { Database } from "bun:sqlite";
import { LOBBY_ID } from "../migrations.ts";
import type { ArchivedAccount, ArchivedMember, ArchivedMessage, ArchivedRoom } from "./archive.ts";

const PAGE = 1000;

/** Reads of everything, for programs that are no server: they may take long. */
export interface ArchiveReads {
	/** In the order in which they were made. */
	accounts(): ArchivedAccount[];
	/** The lobby first. */
	rooms(): ArchivedRoom[];
	members(room: number): ArchivedMember[];
	countMessages(): number;
	/** By `seq`; page by page, so that a room of any length fits in memory. */
	messages(room: number): Iterable<ArchivedMessage>;
}

export function createArchiveReads(db: Database): ArchiveReads {
	const accounts = db.query<ArchivedAccount, []>(
		"SELECT id, name, name_key AS nameKey, password_hash AS passwordHash, role, created_at AS createdAt FROM users ORDER BY id",
	);
	const rooms = db.query<Omit<ArchivedRoom, "lobby">, []>(
		`SELECT id, name, name_key AS nameKey, topic, visibility, head, last_at AS lastAt, created_at AS createdAt
		FROM rooms ORDER BY id <> ${LOBBY_ID}, id`,
	);
	const members = db.query<ArchivedMember, [number]>(
		"SELECT user, read_seq AS readSeq, joined_at AS joinedAt FROM members WHERE room = ? ORDER BY user",
	);
	const count = db.query<{ count: number }, []>("SELECT count(*) AS count FROM messages");
	const page = db.query<ArchivedMessage, [number, number, number]>(
		`SELECT seq, rev, at, author, event, body, edited_at AS editedAt, deleted_at AS deletedAt, nonce
		FROM messages WHERE room = ? AND seq > ? ORDER BY seq LIMIT ?`,
	);

	return {
		accounts: () => accounts.all(),
		rooms: () => rooms.all().map((room) => ({ ...room, lobby: room.id === LOBBY_ID })),
		members: (room) => members.all(room),
		countMessages: () => count.get()?.count ?? 0,
		*messages(room) {
			let after = -1;
			for (;;) {
				const found = page.all(room, after, PAGE);
				yield* found;
				const last = found.at(-1);
				if (!last || found.length < PAGE) return;
				after = last.seq;
			}
		},
	};
}
