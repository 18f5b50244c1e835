import { Database } from "bun:sqlite";

/** The one connection that writes: an ack means on disk, and what is deleted is overwritten. */
export function openWriter(path: string): Database {
	const db = new Database(path, { create: true, strict: true });
	db.run("PRAGMA busy_timeout = 5000");
	db.run("PRAGMA journal_mode = WAL");
	db.run("PRAGMA synchronous = FULL");
	db.run("PRAGMA foreign_keys = ON");
	db.run("PRAGMA secure_delete = ON");
	db.run("PRAGMA temp_store = MEMORY");
	db.run("PRAGMA cache_size = -16000");
	// Else a rare big commit leaves a write-ahead log that never shrinks.
	db.run("PRAGMA journal_size_limit = 16777216");
	return db;
}

/** For short reads beside the writer. */
export function openReader(path: string): Database {
	const db = new Database(path, { readonly: true, strict: true });
	db.run("PRAGMA busy_timeout = 1000");
	db.run("PRAGMA cache_size = -16000");
	db.run("PRAGMA mmap_size = 268435456");
	return db;
}
