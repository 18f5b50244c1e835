import type { Database } from "bun:sqlite";

/** Applied in order, each in a transaction; `PRAGMA user_version` counts those that a file has had. Never edit one that has landed. */
export const MIGRATIONS: readonly string[] = [
	`
	CREATE TABLE users (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL,
		name_key TEXT NOT NULL UNIQUE,
		password_hash TEXT NOT NULL,
		role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
		display TEXT,
		-- The hash of a blob.
		picture TEXT,
		status_emoji TEXT,
		status_text TEXT,
		status_until INTEGER,
		created_at INTEGER NOT NULL
	) STRICT;
	-- Who is here or has an account: guests who have gone (RELEASED_KEY) are ever more, and nobody looks for them.
	CREATE INDEX users_to_find ON users (name_key) WHERE role <> 'guest' OR name_key NOT LIKE 'guest:%';

	CREATE TABLE sessions (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		user INTEGER NOT NULL REFERENCES users,
		token_hash TEXT NOT NULL UNIQUE,
		gateway TEXT NOT NULL,
		address TEXT NOT NULL,
		client TEXT,
		-- What it was opened with, where that was no password of the account itself; it may have ended since.
		app_password INTEGER,
		created_at INTEGER NOT NULL,
		seen_at INTEGER NOT NULL
	) STRICT;
	CREATE INDEX sessions_by_user ON sessions (user);

	CREATE TABLE app_passwords (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		user INTEGER NOT NULL REFERENCES users,
		label TEXT NOT NULL,
		password_hash TEXT NOT NULL UNIQUE,
		created_at INTEGER NOT NULL,
		used_at INTEGER
	) STRICT;
	CREATE INDEX app_passwords_by_user ON app_passwords (user);

	CREATE TABLE invites (
		code_hash TEXT PRIMARY KEY,
		created_at INTEGER NOT NULL,
		expires_at INTEGER NOT NULL
	) STRICT;

	CREATE TABLE rooms (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		name TEXT NOT NULL,
		name_key TEXT NOT NULL UNIQUE,
		topic TEXT NOT NULL,
		visibility TEXT NOT NULL CHECK (visibility IN ('public', 'private', 'direct')),
		creator INTEGER REFERENCES users,
		-- Ids as JSON; null for none.
		moderators TEXT,
		speakers TEXT,
		announcement INTEGER NOT NULL DEFAULT 0 CHECK (announcement IN (0, 1)),
		locked_topic INTEGER NOT NULL DEFAULT 0 CHECK (locked_topic IN (0, 1)),
		max_members INTEGER,
		key TEXT,
		archived_at INTEGER,
		head INTEGER NOT NULL DEFAULT 0,
		last_at INTEGER NOT NULL,
		created_at INTEGER NOT NULL
	) STRICT;

	CREATE TABLE masks (
		room INTEGER NOT NULL REFERENCES rooms,
		kind TEXT NOT NULL CHECK (kind IN ('ban', 'exception', 'invitation')),
		-- As it was typed; mask_key is what it comes to, folded as name keys are.
		mask TEXT NOT NULL,
		mask_key TEXT NOT NULL,
		by INTEGER REFERENCES users,
		at INTEGER NOT NULL,
		PRIMARY KEY (room, kind, mask_key)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE members (
		room INTEGER NOT NULL REFERENCES rooms,
		user INTEGER NOT NULL REFERENCES users,
		read_seq INTEGER NOT NULL,
		notify TEXT NOT NULL DEFAULT 'all' CHECK (notify IN ('all', 'mentions', 'none')),
		joined_at INTEGER NOT NULL,
		PRIMARY KEY (room, user)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX members_by_user ON members (user);

	-- What is shown with a message stands in it as JSON, as in the protocol, so that a page is one scan; the tables below are what it is made from.
	CREATE TABLE messages (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		room INTEGER NOT NULL REFERENCES rooms,
		seq INTEGER NOT NULL,
		rev INTEGER NOT NULL,
		at INTEGER NOT NULL,
		author INTEGER REFERENCES users,
		event TEXT,
		body TEXT NOT NULL,
		edited_at INTEGER,
		deleted_at INTEGER,
		nonce TEXT,
		-- A reply has its root's seq, and is in the room's log too where in_room is 1.
		thread INTEGER,
		in_room INTEGER NOT NULL DEFAULT 1 CHECK (in_room IN (0, 1)),
		everyone TEXT CHECK (everyone IN ('here', 'room')),
		pinned_at INTEGER,
		replies TEXT,
		reactions TEXT,
		mentions TEXT,
		files TEXT,
		links TEXT
	) STRICT;
	CREATE UNIQUE INDEX messages_by_seq ON messages (room, seq);
	-- Holds all that counting the unread ones needs.
	CREATE INDEX messages_in_room ON messages (room, seq, author, event, deleted_at) WHERE in_room = 1;
	CREATE INDEX messages_of_thread ON messages (room, thread, seq, author, deleted_at) WHERE thread IS NOT NULL;
	CREATE INDEX messages_to_everyone ON messages (room, seq) WHERE everyone = 'room' AND deleted_at IS NULL;
	CREATE INDEX messages_pinned ON messages (room, pinned_at) WHERE pinned_at IS NOT NULL;
	CREATE UNIQUE INDEX messages_by_rev ON messages (room, rev);
	CREATE UNIQUE INDEX messages_by_nonce ON messages (author, nonce) WHERE nonce IS NOT NULL;

	-- Who is named by a message: by name, or as one of those whom @here reached.
	CREATE TABLE mentions (
		user INTEGER NOT NULL REFERENCES users,
		room INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		thread INTEGER,
		in_room INTEGER NOT NULL,
		at INTEGER NOT NULL,
		PRIMARY KEY (user, room, seq)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX mentions_by_message ON mentions (room, seq);
	CREATE INDEX mentions_by_time ON mentions (user, at);

	CREATE TABLE reactions (
		room INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		emoji TEXT NOT NULL,
		user INTEGER NOT NULL REFERENCES users,
		at INTEGER NOT NULL,
		PRIMARY KEY (room, seq, emoji, user)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE edits (
		id INTEGER PRIMARY KEY,
		room INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		body TEXT NOT NULL,
		-- When this text was written.
		at INTEGER NOT NULL
	) STRICT;
	CREATE INDEX edits_by_message ON edits (room, seq);

	CREATE TABLE threads (
		user INTEGER NOT NULL REFERENCES users,
		room INTEGER NOT NULL,
		root INTEGER NOT NULL,
		following INTEGER NOT NULL CHECK (following IN (0, 1)),
		read_seq INTEGER NOT NULL,
		PRIMARY KEY (user, room, root)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX threads_by_root ON threads (room, root) WHERE following = 1;

	CREATE TABLE saved (
		user INTEGER NOT NULL REFERENCES users,
		room INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		at INTEGER NOT NULL,
		PRIMARY KEY (user, room, seq)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX saved_by_message ON saved (room, seq);

	-- Thread 0 is the room itself.
	CREATE TABLE drafts (
		user INTEGER NOT NULL REFERENCES users,
		room INTEGER NOT NULL,
		thread INTEGER NOT NULL,
		body TEXT NOT NULL,
		at INTEGER NOT NULL,
		PRIMARY KEY (user, room, thread)
	) STRICT, WITHOUT ROWID;

	CREATE TABLE files (
		id TEXT PRIMARY KEY,
		hash TEXT NOT NULL,
		owner INTEGER NOT NULL REFERENCES users,
		name TEXT NOT NULL,
		type TEXT NOT NULL,
		size INTEGER NOT NULL,
		width INTEGER,
		height INTEGER,
		preview_hash TEXT,
		preview_size INTEGER NOT NULL DEFAULT 0,
		-- Where it hangs; null until a message carries it.
		room INTEGER,
		seq INTEGER,
		at INTEGER NOT NULL
	) STRICT;
	CREATE INDEX files_by_owner ON files (owner, size, preview_size);
	CREATE INDEX files_by_message ON files (room, seq);
	CREATE INDEX files_by_hash ON files (hash);
	CREATE INDEX files_by_preview ON files (preview_hash) WHERE preview_hash IS NOT NULL;
	CREATE INDEX users_by_picture ON users (picture) WHERE picture IS NOT NULL;
	-- Blobs that a deletion may have left without an owner.
	CREATE TABLE loose_blobs (hash TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

	-- The text that is searched, as search/index-text.ts makes it; the rowid is the message's id.
	CREATE VIRTUAL TABLE search USING fts5 (
		text, marks, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
	);
	-- The indexer joins its parts, a little at a time.
	INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 1000);
	-- Messages whose latest text is not in it yet.
	CREATE TABLE search_queue (message INTEGER PRIMARY KEY) STRICT;
	CREATE TRIGGER search_new AFTER INSERT ON messages WHEN NEW.event IS NULL BEGIN
		INSERT OR IGNORE INTO search_queue VALUES (NEW.id);
	END;
	CREATE TRIGGER search_changed AFTER UPDATE OF body, deleted_at, files ON messages WHEN NEW.event IS NULL BEGIN
		INSERT OR IGNORE INTO search_queue VALUES (NEW.id);
	END;
	CREATE TRIGGER search_threaded AFTER UPDATE OF replies ON messages
	WHEN NEW.event IS NULL AND (OLD.replies IS NULL) <> (NEW.replies IS NULL) BEGIN
		INSERT OR IGNORE INTO search_queue VALUES (NEW.id);
	END;
	CREATE TRIGGER search_gone AFTER DELETE ON messages WHEN OLD.event IS NULL BEGIN
		INSERT OR IGNORE INTO search_queue VALUES (OLD.id);
	END;

	INSERT INTO rooms (id, name, name_key, topic, visibility, last_at, created_at)
	VALUES (1, 'lobby', 'lobby', '', 'public', unixepoch() * 1000, unixepoch() * 1000);
	`,
];

export const LOBBY_ID = 1;

export class NewerSchemaError extends Error {
	constructor(found: number) {
		super(
			`Cannot open the data folder: its schema is ${found}, and this Parlour knows ${MIGRATIONS.length} at most. Update Parlour, or use another folder`,
		);
		this.name = "NewerSchemaError";
	}
}

/** Throws NewerSchemaError where a later version has written the file. */
export function migrate(db: Database): void {
	const row = db.query<{ user_version: number }, []>("PRAGMA user_version").get();
	const applied = row?.user_version ?? 0;
	if (applied > MIGRATIONS.length) throw new NewerSchemaError(applied);
	for (let next = applied; next < MIGRATIONS.length; next++) {
		db.transaction(() => {
			db.run(MIGRATIONS[next] ?? "");
			db.run(`PRAGMA user_version = ${next + 1}`);
		}).immediate();
	}
}
