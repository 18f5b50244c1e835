import { dirname, join, resolve } from "node:path";
import { count } from "../../console/printable.ts";
import { blobPath } from "../../runtime/blob-folder.ts";
import { backUp } from "../../store/sqlite/moving/backup-file.ts";
import { megabytes } from "../files/copy-blobs.ts";
import { asksForHelp, readArguments } from "../import/arguments.ts";
import { existingDatabase, inOneLine } from "../import/data-folder.ts";
import { Progress } from "../import/progress.ts";

const HELP = `Writes one file with everything in it: accounts, rooms, messages, files. The server may be running.

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
	const progress = new Progress();
	const { bytes, missing } = await inOneLine(() => {
		const database = existingDatabase(data);
		const files = join(dirname(database), "files");
		const told = {
			copied: (done: number, all: number) => progress.show("Files copied", done, all),
			checked: (done: number, all: number) => progress.show("Files checked", done, all),
		};
		return backUp(database, target, (hash) => blobPath(files, hash), told);
	}).finally(() => progress.clear());
	console.log(`Backed up to ${target}: ${megabytes(bytes)}, checked. Only you can read it`);
	if (missing > 0) console.log(`Missing: the contents of ${count(missing, "file")}`);
	return 0;
}
