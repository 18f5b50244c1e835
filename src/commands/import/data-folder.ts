import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type DataFolder, DataFolderError, holdDataFolder } from "../../runtime/data-folder.ts";
import { StoreFileError } from "../../store/sqlite/moving/store-file.ts";
import { CommandError } from "../command-error.ts";

/** Holds the folder while the work lasts, so that no server runs on it. Throws CommandError for what either refuses. */
export async function withDataFolder<T>(data: string, work: (folder: DataFolder) => T | Promise<T>): Promise<T> {
	return inOneLine(async () => {
		const folder = holdDataFolder(data);
		try {
			return await work(folder);
		} finally {
			folder.release();
		}
	});
}

/** The refusals of what lies below, as a command's. */
export async function inOneLine<T>(work: () => T | Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (cause) {
		if (cause instanceof DataFolderError || cause instanceof StoreFileError) throw new CommandError(cause.message);
		if (cause instanceof Error && cause.name === "SQLiteError") {
			throw new CommandError(`Cannot go on with the data folder: ${cause.message}. Nothing is half done; try again`);
		}
		throw cause;
	}
}

/** Throws CommandError where there is none. */
export function existingDatabase(data: string): string {
	const path = join(resolve(data), "parlour.db");
	if (!existsSync(path))
		throw new CommandError(`Cannot find a Parlour's data in ${resolve(data)}: name it with --data`);
	return path;
}
