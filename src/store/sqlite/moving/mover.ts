import type { Database } from "bun:sqlite";
import type { Account, SystemEvent, User } from "../../../protocol/entities.ts";
import type { Writes } from "../../port.ts";
import { openWriter } from "../connection.ts";
import { LOBBY_ID, migrate, NewerSchemaError } from "../migrations.ts";
import { accountWrites } from "../writes/accounts.ts";
import { roomLog } from "../writes/append.ts";
import type { WriteContext } from "../writes/context.ts";
import { threadLog } from "../writes/thread-log.ts";
import type {
	ArchivedAccount,
	ArchivedDraft,
	ArchivedFollow,
	ArchivedMember,
	ArchivedMessage,
	ArchivedRoom,
	ArchivedRules,
	ArchivedSaved,
} from "./archive.ts";
import { type ArchiveReads, createArchiveReads } from "./archive-reads.ts";
import { messagePutter } from "./put-message.ts";
import { rulesPutter } from "./put-rules.ts";
import { reason, StoreFileError } from "./store-file.ts";

/** A message that takes the next number of a room; its nonce is for whoever moves it to know it again by. */
export interface NewMessage {
	author: User | null;
	event: SystemEvent | null;
	body: string;
	at: number;
	nonce: string | null;
}

/** Writes what comes from elsewhere. Only for who holds the data folder: no server hears of what it writes. */
export interface Mover extends ArchiveReads {
	readonly lobby: number;
	/** As in the port: the first account becomes the owner. Throws ParlourError. */
	createAccount: Writes["createAccount"];
	/** In order, in one transaction. Whoever had read the whole room has read these too: they are no news. */
	append(room: number, messages: readonly NewMessage[]): void;

	/** The answer is its new id. */
	putAccount(account: Omit<ArchivedAccount, "id">): number;
	/** Without its rules. */
	putRoom(room: Omit<ArchivedRoom, "id" | "lobby" | keyof ArchivedRules>): number;
	/** For a room that has no messages yet: its topic and its numbers as they were elsewhere. */
	resetRoom(room: number, as: Pick<ArchivedRoom, "topic" | "head" | "lastAt" | "createdAt">): void;
	/** In place of those that it has. */
	putRules(room: number, rules: ArchivedRules): void;
	putMember(room: number, member: ArchivedMember): void;
	/** With the numbers that it had. */
	putMessage(room: number, message: ArchivedMessage): void;
	/** With the next number of the room, which is the answer. */
	appendMessage(room: number, message: Omit<ArchivedMessage, "seq" | "rev">): number;
	/** What the roots show of replies that were appended is counted, and whoever had read the room up to `head` has read all of it. */
	finishAppending(room: number, head: number, roots: Iterable<number>): void;
	/** What is there already stays, of these three. */
	putFollow(room: number, follow: ArchivedFollow): void;
	putSaved(room: number, saved: ArchivedSaved): void;
	putDraft(room: number, draft: ArchivedDraft): void;
	/** All of the work or nothing of it. */
	atomically<T>(work: () => Promise<T>): Promise<T>;
	close(): void;
}

/** Throws StoreFileError. */
export function openMover(path: string): Mover {
	let db: Database | undefined;
	try {
		db = openWriter(path);
		migrate(db);
		return createMover(db);
	} catch (cause) {
		db?.close();
		if (cause instanceof NewerSchemaError) throw new StoreFileError(cause.message);
		throw new StoreFileError(`Cannot write ${path}: ${reason(cause)}`);
	}
}

