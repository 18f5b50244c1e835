import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { count } from "../../console/printable.ts";
import { backUp } from "../../store/sqlite/moving/backup-file.ts";
import { openMover } from "../../store/sqlite/moving/mover.ts";
import { CommandError } from "../command-error.ts";
import { inOneLine, withDataFolder } from "./data-folder.ts";
import { Progress } from "./progress.ts";
import { findExport, readExport } from "./read-export.ts";
import { type TakenIn, TakingIn } from "./taking-in.ts";

/** All of it or nothing. Throws CommandError. */
export async function importExport(wish: { from: string; data: string; dryRun: boolean }): Promise<void> {
	const path = findExport(wish.from);
	const folder = resolve(wish.data);
	const taken = wish.dryRun
		? await inOneLine(() => rehearse(path, join(folder, "parlour.db")))
		: await withDataFolder(wish.data, ({ database }) => takeIn(path, database));
	console.log(reportOf(taken, path, folder, wish.dryRun));
}

/** On a copy, so that not even a running server is in the way. */
async function rehearse(path: string, database: string): Promise<TakenIn> {
	const folder = mkdtempSync(join(tmpdir(), "parlour-dry-run-"));
	try {
		const copy = join(folder, "parlour.db");
		if (existsSync(database)) backUp(database, copy);
		return await takeIn(path, copy);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function takeIn(path: string, database: string): Promise<TakenIn> {
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
			return taking.taken;
		});
	} finally {
		progress.clear();
		mover.close();
	}
}

function reportOf(taken: TakenIn, path: string, folder: string, dryRun: boolean): string {
	const { accounts, rooms, members, messages, here, demoted } = taken;
	const counts = [
		count(accounts, "account"),
		count(rooms, "room"),
		count(members, "membership"),
		count(messages, "message"),
	];
	const isNew = accounts + rooms + members + messages > 0;
	return [
		`From ${path} (${(statSync(path).size / 1024 / 1024).toFixed(1)} MB) into ${folder}`,
		isNew ? `New: ${counts.join(", ")}` : "Nothing is new",
		...(here > 0 ? [`Here already: ${count(here, "message")}`] : []),
		...(demoted.length > 0 ? [`Members here, because this place has its owner: ${demoted.join(", ")}`] : []),
		...(dryRun ? ["Nothing was changed: this was a dry run"] : []),
	].join("\n");
}
