import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { CommandError } from "../../command-error.ts";

export interface ClassicFiles {
	folder: string;
	userbase: string;
	/** None where nobody has said anything yet. */
	chat: string | null;
	/** By day. */
	logs: string[];
}

const LOG_NAME = /^log_\d{4}_\d{2}_\d{2}\.txt$/;

/** Where the old application keeps them, or right in the folder. Throws CommandError where there is no userbase. */
export function findClassicFiles(given: string): ClassicFiles {
	const folder = resolve(given);
	if (!existsSync(folder) || !statSync(folder).isDirectory()) {
		throw new CommandError(`Cannot import from ${folder}: there is no such folder`);
	}
	const first = (...paths: string[]) =>
		paths.map((path) => join(folder, path)).find((path) => existsSync(path)) ?? null;
	const userbase = first("database/userbase.json", "userbase.json");
	if (!userbase) {
		throw new CommandError(
			`Cannot import from ${folder}: it has no database/userbase.json. Name the old application's folder`,
		);
	}
	const chat = first(
		"database/backup/chat_backup.txt",
		"backup/chat_backup.txt",
		"database/chat_backup.txt",
		"chat_backup.txt",
	);
	const logs = [join(folder, "logfiles"), folder].flatMap((place) => {
		if (!existsSync(place)) return [];
		const names = readdirSync(place).filter((name) => LOG_NAME.test(name));
		return names.sort().map((name) => join(place, name));
	});
	return { folder, userbase, chat, logs };
}
