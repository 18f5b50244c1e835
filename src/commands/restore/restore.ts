import { createReadStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Readable } from "node:stream";
import type { DataFolder } from "../../runtime/data-folder.ts";
import type { AppendedBlob } from "../../store/sqlite/moving/appended-blobs.ts";
import { checkBackup } from "../../store/sqlite/moving/check-backup.ts";
import { putInPlace } from "../../store/sqlite/moving/put-in-place.ts";
import { CommandError } from "../command-error.ts";
import { copyBlobs } from "../files/copy-blobs.ts";
import { asksForHelp, readArguments } from "../import/arguments.ts";
import { inOneLine, withDataFolder } from "../import/data-folder.ts";
import { Progress } from "../import/progress.ts";

const HELP = `Puts a backup back, into a data folder on which no server runs.

  parlour restore FILE [--data DIR] [--replace]
  parlour restore /backups/parlour-2026-11-22.db --data /srv/parlour

  --data DIR    The data folder (./data)
  --replace     Where the folder has data: keep them aside, in a folder of their own inside it`;

/** Throws CommandError. */
export async function restore(args: string[]): Promise<number> {
	if (asksForHelp(args)) {
		console.log(HELP);
		return 0;
	}
	const given = readArguments(
		"parlour restore",
		args,
		{ replace: { type: "boolean" } },
		{ least: 1, most: 1, what: "FILE" },
	);
	const backup = resolve(given.positionals[0] ?? "");
	// Before anything is touched: neither a folder is made nor data are moved for a file that is no use.
	const progress = new Progress();
	const checked = (done: number, all: number) => progress.show("Files checked", done, all);
	const blobs = await inOneLine(() => checkBackup(backup, checked)).finally(() => progress.clear());
	return withDataFolder(given.data, async (folder) => {
		const aside = existsSync(folder.database) ? makeRoom(folder, given.flag("replace")) : null;
		// The database last: until it is there, nothing is restored.
		await putFilesInPlace(backup, blobs, folder.files);
		putInPlace(backup, folder.database);
		console.log(`Restored into ${folder.path}`);
		if (aside) console.log(`What was there before is in ${aside}`);
		return 0;
	});
}

async function putFilesInPlace(backup: string, blobs: readonly AppendedBlob[], folder: string): Promise<void> {
	const places = new Map(blobs.map((blob) => [blob.hash, blob]));
	const progress = new Progress();
	try {
		await copyBlobs([...places.keys()], async (hash) => contentOf(backup, places.get(hash)), folder, progress);
	} finally {
		progress.clear();
	}
}

function contentOf(backup: string, blob: AppendedBlob | undefined): AsyncIterable<Uint8Array> | null {
	if (!blob) return null;
	const { start, size } = blob;
	if (size === 0) return Readable.from([]);
	return createReadStream(backup, { start, end: start + size - 1 });
}

/** The database with the files beside it, which belong together. */
function makeRoom(folder: DataFolder, replace: boolean): string {
	if (!replace) {
		throw new CommandError(
			`Cannot restore into ${folder.path}: it has data. Choose another folder with --data, or keep them aside with --replace`,
		);
	}
	const stamp = new Date()
		.toISOString()
		.replace(/\.\d+Z$/, "")
		.replaceAll(":", "-");
	const aside = join(folder.path, `replaced-${stamp}`);
	mkdirSync(aside, { mode: 0o700 });
	for (const ending of ["-wal", "-shm", ""]) {
		const path = folder.database + ending;
		if (existsSync(path)) renameSync(path, join(aside, basename(path)));
	}
	if (existsSync(folder.files)) renameSync(folder.files, join(aside, basename(folder.files)));
	return aside;
}
