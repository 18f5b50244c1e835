import { Database } from "bun:sqlite";
import { afterEach, expect, spyOn, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { holdDataFolder } from "../../runtime/data-folder.ts";
import { doctor } from "./doctor.ts";

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function examine(args: string[], folder = mkdtempSync(join(tmpdir(), "parlour-doctor-"))) {
	folders.push(folder);
	const log = spyOn(console, "log").mockImplementation(() => undefined);
	try {
		const code = await doctor(["127.0.0.1", "0", "--classic", "0", "--irc", "0", "--data", folder, ...args]);
		return { code, said: log.mock.calls.map(([line]) => String(line)).join("\n") };
	} finally {
		log.mockRestore();
	}
}

test("where nothing stands in the way, it says what it looked at, and 0", async () => {
	const { code, said } = await examine([]);
	expect(code).toBe(0);
	for (const what of ["version:", "web:", "classic:", "data folder:", "database: none yet", "disk:", "clock:"]) {
		expect(said).toContain(what);
	}
});

test("a port that is taken is bad", async () => {
	using server = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
	const { code, said } = await examine(["--classic", String(server.port)]);
	expect(code).toBe(1);
	expect(said).toMatch(new RegExp(`BAD +classic: port ${server.port} cannot be had`));
	server.stop(true);
});

test("a folder that another process holds, and a database of a newer version, are bad", async () => {
	const folder = mkdtempSync(join(tmpdir(), "parlour-doctor-"));
	const held = holdDataFolder(folder);
	expect((await examine([], folder)).said).toMatch(/BAD +data folder: .*another Parlour is running on it/);
	held.release();
	const newer = mkdtempSync(join(tmpdir(), "parlour-doctor-"));
	const db = new Database(join(newer, "parlour.db"));
	db.run("PRAGMA user_version = 999");
	db.close();
	const { code, said } = await examine([], newer);
	expect(code).toBe(1);
	expect(said).toMatch(/BAD +database: schema 999/);
});