function createMover(db: Database): Mover {
	const context: WriteContext = { db, committed: [], repliedTo: new Map() };
	const { createAccount } = accountWrites(context);
	const { append, take } = roomLog(context);
	const { countAgain } = threadLog(context);
	const headOf = db.query<{ head: number }, [number]>("SELECT head FROM rooms WHERE id = ?");
	const readAlong = db.query<null, [number, number, number]>(
		"UPDATE members SET read_seq = ? WHERE room = ? AND read_seq = ?",
	);
	const insertAccount = db.query<{ id: number }, (string | number | null)[]>(
		`INSERT INTO users (name, name_key, password_hash, role, display, picture, status_emoji, status_text,
			status_until, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
	);
	const insertRoom = db.query<{ id: number }, (string | number | null)[]>(
		`INSERT INTO rooms (name, name_key, topic, visibility, creator, archived_at, head, last_at, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
	);
	const updateRoom = db.query<null, [string, number, number, number, number]>(
		"UPDATE rooms SET topic = ?, head = ?, last_at = ?, created_at = ? WHERE id = ?",
	);
	const replaceMember = db.query<null, [number, number, number, string, number]>(
		"INSERT OR REPLACE INTO members (room, user, read_seq, notify, joined_at) VALUES (?, ?, ?, ?, ?)",
	);
	const insertFollow = db.query<null, [number, number, number, number, number]>(
		"INSERT OR IGNORE INTO threads (user, room, root, following, read_seq) VALUES (?, ?, ?, ?, ?)",
	);
	const insertSaved = db.query<null, [number, number, number, number]>(
		"INSERT OR IGNORE INTO saved (user, room, seq, at) VALUES (?, ?, ?, ?)",
	);
	const insertDraft = db.query<null, [number, number, number, string, number]>(
		"INSERT OR IGNORE INTO drafts (user, room, thread, body, at) VALUES (?, ?, ?, ?, ?)",
	);
	const putMessage = messagePutter(db);

	function appendAll(room: number, messages: readonly NewMessage[]): void {
		const before = headOf.get(room)?.head ?? 0;
		for (const message of messages) append({ room, ...message });
		context.committed.length = 0;
		readAlong.run(before + messages.length, room, before);
	}

	/** In the transaction under way, or in one of its own. */
	function whole<T>(work: () => T): T {
		return db.inTransaction ? work() : db.transaction(work).immediate();
	}

	return {
		...createArchiveReads(db),
		lobby: LOBBY_ID,
		createAccount: (input): Account => whole(() => createAccount(input)),
		append: (room, messages) => whole(() => appendAll(room, messages)),
		putAccount({ name, nameKey, passwordHash, role, display, picture, status, createdAt }) {
			const { emoji = null, text = null, until = null } = status ?? {};
			return idOf(
				insertAccount.get(name, nameKey, passwordHash, role, display, picture, emoji, text, until, createdAt),
			);
		},
		putRoom({ name, nameKey, topic, visibility, creator, archivedAt, head, lastAt, createdAt }) {
			return idOf(insertRoom.get(name, nameKey, topic, visibility, creator, archivedAt, head, lastAt, createdAt));
		},
		resetRoom: (room, { topic, head, lastAt, createdAt }) => void updateRoom.run(topic, head, lastAt, createdAt, room),
		putRules: rulesPutter(db),
		putMember(room, { user, readSeq, notify, joinedAt }) {
			replaceMember.run(room, user, readSeq, notify, joinedAt);
		},
		putMessage,
		appendMessage(room, message) {
			const seq = take(room, message.at);
			putMessage(room, { ...message, seq, rev: seq });
			return seq;
		},
		finishAppending(room, head, roots) {
			for (const root of roots) countAgain(room, root, 0);
			context.committed.length = 0;
			readAlong.run(headOf.get(room)?.head ?? head, room, head);
		},
		putFollow(room, { user, root, following, readSeq }) {
			insertFollow.run(user, room, root, following ? 1 : 0, readSeq);
		},
		putSaved: (room, { user, seq, at }) => void insertSaved.run(user, room, seq, at),
		putDraft: (room, { user, thread, body, at }) => void insertDraft.run(user, room, thread, body, at),
		async atomically(work) {
			db.run("BEGIN IMMEDIATE");
			try {
				const result = await work();
				db.run("COMMIT");
				return result;
			} catch (cause) {
				if (db.inTransaction) db.run("ROLLBACK");
				throw cause;
			}
		},
		close: () => db.close(),
	};
}

function idOf(row: { id: number } | null): number {
	if (!row) throw new Error("an inserted row has no id");
	return row.id;
}
