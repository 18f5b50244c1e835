import type { Database } from "bun:sqlite";

/** Applied in order, each in a transaction; `PRAGMA user_version` counts those that a file has had. Never edit one that has landed. */
export const MIGRATIONS: readonly string[] = [
	`
	CREATE TABLE users (
		id INTEGER PRIMARY KEY,
		name TEXT NOT NULL,
		name_key TEXT NOT NULL UNIQUE,
		password_hash TEXT NOT NULL,
		role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
		created_at INTEGER NOT NULL
	) STRICT;

	CREATE TABLE sessions (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		user INTEGER NOT NULL REFERENCES users,
		token_hash TEXT NOT NULL UNIQUE,
		gateway TEXT NOT NULL,
		address TEXT NOT NULL,
		created_at INTEGER NOT NULL
	) STRICT;
	CREATE INDEX sessions_by_user ON sessions (user);

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
		visibility TEXT NOT NULL CHECK (visibility IN ('public', 'private')),
		head INTEGER NOT NULL DEFAULT 0,
		last_at INTEGER NOT NULL,
		created_at INTEGER NOT NULL
	) STRICT;

	CREATE TABLE members (
		room INTEGER NOT NULL REFERENCES rooms,
		user INTEGER NOT NULL REFERENCES users,
		read_seq INTEGER NOT NULL,
		joined_at INTEGER NOT NULL,
		PRIMARY KEY (room, user)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX members_by_user ON members (user);

	CREATE TABLE messages (
		id INTEGER PRIMARY KEY,
		room INTEGER NOT NULL REFERENCES rooms,
		seq INTEGER NOT NULL,
		rev INTEGER NOT NULL,
		at INTEGER NOT NULL,
		author INTEGER REFERENCES users,
		event TEXT,
		body TEXT NOT NULL,
		edited_at INTEGER,
		deleted_at INTEGER,
		nonce TEXT
	) STRICT;
	CREATE UNIQUE INDEX messages_by_seq ON messages (room, seq);
	-- Holds all that counting the unread ones needs.
	CREATE INDEX messages_to_read ON messages (room, seq, author) WHERE event IS NULL AND deleted_at IS NULL;
	CREATE UNIQUE INDEX messages_by_rev ON messages (room, rev);
	CREATE UNIQUE INDEX messages_by_nonce ON messages (author, nonce) WHERE nonce IS NOT NULL;

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
