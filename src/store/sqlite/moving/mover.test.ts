import { afterAll, afterEach, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMover } from "./mover.ts";
import { openSnapshot } from "./snapshot.ts";
import { StoreFileError } from "./store-file.ts";

const folder = mkdtempSync(join(tmpdir(), "parlour-mover-"));
const path = join(folder, "parlour.db");
afterEach(() => {
	for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

afterAll(() => rmSync(folder, { recursive: true }));

const account = (name: string) => ({ name, nameKey: name, passwordHash: "hash", at: 1 });
const line = (body: string) => ({ author: null, event: "said" as const, body, at: 5, nonce: body });

test("what is appended takes the next numbers, and is unread only for who had something unread before", () => {
	const mover = openMover(path);
	const asha = mover.createAccount(account("asha"));
	mover.append(mover.lobby, [line("one"), line("two")]);
	const jun = mover.createAccount(account("jun"));
	mover.putMember(mover.lobby, { user: jun.id, readSeq: 1, notify: "all", joinedAt: 1 });
	mover.append(mover.lobby, [line("three")]);
	expect(mover.rooms()).toMatchObject([{ lobby: true, head: 3 }]);
	expect([...mover.messages(mover.lobby)].map(({ seq, rev, body }) => [seq, rev, body])).toEqual([
		[1, 1, "one"],
		[2, 2, "two"],
		[3, 3, "three"],
	]);
	expect(mover.members(mover.lobby)).toMatchObject([
		{ user: asha.id, readSeq: 3 },
		{ user: jun.id, readSeq: 1 },
	]);
	mover.close();
});

test("a work that fails leaves nothing of itself", async () => {
	const mover = openMover(path);
	const work = mover.atomically(async () => {
		mover.append(mover.lobby, [line("one")]);
		await Promise.resolve();
		throw new Error("no");
	});
	await expect(work).rejects.toThrow("no");
	expect(mover.countMessages()).toBe(0);
	mover.close();
});

test("a snapshot shows what there was when it was opened, and leaves no files behind", () => {
	const mover = openMover(path);
	mover.append(mover.lobby, [line("one")]);
	const snapshot = openSnapshot(path);
	mover.append(mover.lobby, [line("two")]);
	expect([...snapshot.messages(mover.lobby)].map(({ body }) => body)).toEqual(["one"]);
	snapshot.close();
	mover.close();
	openSnapshot(path).close();
	expect(readdirSync(folder)).toEqual(["parlour.db"]);
});

test("a room of more than a page is read whole", () => {
	const mover = openMover(path);
	const bodies = Array.from({ length: 2500 }, (_, index) => `line ${index}`);
	mover.append(mover.lobby, bodies.map(line));
	expect([...mover.messages(mover.lobby)].map(({ body }) => body)).toEqual(bodies);
	mover.close();
});

test("what is no store is refused in a line", async () => {
	expect(() => openSnapshot(path)).toThrow(new StoreFileError(`Cannot find ${path}`));
	await Bun.write(path, "the shopping list ".repeat(100));
	expect(() => openSnapshot(path)).toThrow(`Cannot read ${path}: file is not a database`);
	expect(() => openMover(path)).toThrow(`Cannot write ${path}: file is not a database`);
});
