import type { Database } from "bun:sqlite";
import {
	chmodSync,
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	fsyncSync,
	linkSync,
	openSync,
	readSync,
	renameSync,
	rmSync,
	statSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { openQuietly, reason, StoreFileError, schemaOf } from "./store-file.ts";

const HEADER = "SQLite format 3\0";

/**
 * Copies a store that a server may be writing to into one file, as it is when the copying begins. The file appears when
 * it is whole and checked, and never takes the place of another. Throws StoreFileError.
 */
export function backUp(database: string, target: string): { bytes: number } {
	const refuseOther = () => new StoreFileError(`Cannot write ${target}: there is a file of that name already`);
	if (existsSync(target)) throw refuseOther();
	const partial = `${target}.partial-${process.pid}`;
	try {
		closeSync(openSync(partial, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600));
	} catch (cause) {
		throw new StoreFileError(`Cannot write ${target}: ${reason(cause)}`);
	}
	try {
		copyInto(database, partial);
		checkBackup(partial);
		flush(partial);
		publish(partial, target, refuseOther);
		flush(dirname(target));
		return { bytes: statSync(target).size };
	} finally {
		rmSync(partial, { force: true });
		rmSync(`${partial}-journal`, { force: true });
	}
}

function copyInto(database: string, partial: string): void {
	const db = openQuietly(database);
	try {
		schemaOf(db, database);
		db.query<null, [string]>("VACUUM INTO ?").run(partial);
	} catch (cause) {
		if (cause instanceof StoreFileError) throw cause;
		throw new StoreFileError(`Cannot back up ${database}: ${reason(cause)}`);
	} finally {
		db.close();
	}
}

/** A link refuses to take another file's place, in one step; where there are no links, looking again must do. */
function publish(partial: string, target: string, refuseOther: () => StoreFileError): void {
	try {
		linkSync(partial, target);
	} catch (cause) {
		if (existsSync(target)) throw refuseOther();
		const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (code === "ENOSPC") throw new StoreFileError(`Cannot write ${target}: ${reason(cause)}`);
		renameSync(partial, target);
	}
}

/** Reads the whole file. Throws StoreFileError for one that is cut short, damaged, or no backup. */
export function checkBackup(path: string): void {
	const file = readHeader(path);
	if (file.header.toString("latin1", 0, 16) !== HEADER) {
		throw new StoreFileError(`Cannot use ${path}: it is no backup of Parlour's`);
	}
	const encodedSize = file.header.readUInt16BE(16);
	const expected = (encodedSize === 1 ? 65_536 : encodedSize) * file.header.readUInt32BE(28);
	if (file.bytes < expected) {
		throw new StoreFileError(`Cannot use ${path}: it is cut short, at ${file.bytes} of ${expected} bytes`);
	}
	if (existsSync(`${path}-wal`)) {
		throw new StoreFileError(`Cannot use ${path}: a server works on it. Make a backup of it with parlour backup`);
	}
	let db: Database | undefined;
	try {
		db = openQuietly(path);
		const [first] = db.query<{ integrity_check: string }, []>("PRAGMA integrity_check(1)").all();
		if (first?.integrity_check !== "ok") {
			throw new StoreFileError(`Cannot use ${path}: it is damaged (${first?.integrity_check.replace(/\s+/g, " ")})`);
		}
		schemaOf(db, path);
	} catch (cause) {
		if (cause instanceof StoreFileError) throw cause;
		throw new StoreFileError(`Cannot use ${path}: it is damaged (${reason(cause)})`);
	} finally {
		db?.close();
	}
}

function readHeader(path: string): { bytes: number; header: Buffer } {
	try {
		const file = openSync(path, "r");
		try {
			const header = Buffer.alloc(100);
			readSync(file, header, 0, 100, 0);
			return { bytes: statSync(path).size, header };
		} finally {
			closeSync(file);
		}
	} catch (cause) {
		throw new StoreFileError(`Cannot read ${path}: ${reason(cause)}`);
	}
}

/** Puts a backup that was checked where a store is opened; there must be none. Throws StoreFileError. */
export function putInPlace(backup: string, database: string): void {
	const partial = `${database}.restoring`;
	try {
		rmSync(partial, { force: true });
		closeSync(openSync(partial, "w", 0o600));
		copyFileSync(backup, partial);
		chmodSync(partial, 0o600);
		flush(partial);
		const [given, copied] = [statSync(backup).size, statSync(partial).size];
		if (given !== copied) throw new Error(`${copied} of ${given} bytes were copied`);
		renameSync(partial, database);
		flush(dirname(database));
	} catch (cause) {
		if (cause instanceof StoreFileError) throw cause;
		throw new StoreFileError(`Cannot write ${basename(database)}: ${reason(cause)}`);
	} finally {
		rmSync(partial, { force: true });
	}
}

function flush(path: string): void {
	const file = openSync(path, "r");
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
