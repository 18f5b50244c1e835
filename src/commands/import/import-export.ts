import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { count } from "../../console/printable.ts";
import { copyDatabase } from "../../store/sqlite/moving/backup-file.ts";
import { openMover } from "../../store/sqlite/moving/mover.ts";
import { CommandError } from "../command-error.ts";
import { EXPORT_FILES } from "../export/records.ts";
import { blobsIn, type Copied, copyBlobs, megabytes, NOTHING_COPIED } from "../files/copy-blobs.ts";
import { inOneLine, withDataFolder } from "./data-folder.ts";
import { Progress } from "./progress.ts";
import { findExport, readExport } from "./read-export.ts";
import { type TakenIn, TakingIn } from "./taking-in.ts";

interface Outcome {
	taken: TakenIn;
	copied: Copied;
}

/** All of it or nothing. Throws CommandError. */
export async function importExport(wish: { from: string; data: string; dryRun: boolean }): Promise<void> {
	const path = findExport(wish.from);
	const folder = resolve(wish.data);
	const { taken, copied } = wish.dryRun
		? await inOneLine(() => rehearse(path, join(folder, "parlour.db")))
		: await withDataFolder(wish.data, ({ database, files }) => takeIn(path, database, files));
	console.log(reportOf(taken, copied, path, folder, wish.dryRun));
}

/** On a copy, so that not even a running server is in the way. */
async function rehearse(path: string, database: string): Promise<Outcome> {
	const folder = mkdtempSync(join(tmpdir(), "parlour-dry-run-"));
	try {
		const copy = join(folder, "parlour.db");
		if (existsSync(database)) copyDatabase(database, copy);
		return await takeIn(path, copy, null);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Without `files` their contents stay where they are. */
async function takeIn(path: string, database: string, files: string | null): Promise<Outcome> {
	const mover = openMover(database);
	const progress = new Progress();
	try {
		return await mover.atomically(async () => {
			const taking = new TakingIn(mover);
			let messages = 0;
			let all = 0;
			for await (const { line, record } of readExport(path)) {
				try {
					taking.take(record);
				} catch (cause) {
					if (!(cause instanceof CommandError)) throw cause;
					throw new CommandError(`Cannot import ${path}: line ${line}: ${cause.message}. Nothing was imported`);
				}
				if (record.type === "export") all = record.messages;
				if (record.type === "message") progress.show("Messages", ++messages, all);
			}
			const { taken } = taking;
			// Before the commit: what a crash leaves behind is contents that nothing names, and not the other way round.
			const from = blobsIn(join(dirname(path), EXPORT_FILES));
			const copied = files === null ? NOTHING_COPIED : await copyBlobs(taken.blobs, from, files, progress);
			return { taken, copied };
		});
	} finally {
		progress.clear();
		mover.close();
	}
}

function reportOf(taken: TakenIn, copied: Copied, path: string, folder: string, dryRun: boolean): string {
	const { accounts, rooms, members, messages, here, demoted } = taken;
	const counts = [
		count(accounts, "account"),
		count(rooms, "room"),
		count(members, "membership"),
		count(messages, "message"),
	];
	const isNew = accounts + rooms + members + messages > 0;
	return [
		`From ${path} (${megabytes(statSync(path).size)}) into ${folder}`,
		isNew ? `New: ${counts.join(", ")}` : "Nothing is new",
		...(copied.files > 0 ? [`With ${count(copied.files, "file")} (${megabytes(copied.bytes)})`] : []),
		...(copied.missing > 0 ? [`Missing or damaged beside it: the contents of ${count(copied.missing, "file")}`] : []),
		...(here > 0 ? [`Here already: ${count(here, "message")}`] : []),
		...(demoted.length > 0 ? [`Members here, because this place has its owner: ${demoted.join(", ")}`] : []),
		...(dryRun ? ["Nothing was changed: this was a dry run"] : []),
	].join("\n");
}
