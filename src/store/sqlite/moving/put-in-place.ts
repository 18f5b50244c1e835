import { closeSync, openSync, renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { databaseBytes } from "./check-backup.ts";
import { eachPiece, flush, writeWhole } from "./pieces.ts";
import { reason, StoreFileError } from "./store-file.ts";

/** Puts the database of a backup that was checked where a store is opened; there must be none. Throws StoreFileError. */
export function putInPlace(backup: string, database: string): void {
	const partial = `${database}.restoring`;
	try {
		rmSync(partial, { force: true });
		copyPart(backup, databaseBytes(backup).database, partial);
		flush(partial);
		renameSync(partial, database);
		flush(dirname(database));
	} catch (cause) {
		if (cause instanceof StoreFileError) throw cause;
		throw new StoreFileError(`Cannot write ${basename(database)}: ${reason(cause)}`);
	} finally {
		rmSync(partial, { force: true });
	}
}

/** What the file begins with, into a new one that only its owner can read. */
function copyPart(path: string, size: number, target: string): void {
	const from = openSync(path, "r");
	try {
		const to = openSync(target, "wx", 0o600);
		try {
			eachPiece(from, { start: 0, size }, (piece, offset) => writeWhole(to, piece, offset));
		} finally {
			closeSync(to);
		}
	} finally {
		closeSync(from);
	}
}
