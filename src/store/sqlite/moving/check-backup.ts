import type { Database } from "bun:sqlite";
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { type AppendedBlob, checkAppended, cutShort, readAppended, type Told } from "./appended-blobs.ts";
import { blobsOf, openQuietly, reason, StoreFileError, schemaOf } from "./store-file.ts";

const HEADER = "SQLite format 3\0";

/** Where in a backup its database ends. Throws StoreFileError for what is no backup, or cut short in its database. */
export function databaseBytes(path: string): { bytes: number; database: number } {
	const file = readHeader(path);
	if (file.header.toString("latin1", 0, 16) !== HEADER) {
		throw new StoreFileError(`Cannot use ${path}: it is no backup of Parlour's`);
	}
	const encodedSize = file.header.readUInt16BE(16);
	const database = (encodedSize === 1 ? 65_536 : encodedSize) * file.header.readUInt32BE(28);
	if (file.bytes < database) throw cutShort(path, file.bytes, database);
	return { bytes: file.bytes, database };
}

/** Reads the whole file, `told` how far it is; the answer is the blobs in it. Throws StoreFileError for one that is cut short, damaged, or no backup. */
export function checkBackup(path: string, told: Told): AppendedBlob[] {
	const { bytes, database } = databaseBytes(path);
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
	const blobs = readAppended(path, database, bytes);
	if (bytes === database && blobsOf(path).length > 0) {
		throw new StoreFileError(`Cannot use ${path}: it is cut short: the files that it names are not in it`);
	}
	checkAppended(path, blobs, told);
	return blobs;
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
