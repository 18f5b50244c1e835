import { closeSync, constants, existsSync, linkSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { appendBlobs, type Told } from "./appended-blobs.ts";
import { checkBackup } from "./check-backup.ts";
import { flush } from "./pieces.ts";
import { blobsOf, openQuietly, reason, StoreFileError, schemaOf } from "./store-file.ts";

export interface BackedUp {
	bytes: number;
	files: number;
	/** What a running server removed while the backup was made, or what was lost before. */
	missing: number;
}

/**
 * Copies a store that a server may be writing to into one file, as it is when the copying begins, with the blobs that it
 * names then: those never change. The file appears when it is whole and checked, and never takes the place of another.
 * `told` hears how far the files are, first copied and then checked. Throws StoreFileError.
 */
export function backUp(
	database: string,
	target: string,
	pathOf: (hash: string) => string,
	told: { copied: Told; checked: Told },
): BackedUp {
	const refuseOther = () => new StoreFileError(`Cannot write ${target}: there is a file of that name already`);
	if (existsSync(target)) throw refuseOther();
	const partial = `${target}.partial-${process.pid}`;
	try {
		closeSync(openSync(partial, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600));
	} catch (cause) {
		throw new StoreFileError(`Cannot write ${target}: ${reason(cause)}`);
	}
	try {
		copyDatabase(database, partial);
		const hashes = blobsOf(partial);
		const start = statSync(partial).size;
		const nothing = { files: 0, missing: 0 };
		const copied = hashes.length === 0 ? nothing : appendBlobs(partial, start, hashes, pathOf, told.copied);
		checkBackup(partial, told.checked);
		flush(partial);
		publish(partial, target, refuseOther);
		flush(dirname(target));
		return { bytes: statSync(target).size, ...copied };
	} catch (cause) {
		if (cause instanceof StoreFileError) throw cause;
		throw new StoreFileError(`Cannot write ${target}: ${reason(cause)}`);
	} finally {
		rmSync(partial, { force: true });
		rmSync(`${partial}-journal`, { force: true });
	}
}

/** The database alone, into a file that is empty or not there. Throws StoreFileError. */
export function copyDatabase(database: string, target: string): void {
	const db = openQuietly(database);
	try {
		schemaOf(db, database);
		db.query<null, [string]>("VACUUM INTO ?").run(target);
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
