import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../core/clock.ts";
import { openDailyLog } from "./daily-log.ts";

/** Time that the test sets; `fire` runs what waits for it. */
class SetClock implements Clock {
	time = new Date(2026, 10, 22, 23, 59, 59, 998).getTime();
	readonly waiting = new Set<() => void>();

	now(): number {
		return this.time;
	}

	after(_delayMs: number, run: () => void): () => void {
		this.waiting.add(run);
		return () => this.waiting.delete(run);
	}

	fire(): void {
		const due = [...this.waiting];
		this.waiting.clear();
		for (const run of due) run();
	}
}

let base: string;
let folder: string;
let clock: SetClock;
let troubles: string[];

beforeEach(async () => {
	base = await mkdtemp(join(tmpdir(), "parlour-log-"));
	folder = join(base, "logs");
	clock = new SetClock();
	troubles = [];
});
afterEach(() => rm(base, { recursive: true }));

const open = () => openDailyLog(folder, clock, (message) => troubles.push(message));
const read = (file: string) => readFile(join(folder, file), "utf8");
const lines = async (file: string) => (await read(file)).split("\n").slice(0, -1);

/** Waits until a failed write was noticed: the log then waits for its clock. */
async function failed(): Promise<void> {
	while (clock.waiting.size === 0) await new Promise(setImmediate);
}

test("lines go to the local day's file, in order, readable by the host alone", async () => {
	const log = open();
	log.info("log-in", { user: "asha", gateway: "web" });
	log.error("storage", { cause: "disk I/O error" });
	await log.close();
	expect(await read("log_2026_11_22.txt")).toBe(
		'[23:59:59.998]:log-in user=asha gateway=web\n[23:59:59.998]:ERROR storage cause="disk I/O error"\n',
	);
	expect((await stat(folder)).mode & 0o777).toBe(0o700);
	expect((await stat(join(folder, "log_2026_11_22.txt"))).mode & 0o777).toBe(0o600);
	expect(troubles).toEqual([]);
});

test("at midnight the file changes, for the lines of after it only", async () => {
	const log = open();
	log.info("before");
	clock.time += 2;
	log.info("after");
	await log.close();
	expect(await read("log_2026_11_22.txt")).toBe("[23:59:59.998]:before\n");
	expect(await read("log_2026_11_23.txt")).toBe("[00:00:00.000]:after\n");
});

test("a log that is opened again goes on in the same file", async () => {
	for (const event of ["first", "second"]) {
		const log = open();
		log.info(event);
		await log.close();
	}
	expect(await lines("log_2026_11_22.txt")).toHaveLength(2);
});

test("what is logged after close is dropped, and a second close does nothing", async () => {
	const log = open();
	await log.close();
	log.info("late");
	await log.close();
	expect(await readdir(base)).toEqual([]);
});

test("trouble is told once a minute, and what waited is written when it is over", async () => {
	await writeFile(folder, "in the way");
	const log = open();
	log.info("one");
	await failed();
	clock.fire();
	await failed();
	expect(troubles).toHaveLength(1);
	expect(troubles[0]).toStartWith(`Cannot write the log in ${folder}: `);
	clock.time += 60_000;
	clock.fire();
	await failed();
	expect(troubles).toHaveLength(2);
	await rm(folder);
	log.info("two");
	clock.fire();
	await log.close();
	expect(await lines("log_2026_11_22.txt")).toEqual(["[23:59:59.998]:one"]);
	expect(await lines("log_2026_11_23.txt")).toEqual(["[00:00:59.998]:two"]);
});

test("a full disk loses nothing of what fits in memory", async () => {
	await mkdir(folder);
	await symlink("/dev/full", join(folder, "log_2026_11_22.txt"));
	const log = open();
	log.info("one");
	await failed();
	log.info("two");
	await rm(join(folder, "log_2026_11_22.txt"));
	clock.fire();
	await log.close();
	expect(await read("log_2026_11_22.txt")).toBe("[23:59:59.998]:one\n[23:59:59.998]:two\n");
	expect(troubles[0]).toContain("ENOSPC");
});

test("while nothing can be written, memory stays bounded, and the lines that were lost are counted and said", async () => {
	await writeFile(folder, "in the way");
	const log = open();
	const many = 3000;
	for (let number = 0; number < many; number++) log.info("filler", { number, text: "x".repeat(1000) });
	await failed();
	await rm(folder);
	clock.fire();
	await log.close();
	const written = await lines("log_2026_11_22.txt");
	const dropped = many - (written.length - 1);
	expect(dropped).toBeGreaterThan(0);
	expect((await read("log_2026_11_22.txt")).length).toBeLessThan(1.1 * 1024 * 1024);
	expect(written.at(-1)).toBe(`[23:59:59.998]:ERROR log lines dropped lines=${dropped}`);
	expect(written.slice(0, -1).every((line, number) => line.includes(` number=${number} `))).toBe(true);
});

test("closing a log that cannot be written ends, and tells", async () => {
	await writeFile(folder, "in the way");
	const log = open();
	log.info("lost");
	await log.close();
	expect(troubles).toHaveLength(1);
	expect(clock.waiting.size).toBe(0);
});
