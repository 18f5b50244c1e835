import { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { MIGRATIONS } from "../migrations.ts";

/** A file that cannot be used as a store: what and why, in one line. */
export class StoreFileError extends Error {}

/**
 * A connection beside whoever else uses the file, which changes nothing. It is opened for writing where that may be:
 * SQLite leaves the side files of a file that it has only read lying about. Throws StoreFileError.
 */
export function openQuietly(path: string): Database {
	if (!existsSync(path)) throw new StoreFileError(`Cannot find ${path}`);
	const open = (how: { readonly: true } | { readwrite: true }) => {
		const db = new Database(path, { ...how, strict: true });
		try {
			db.run("PRAGMA busy_timeout = 10000");
			// Opening alone touches nothing yet.
			db.query("SELECT count(*) FROM sqlite_master").get();
			return db;
		} catch (cause) {
			db.close();
			throw cause;
		}
	};
	try {
		return open({ readwrite: true });
	} catch {
		try {
			return open({ readonly: true });
		} catch (cause) {
			throw new StoreFileError(`Cannot read ${path}: ${reason(cause)}`);
		}
	}
}

/** The schema that the file has, from 1 up to what this Parlour knows. Throws StoreFileError. */
export function schemaOf(db: Database, path: string): number {
	const tables = db.query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
	const version = db.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version ?? 0;
	const names = new Set(tables.map(({ name }) => name));
	if (version < 1 || !["users", "rooms", "members", "messages"].every((name) => names.has(name))) {
		throw new StoreFileError(`Cannot use ${path}: it is no database of Parlour's`);
	}
	if (version > MIGRATIONS.length) {
		throw new StoreFileError(
			`Cannot use ${path}: its schema is ${version}, and this Parlour knows ${MIGRATIONS.length} at most. Update Parlour`,
		);
	}
	return version;
}

/** The hashes of all that the database names: files, their previews, pictures. */
export function blobsOf(path: string): string[] {
	const db = openQuietly(path);
	try {
		const rows = db.query<{ hash: string }, []>(
			`SELECT hash FROM files UNION SELECT preview_hash FROM files WHERE preview_hash IS NOT NULL
			UNION SELECT picture FROM users WHERE picture IS NOT NULL`,
		);
		return rows.all().map(({ hash }) => hash);
	} finally {
		db.close();
	}
}

export function reason(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}
