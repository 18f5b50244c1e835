import { Database } from "bun:sqlite";
import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

export class DataFolderError extends Error {}

export interface DataFolder {
	path: string;
	database: string;
	files: string;
	logs: string;
	/** Lets another process have it. */
	release(): void;
}

/**
 * Makes the folder where it is missing and holds it against other processes. The hold is SQLite's lock on a file of its
 * own, which ends with the process however that ends; a file with a process number in it would outlive a crash.
 * Throws DataFolderError.
 */
export function holdDataFolder(given: string): DataFolder {
	const path = resolve(given);
	try {
		mkdirSync(path, { recursive: true, mode: 0o700 });
		mkdirSync(join(path, "logs"), { recursive: true, mode: 0o700 });
		accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (cause) {
		throw new DataFolderError(`Cannot write the data folder ${path}: ${reason(cause)}`);
	}
	let lock: Database | undefined;
	try {
		lock = new Database(join(path, "parlour.lock"), { create: true });
		lock.run("PRAGMA locking_mode = EXCLUSIVE");
		lock.run("BEGIN EXCLUSIVE");
	} catch (cause) {
		lock?.close();
		const held = cause instanceof Error && "code" in cause && cause.code === "SQLITE_BUSY";
		throw new DataFolderError(
			held
				? `Cannot use the data folder ${path}: another Parlour is running on it. Stop that one, or choose another with --data`
				: `Cannot write the data folder ${path}: ${reason(cause)}`,
		);
	}
	const held = lock;
	return {
		path,
		database: join(path, "parlour.db"),
		files: join(path, "files"),
		logs: join(path, "logs"),
		release: () => held.close(),
	};
}

function reason(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}
