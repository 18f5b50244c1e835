import { resolve } from "node:path";
import { backUp } from "../../store/sqlite/moving/backup-file.ts";
import { asksForHelp, readArguments } from "../import/arguments.ts";
import { existingDatabase, inOneLine } from "../import/data-folder.ts";

const HELP = `Writes one file with everything in it: accounts, rooms, messages. The server may be running.

  parlour backup FILE [--data DIR]
  parlour backup /backups/parlour-$(date +%F).db --data /srv/parlour

FILE must not exist yet. Keep it as safe as the data folder: who has it has every message.
Put it back with: parlour restore FILE --data DIR`;

/** Throws CommandError. */
export async function backup(args: string[]): Promise<number> {
	if (asksForHelp(args)) {
		console.log(HELP);
		return 0;
	}
	const { data, positionals } = readArguments("parlour backup", args, {}, { least: 1, most: 1, what: "FILE" });
	const target = resolve(positionals[0] ?? "");
	const { bytes } = await inOneLine(() => backUp(existingDatabase(data), target));
	console.log(`Backed up to ${target}: ${(bytes / 1024 / 1024).toFixed(1)} MB, checked. Only you can read it`);
	return 0;
}
