import { MIGRATIONS } from "../migrations.ts";
import { type ArchiveReads, createArchiveReads } from "./archive-reads.ts";
import { openQuietly, StoreFileError, schemaOf } from "./store-file.ts";

export interface Snapshot extends ArchiveReads {
	close(): void;
}

/** The store as it is at this moment, whatever a running server writes meanwhile. Throws StoreFileError. */
export function openSnapshot(path: string): Snapshot {
	const db = openQuietly(path);
	try {
		if (schemaOf(db, path) < MIGRATIONS.length) {
			throw new StoreFileError(`Cannot read ${path}: an older Parlour made it. Start this one's server on it once`);
		}
		db.run("PRAGMA query_only = ON");
		// The first read after this fixes what all of them see.
		db.run("BEGIN");
		const reads = createArchiveReads(db);
		reads.countMessages();
		return { ...reads, close: () => db.close() };
	} catch (cause) {
		db.close();
		throw cause;
	}
}
