import { Database } from "bun:sqlite";
import { afterEach, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../../../test/support/eventually.ts";
import { limitFileSize } from "../../../test/support/file-size-limit.ts";
import type { User } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { StoreUnderTest } from "../contract/under-test.contract.ts";
import type { Committed, Store } from "../port.ts";
import { storeContract } from "../store.contract.ts";
import { openWriter } from "./connection.ts";

import { MIGRATIONS } from "./migrations.ts";
import { openSqliteStore } from "./sqlite-store.ts";

interface SqliteUnderTest extends StoreUnderTest {
	folder: string;
	faults: string[];
}

const AT = Date.UTC(2026, 10, 22, 12);

let folders: string[] = [];
afterEach(async () => {
	for (const folder of folders) await rm(folder, { recursive: true });
	folders = [];
});

async function makeFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "parlour-store-"));
	folders.push(folder);
	return folder;
}

async function start(): Promise<SqliteUnderTest> {
	const folder = await makeFolder();
	const faults: string[] = [];
	const open = () => openSqliteStore(join(folder, "parlour.db"), (cause) => faults.push(cause));
	let store = await open();
	return {
		store,
		folder,
		faults,
		async reopen() {
			await store.close();
			store = await open();
			return store;
		},
		[Symbol.asyncDispose]: () => store.close(),
	};
}

storeContract("SQLite", start);

async function roomOf(store: Store): Promise<{ room: number; asha: User }> {
	const { id, name } = await store.createAccount({ name: "asha", nameKey: "asha", passwordHash: "hash", at: AT });
	const asha = { id, name };
	const input = { name: "reef", nameKey: "reef", topic: "", visibility: "public" as const, creator: asha, at: AT };
	return { room: (await store.createRoom(input)).room.id, asha };
}

/** The files of the folder in which the text stands. */
async function filesWith(folder: string, text: string): Promise<string[]> {
	const found: string[] = [];
	for (const name of await readdir(folder)) {
		if ((await readFile(join(folder, name))).includes(text)) found.push(name);
	}
	return found;
}

async function indexed(store: Store, user: User, word: string): Promise<void> {
	const query = { terms: [word], without: [] };
	await eventually(async () => (await store.search(user.id, query, 1)).items.length > 0, `${word} is found`);
}

function userVersion(path: string): number | undefined {
	using db = new Database(path, { readonly: true });
	return db.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version;
}

test("an empty file gets the whole schema, and a file that has it is left as it is", async () => {
	await using under = await start();
	const path = join(under.folder, "parlour.db");
	expect(userVersion(path)).toBe(MIGRATIONS.length);
	const lobby = await under.store.lobby();
	const again = await under.reopen();
	expect(await again.lobby()).toEqual(lobby);
	expect(userVersion(path)).toBe(MIGRATIONS.length);
});

test("a file of a later version is refused in words that say what to do, and is not changed", async () => {
	const folder = await makeFolder();
	const path = join(folder, "parlour.db");
	const newer = MIGRATIONS.length + 1;
	new Database(path, { create: true }).run(`PRAGMA user_version = ${newer}`);
	const opened = openSqliteStore(path, () => undefined);
	await expect(opened).rejects.toThrow(
		`Cannot open the data folder: its schema is ${newer}, and this Parlour knows ${MIGRATIONS.length} at most. Update Parlour, or use another folder`,
	);
	expect(userVersion(path)).toBe(newer);
});

test("a migration that fails leaves nothing of itself", async () => {
	const folder = await makeFolder();
	const path = join(folder, "parlour.db");
	const before = new Database(path, { create: true });
	before.run("CREATE TABLE messages (somebody_elses TEXT)");
	before.close();
	await expect(openSqliteStore(path, () => undefined)).rejects.toThrow("messages already exists");
	expect(userVersion(path)).toBe(0);
	using db = new Database(path, { readonly: true });
	const tables = db.query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
	expect(tables.map(({ name }) => name)).toEqual(["messages"]);
});

test("what is no database is refused", async () => {
	const folder = await makeFolder();
	const path = join(folder, "parlour.db");
	await Bun.write(path, "the shopping list, long enough to be no header at all. ".repeat(20));
	await expect(openSqliteStore(path, () => undefined)).rejects.toThrow("not a database");
});

