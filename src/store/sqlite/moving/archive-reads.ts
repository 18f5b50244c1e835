import type { Database } from "bun:sqlite";
import { LOBBY_ID } from "../migrations.ts";
import { parseIds } from "../rows.ts";
import type {
	ArchivedAccount,
	ArchivedDraft,
	ArchivedFollow,
	ArchivedMask,
	ArchivedMember,
	ArchivedMessage,
	ArchivedRoom,
	ArchivedSaved,
} from "./archive.ts";
import { archivedMessages } from "./archive-messages.ts";

/** Reads of everything, for programs that are no server: they may take long. */
export interface ArchiveReads {
	/** In the order in which they were made. */
	accounts(): ArchivedAccount[];
	/** The lobby first. */
	rooms(): ArchivedRoom[];
	members(room: number): ArchivedMember[];
	countMessages(): number;
	/** By `seq`; a room of any length fits in memory. */
	messages(room: number): Iterable<ArchivedMessage>;
	follows(room: number): ArchivedFollow[];
	saved(room: number): ArchivedSaved[];
	drafts(room: number): ArchivedDraft[];
	/** The hashes of all that a message's file, its preview or a picture is. */
	blobs(): string[];
}

type AccountRow = Omit<ArchivedAccount, "status"> & {
	status_emoji: string | null;
	status_text: string | null;
	status_until: number | null;
};

function toAccount({ status_emoji, status_text, status_until, ...account }: AccountRow): ArchivedAccount {
	if (status_emoji === null && status_text === null) return { ...account, status: null };
	const status = { emoji: status_emoji ?? "", text: status_text ?? "" };
	return { ...account, status: status_until === null ? status : { ...status, until: status_until } };
}

type RoomRow = Omit<ArchivedRoom, "lobby" | "moderators" | "speakers" | "announcement" | "lockedTopic" | "masks"> & {
	moderators: string | null;
	speakers: string | null;
	announcement: number;
	lockedTopic: number;
};

function toArchivedRoom(row: RoomRow, masks: ArchivedMask[]): ArchivedRoom {
	return {
		...row,
		moderators: parseIds(row.moderators),
		speakers: parseIds(row.speakers),
		announcement: row.announcement === 1,
		lockedTopic: row.lockedTopic === 1,
		masks,
		lobby: row.id === LOBBY_ID,
	};
}

export function createArchiveReads(db: Database): ArchiveReads {
	const accounts = db.query<AccountRow, []>(
		`SELECT id, name, name_key AS nameKey, password_hash AS passwordHash, role, display, picture,
			status_emoji, status_text, status_until, created_at AS createdAt FROM users ORDER BY id`,
	);
	const rooms = db.query<RoomRow, []>(
		`SELECT id, name, name_key AS nameKey, topic, visibility, creator, moderators, speakers, announcement,
			locked_topic AS lockedTopic, max_members AS maxMembers, key, archived_at AS archivedAt, head,
			last_at AS lastAt, created_at AS createdAt
		FROM rooms ORDER BY id <> ${LOBBY_ID}, id`,
	);
	const masks = db.query<ArchivedMask, [number]>(
		"SELECT kind, mask, mask_key AS maskKey, by, at FROM masks WHERE room = ? ORDER BY kind, at, mask_key",
	);
	const members = db.query<ArchivedMember, [number]>(
		"SELECT user, read_seq AS readSeq, notify, joined_at AS joinedAt FROM members WHERE room = ? ORDER BY user",
	);
	const count = db.query<{ count: number }, []>("SELECT count(*) AS count FROM messages");
	const follows = db.query<Omit<ArchivedFollow, "following"> & { following: number }, [number]>(
		"SELECT user, root, following, read_seq AS readSeq FROM threads WHERE room = ? ORDER BY root, user",
	);
	const saved = db.query<ArchivedSaved, [number]>("SELECT user, seq, at FROM saved WHERE room = ? ORDER BY seq, user");
	const drafts = db.query<ArchivedDraft, [number]>(
		"SELECT user, thread, body, at FROM drafts WHERE room = ? ORDER BY thread, user",
	);
	const blobs = db.query<{ hash: string }, []>(
		`SELECT hash FROM files WHERE room IS NOT NULL
		UNION SELECT preview_hash FROM files WHERE room IS NOT NULL AND preview_hash IS NOT NULL
		UNION SELECT picture FROM users WHERE picture IS NOT NULL`,
	);

	return {
		accounts: () => accounts.all().map(toAccount),
		rooms: () => rooms.all().map((room) => toArchivedRoom(room, masks.all(room.id))),
		members: (room) => members.all(room),
		countMessages: () => count.get()?.count ?? 0,
		messages: archivedMessages(db),
		follows: (room) => follows.all(room).map((row) => ({ ...row, following: row.following === 1 })),
		saved: (room) => saved.all(room),
		drafts: (room) => drafts.all(room),
		blobs: () => blobs.all().map(({ hash }) => hash),
	};
}
