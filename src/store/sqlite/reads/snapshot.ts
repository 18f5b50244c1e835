import type { Database } from "bun:sqlite";

/** Several queries that must see the same state of the file. */
export type InSnapshot = <T>(read: () => T) => T;

export function snapshotsOf(db: Database): InSnapshot {
	return (read) => db.transaction(read)();
}