test("an acknowledged write is flushed, and what is deleted is overwritten", async () => {
	const folder = await makeFolder();
	using db = openWriter(join(folder, "parlour.db"));
	const pragma = (name: string) =>
		Object.values(db.query<Record<string, unknown>, []>(`PRAGMA ${name}`).get() ?? {})[0];
	expect({
		journal: pragma("journal_mode"),
		synchronous: pragma("synchronous"),
		secureDelete: pragma("secure_delete"),
		foreignKeys: pragma("foreign_keys"),
	}).toEqual({ journal: "wal", synchronous: 2, secureDelete: 1, foreignKeys: 1 });
});

test("a closed store has let go of its files, with all of them in one", async () => {
	await using under = await start();
	const { store, folder } = under;
	const { room, asha } = await roomOf(store);
	await store.postMessage({ room, author: asha, body: "ahoy", nonce: null, at: AT });
	await store.page(room, {}, 10);
	await store.close();
	expect(await readdir(folder)).toEqual(["parlour.db"]);
});

test("after a scrub no file holds a word of what was cleared or deleted, its former texts and its index included, and the file holds what stands", async () => {
	await using under = await start();
	const { store, folder } = under;
	const { room, asha } = await roomOf(store);
	const other = (
		await store.createRoom({ name: "bay", nameKey: "bay", topic: "", visibility: "public", creator: asha, at: AT })
	).room.id;
	const long = (word: string) => `${word} `.repeat(3000);
	const post = (room: number, body: string) => store.postMessage({ room, author: asha, body, nonce: null, at: AT });
	const words = ["clearedword", "cleareddraft", "deletedword", "formerword"];
	for (let n = 0; n < 30; n++) await post(room, n % 5 === 0 ? long("clearedword") : `clearedword ${n}`);
	await store.setDraft({ user: asha.id, draft: { room, thread: 3, body: "cleareddraft" }, at: AT });
	await post(other, "formerword");
	await post(other, long("deletedword"));
	await post(other, "standingword");
	await store.editMessage({ room: other, seq: 2, by: asha, body: "deletedword", at: AT });
	for (const word of ["clearedword", "deletedword", "standingword"]) await indexed(store, asha, word);
	const remove = (seq: number) => store.deleteMessage({ room: other, seq, by: asha, anyone: false, at: AT });
	await remove(2);
	await remove(3);
	const { cleared } = await store.clearRoom({ room, at: AT });
	expect(cleared).toBe(31);
	for (const word of words) {
		expect({ word, before: (await filesWith(folder, word)).length > 0 }).toEqual({ word, before: true });
	}
	const during = post(other, "during");
	await store.scrub();
	await during;
	for (const word of words) {
		expect({ word, files: await filesWith(folder, word) }).toEqual({ word, files: [] });
	}
	expect(await filesWith(folder, "standingword")).toContain("parlour.db");
	expect((await store.page(other, {}, 10)).messages.map(({ body }) => body)).toEqual([
		"",
		"",
		"",
		"standingword",
		"during",
	]);
});

test("a full disk fails each message with storage_failed and takes no number; with room again the numbers go on", async () => {
	await using under = await start();
	const { store, folder, faults } = under;
	const { room, asha } = await roomOf(store);
	const post = (body: string, nonce: string | null = null) =>
		store.postMessage({ room, author: asha, body, nonce, at: AT });
	await post("before");
	const heard: Committed[] = [];
	store.onCommit((committed) => void heard.push(...committed));
	const big = "x".repeat(5000);

	const { size } = await stat(join(folder, "parlour.db-wal"));
	let outcomes: PromiseSettledResult<unknown>[];
	{
		using _full = limitFileSize(size + 2000);
		outcomes = await Promise.allSettled([post(big, "nonce-01"), post(big), post("small")]);
		outcomes.push(...(await Promise.allSettled([post(big)])));
	}
	for (const outcome of outcomes) {
		if (outcome.status === "fulfilled") expect.unreachable();
		expect(outcome.reason).toBeInstanceOf(ParlourError);
		expect(outcome.reason).toMatchObject({ code: "storage_failed" });
	}
	expect(faults).toHaveLength(4);
	expect(faults[0]).toStartWith("postMessage: ");
	expect(heard).toEqual([]);
	expect(await store.page(room, {}, 1)).toMatchObject({ head: 2, messages: [{ body: "before" }] });

	const retried = await post(big, "nonce-01");
	expect(retried).toMatchObject({ duplicate: false, change: { message: { seq: 3, rev: 3, body: big } } });
	expect((await post("after")).change.message.seq).toBe(4);
	expect(heard).toHaveLength(2);
	const again = await under.reopen();
	expect((await again.page(room, {}, 10)).messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});
