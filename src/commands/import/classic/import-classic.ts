import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { User } from "../../../protocol/entities.ts";
import { createSecrets } from "../../../runtime/secrets.ts";
import { type Mover, openMover } from "../../../store/sqlite/moving/mover.ts";
import { openSnapshot } from "../../../store/sqlite/moving/snapshot.ts";
import { inOneLine, withDataFolder } from "../data-folder.ts";
import { Progress } from "../progress.ts";
import { findClassicFiles } from "./find-files.ts";
import { NOTHING_YET, type Plan, type PlannedPerson, planImport } from "./plan.ts";
import { type Classic, readClassic } from "./read-classic.ts";
import { reportOf } from "./report.ts";

const PEOPLE_AT_ONCE = 8;
const MESSAGES_AT_ONCE = 1000;

export interface ClassicImport {
	from: string;
	data: string;
	dryRun: boolean;
	/** The old name of who is to be the owner. */
	owner: string | undefined;
}

/** Throws CommandError. */
export async function importClassic({ from, data, dryRun, owner }: ClassicImport): Promise<void> {
	const classic = readClassic(findClassicFiles(from));
	const folder = resolve(data);
	if (dryRun) {
		const plan = await inOneLine(() => planFor(classic, join(folder, "parlour.db"), owner));
		console.log(reportOf(classic, plan, folder, true));
		return;
	}
	await withDataFolder(data, async ({ database }) => {
		const mover = openMover(database);
		const progress = new Progress();
		try {
			const plan = planImport(classic, mover, owner);
			await bringPeople(mover, plan, progress);
			bringMessages(mover, plan, progress);
			progress.clear();
			console.log(reportOf(classic, plan, folder, false));
		} finally {
			progress.clear();
			mover.close();
		}
	});
}

function planFor(classic: Classic, database: string, owner: string | undefined): Plan {
	if (!existsSync(database)) return planImport(classic, NOTHING_YET, owner);
	const snapshot = openSnapshot(database);
	try {
		return planImport(classic, snapshot, owner);
	} finally {
		snapshot.close();
	}
}

/** The owner first, for the first account is the owner's. What is done stays done if this is interrupted. */
async function bringPeople(mover: Mover, { people, owner }: Plan, progress: Progress): Promise<void> {
	const secrets = createSecrets();
	const fresh = people.filter(({ isHere }) => !isHere);
	const ordered = owner ? [owner, ...fresh.filter((person) => person !== owner)] : fresh;
	// Without a password of theirs: one that nobody knows.
	const hash = ({ digest }: PlannedPerson) => secrets.hashPassword(digest ?? secrets.sha256Hex(secrets.randomToken()));
	for (let done = 0; done < ordered.length; done += PEOPLE_AT_ONCE) {
		progress.show("Accounts", done, ordered.length);
		const some = ordered.slice(done, done + PEOPLE_AT_ONCE);
		const hashes = await Promise.all(some.map(hash));
		some.forEach(({ name, key }, index) => {
			mover.createAccount({ name, nameKey: key, passwordHash: hashes[index] ?? "", at: Date.now() });
		});
	}
}

function bringMessages(mover: Mover, { messages }: Plan, progress: Progress): void {
	const users = new Map<string, User>(mover.accounts().map(({ id, name, nameKey }) => [nameKey, { id, name }]));
	for (let done = 0; done < messages.length; done += MESSAGES_AT_ONCE) {
		progress.show("Messages", done, messages.length);
		const some = messages.slice(done, done + MESSAGES_AT_ONCE);
		mover.append(
			mover.lobby,
			some.map(({ who, ...message }) => ({ ...message, author: who === null ? null : (users.get(who) ?? null) })),
		);
	}
}
