import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { count } from "../../console/printable.ts";
import { openSnapshot } from "../../store/sqlite/moving/snapshot.ts";
import { CommandError } from "../command-error.ts";
import { blobsIn, type Copied, copyBlobs, megabytes } from "../files/copy-blobs.ts";
import { asksForHelp, readArguments } from "../import/arguments.ts";
import { existingDatabase, inOneLine } from "../import/data-folder.ts";
import { Progress } from "../import/progress.ts";
import { EXPORT_FILE, EXPORT_FILES } from "./records.ts";
import { type Written, writeExport } from "./write-export.ts";

const HELP = `Writes everything as text: accounts, rooms, members and messages as JSON lines, and a
readable text a room; files as they are. The server may be running.

  parlour export DIR [--data DIR]
  parlour export /tmp/parlour-2026-11-22 --data /srv/parlour

DIR is new or empty. Password hashes are in it, as hashes, so that people can log in where it is
imported; sessions and invites are not. Keep it as safe as the data folder.
Take it in elsewhere with: parlour import DIR`;

/** Throws CommandError. */
export async function exportAll(args: string[]): Promise<number> {
	if (asksForHelp(args)) {
		console.log(HELP);
		return 0;
	}
	const { data, positionals } = readArguments("parlour export", args, {}, { least: 1, most: 1, what: "DIR" });
	const folder = resolve(positionals[0] ?? "");
	const { written, copied } = await inOneLine(() => exportInto(folder, existingDatabase(data)));
	console.log(
		`Exported ${count(written.accounts, "account")}, ${count(written.rooms, "room")} and ${count(written.messages, "message")} to ${folder}`,
	);
	if (copied.files > 0) console.log(`With ${count(copied.files, "file")} (${megabytes(copied.bytes)})`);
	if (copied.missing > 0) console.log(`Missing or damaged: the contents of ${count(copied.missing, "file")}`);
	console.log(`${EXPORT_FILE} has everybody's password hash; only you can read the folder`);
	return 0;
}

async function exportInto(folder: string, database: string): Promise<{ written: Written; copied: Copied }> {
	const snapshot = openSnapshot(database);
	const progress = new Progress();
	try {
		makeEmptyFolder(folder);
		const written = writeExport(snapshot, folder, progress);
		const hashes = snapshot.blobs();
		snapshot.close();
		const from = blobsIn(join(dirname(database), "files"));
		return { written, copied: await copyBlobs(hashes, from, join(folder, EXPORT_FILES), progress) };
	} catch (cause) {
		if (!(cause instanceof Error && "code" in cause && "path" in cause)) throw cause;
		throw new CommandError(`Cannot write the export into ${folder}: ${cause.message}`);
	} finally {
		progress.clear();
		snapshot.close();
	}
}

function makeEmptyFolder(folder: string): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const [found] = readdirSync(folder);
	if (found !== undefined) {
		throw new CommandError(`Cannot export into ${folder}: it has ${join(found)} in it. Name a new or empty folder`);
	}
}
