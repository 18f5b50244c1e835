import { expect, test } from "bun:test";
import { mkdir, readdir, truncate } from "node:fs/promises";
import { join } from "node:path";
import { startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { done, parlour } from "./support/command.ts";
import { makeFolder } from "./support/folders.ts";
import { everythingIn } from "./support/stored.ts";

const SAMPLE = join(import.meta.dir, "sample");

/** One line on standard error, exit code 1, nothing else. */
async function refused(...args: string[]): Promise<string> {
	const { code, out, err } = await parlour(...args);
	expect({ code, out, lines: err.trimEnd().split("\n").length }).toEqual({ code: 1, out: "", lines: 1 });
	return err.trimEnd();
}

test("a userbase.json that is not JSON, or no object, is one clear line", async () => {
	await using folder = await makeFolder();
	const path = folder.at("userbase.json");
	const run = () => refused("import", "classic", folder.path, "--data", folder.at("data"));
	await Bun.write(path, '{"asha": "12');
	expect(await run()).toStartWith(`parlour: Cannot read ${path}: it is not JSON (`);
	await Bun.write(path, '["asha"]');
	expect(await run()).toBe(`parlour: Cannot read ${path}: expected one object of names and password hashes`);
	expect(await readdir(folder.path)).toEqual(["userbase.json"]);
});

test("a folder that is none, or not the old application's, is one clear line", async () => {
	await using folder = await makeFolder();
	expect(await refused("import", "classic", folder.at("none"))).toContain("there is no such folder");
	expect(await refused("import", "classic", folder.path)).toContain("it has no database/userbase.json");
	expect(await refused("import", folder.path)).toContain("it has no parlour.jsonl");
	expect(await refused("import", SAMPLE)).toContain(
		`For the old application's folder: parlour import classic ${SAMPLE}`,
	);
});

test("a wrong flag or argument says where help is", async () => {
	expect(await refused("import", "--dry")).toBe("parlour: Unknown option '--dry'. See: parlour import --help");
	expect(await refused("import", "classic")).toContain("DIR is missing behind classic");
	expect(await refused("backup")).toBe("parlour: FILE is missing. See: parlour backup --help");
	expect(await refused("export", "a", "b")).toBe("parlour: Unexpected argument 'b'. See: parlour export --help");
});

test("each help is short and has an example", async () => {
	for (const command of ["import", "export", "backup", "restore"]) {
		const help = await done(command, "--help");
		expect(help.split("\n").length).toBeLessThan(20);
		expect(help).toContain(`parlour ${command} `);
		expect(help).toContain("/srv/parlour");
	}
});

test("an owner who cannot be one is refused before anything is done", async () => {
	await using folder = await makeFolder();
	const data = folder.at("data");
	const run = (name: string) => refused("import", "classic", SAMPLE, "--data", data, "--owner", name);
	expect(await run("nobody")).toContain("userbase.json has nobody of that name who can log in");
	expect(await run("broken")).toContain("Cannot make broken the owner");
	await done("import", "classic", SAMPLE, "--data", data);
	expect(await run("jun")).toContain("asha is the owner here already");
});

test("where a server runs on the folder, imports and restores are refused, and the rest works", async () => {
	await using folder = await makeFolder();
	await using server = await startParlour();
	await signUp(server.url, "nadja");
	const { data } = server;
	const backup = folder.at("b.db");
	await done("backup", backup, "--data", data);
	await done("export", folder.at("export"), "--data", data);
	const inUse = `parlour: Cannot use the data folder ${data}: another Parlour is running on it. Stop that one, or choose another with --data`;
	expect(await refused("import", "classic", SAMPLE, "--data", data)).toBe(inUse);
	expect(await refused("import", folder.at("export"), "--data", data)).toBe(inUse);
	expect(await refused("restore", backup, "--data", data, "--replace")).toBe(inUse);
	expect(await done("import", "classic", SAMPLE, "--data", data, "--dry-run")).toContain("Accounts: 9 new");
	expect(await done("import", folder.at("export"), "--data", data, "--dry-run")).toContain("Nothing is new");
	expect(await refused("restore", join(data, "parlour.db"), "--data", folder.at("new"))).toContain(
		"a server works on it",
	);
});

test("nothing that exists is written over", async () => {
	await using folder = await makeFolder();
	const data = folder.at("data");
	await done("import", "classic", SAMPLE, "--data", data);
	const [backup, exported] = [folder.at("b.db"), folder.at("export")];
	await done("backup", backup, "--data", data);
	expect(await refused("backup", backup, "--data", data)).toContain("there is a file of that name already");
	await mkdir(exported);
	await Bun.write(join(exported, "letter.txt"), "");
	expect(await refused("export", exported, "--data", data)).toContain("it has letter.txt in it");
	expect(await refused("restore", backup, "--data", data)).toContain("it has data");
	expect(await refused("backup", folder.at("c.db"), "--data", folder.at("none"))).toContain(
		"Cannot find a Parlour's data",
	);
	expect((await readdir(folder.path)).sort()).toEqual(["b.db", "data", "export"]);
});

test("a backup that is cut short, damaged or none is one clear line, and touches nothing", async () => {
	await using folder = await makeFolder();
	const [data, backup, target] = [folder.at("data"), folder.at("b.db"), folder.at("target")];
	await done("import", "classic", SAMPLE, "--data", data);
	await done("backup", backup, "--data", data);
	const bytes = await Bun.file(backup).bytes();
	const restore = () => refused("restore", backup, "--data", target);

	await truncate(backup, bytes.length - 1000);
	expect(await restore()).toBe(
		`parlour: Cannot use ${backup}: it is cut short, at ${bytes.length - 1000} of ${bytes.length} bytes`,
	);
	const damaged = bytes.slice();
	damaged.fill(0xff, 4096, 8192);
	await Bun.write(backup, damaged);
	expect(await restore()).toContain("it is damaged");
	await Bun.write(backup, "the shopping list");
	expect(await restore()).toContain("it is no backup of Parlour's");
	expect(await refused("restore", folder.at("none"), "--data", target)).toContain("Cannot read");
	expect((await readdir(folder.path)).sort()).toEqual(["b.db", "data"]);
});

test("an export that is cut short or damaged is refused whole", async () => {
	await using folder = await makeFolder();
	const [data, exported, target] = [folder.at("data"), folder.at("export"), folder.at("target")];
	await done("import", "classic", SAMPLE, "--data", data);
	await done("export", exported, "--data", data);
	const whole = await Bun.file(join(exported, "parlour.jsonl")).text();
	const run = async (text: string) => {
		await Bun.write(folder.at("e.jsonl"), text);
		return refused("import", folder.at("e.jsonl"), "--data", target);
	};
	const lines = whole.trimEnd().split("\n");
	expect(await run(`${lines.slice(0, -1).join("\n")}\n`)).toContain("it is cut short, after line");
	expect(await run(whole.slice(0, whole.length >> 1))).toContain("is not JSON, so it is cut short or damaged");
	expect(await run("the shopping list")).toContain("it is no export of Parlour's");
	expect(await run(whole.replace(/"version":\d+/, '"version":99'))).toContain("a newer Parlour wrote it");
	expect(await run(whole.replace('"role":"owner"', '"role":"king"'))).toContain("line 2: role:");
	expect(await run(whole.replace('"head":29', '"head":3'))).toContain("its numbers 4 and 4 cannot be");
	expect(everythingIn(target)).toMatchObject({ accounts: [], rooms: [{ messages: [], head: 0 }] });
});
