import { expect, test } from "bun:test";
import { cp, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, PASSWORD, postJson, signUp, until } from "../support/person.ts";
import { done } from "./support/command.ts";
import { type Folder, makeFolder } from "./support/folders.ts";
import { everythingIn, lobbyIn } from "./support/stored.ts";

/** When the sample's chat was last written to. */
const CHANGED = new Date("2023-04-18T08:14:00Z");

async function copySample(folder: Folder): Promise<string> {
	const old = folder.at("old");
	await cp(join(import.meta.dir, "sample"), old, { recursive: true });
	await utimes(join(old, "database/backup/chat_backup.txt"), CHANGED, CHANGED);
	return old;
}

async function imported(old: string, data: string): Promise<string[]> {
	await done("import", "classic", old, "--data", data);
	return lobbyIn(data).map(({ at, who, event, body }) => `${at} ${who ?? "-"} ${event ?? JSON.stringify(body)}`);
}

const LINES = [
	"2023-04-10 09:58 asha arrived",
	'2023-04-10 09:59 asha "good morning"',
	'2023-04-10 10:00 asha "anybody?"',
	"2023-04-10 10:01 jun arrived",
	'2023-04-10 10:02 jun "a list:\\n- one\\n\\n- two"',
	'2023-04-10 10:02 jun "[note]: buy milk"',
	'2023-04-10 10:03 asha "नमस्ते 👋"',
	'2023-04-10 10:04 jun "a break at the end"',
	"2023-04-10 23:58 jun departed",
	'2023-04-10 23:59 asha "still here"',
	'2023-04-11 00:01 asha "happy new day"',
	"2023-04-11 00:02 asha departed",
	"2023-04-18 08:00 jun arrived",
	'2023-04-18 08:01 jun "as the log of then says: bye [07:00]"',
	'2023-04-18 08:03 asha "one by one"',
	'2023-04-18 08:02 jun "raced by a minute"',
	"2023-04-18 08:04 old_timer arrived",
	'2023-04-18 08:05 old_timer "[sic]: brackets: [x]"',
	"2023-04-18 08:06 Mara arrived",
	'2023-04-18 08:06 Mara "I am the first Mara"',
	"2023-04-18 08:07 mara-c8b6c0 arrived",
	'2023-04-18 08:07 mara-c8b6c0 "and I the second"',
	'2023-04-18 08:08 ghost "known by the arrival below"',
	"2023-04-18 08:09 ghost arrived",
	'2023-04-18 08:10 ghost "boo"',
	"2023-04-18 08:11 - said",
	'2023-04-18 08:12 jun "café"',
	'2023-04-18 08:13 asha "<EXIT> was not meant"',
	'2023-04-18 08:13 jun "cut off in the mid"',
];

test("every line of the sample comes in as what it was, on its day by the logs", async () => {
	await using folder = await makeFolder();
	expect(await imported(await copySample(folder), folder.at("data"))).toEqual(LINES);
});

test("without logs the days are by the times going round, back from the file's own date", async () => {
	await using folder = await makeFolder();
	const old = await copySample(folder);
	await rm(join(old, "logfiles"), { recursive: true });
	const guessed = LINES.map((line) => line.replace("04-11", "04-18").replace("04-10", "04-17"));
	expect(await imported(old, folder.at("data"))).toEqual(guessed);
});

test("the three may lie right in the folder", async () => {
	await using folder = await makeFolder();
	const old = await copySample(folder);
	const flat = folder.at("flat");
	await cp(join(old, "database"), flat, { recursive: true });
	await cp(join(old, "database/backup"), flat, { recursive: true });
	await cp(join(old, "logfiles"), flat, { recursive: true });
	await rm(join(flat, "backup"), { recursive: true });
	expect(await imported(flat, folder.at("data"))).toEqual(LINES);
});

test("a dry run says all that the import will, and leaves no trace", async () => {
	await using folder = await makeFolder();
	const old = await copySample(folder);
	const data = folder.at("data");
	const dry = await done("import", "classic", old, "--data", data, "--dry-run");
	expect(await Bun.file(join(data, "parlour.db")).exists()).toBe(false);
	const real = await done("import", "classic", old, "--data", data);
	expect(dry).toBe(`${real.replace(data, `${data}: what would be done`)}Nothing was changed: this was a dry run\n`);
	const before = everythingIn(data);
	expect(await done("import", "classic", old, "--data", data, "--dry-run")).toContain("Nothing is new");
	expect(everythingIn(data)).toEqual(before);
});

test("the report names every line and name that needs a look", async () => {
	await using folder = await makeFolder();
	const old = await copySample(folder);
	const report = await done("import", "classic", old, "--data", folder.at("data"), "--dry-run");
	const expected = [
		"Accounts: 9 new, 0 here already and left alone",
		"asha becomes the owner; --owner NAME chooses another",
		'"mara" is mara-c8b6c0 here: another name looks like it',
		'"old timer" is old_timer here: only letters, digits and - _ . may stand in it',
		'"host" is host-4740ae here: host is reserved',
		'"a name that is far too long for it to be kept" is a_name_that_is_far_too_long_for_ here: it has 45 characters, and 32 are the most',
		"broken: no password hash in userbase.json",
		"ghost: in the chat, not in userbase.json",
		"The days are by the logs: 7 of 9 who came or went are in 3 log files",
		"Could not be read, and is left out: 3 lines",
		"chat_backup.txt:22  it has no tag, and the message before it has ended",
		"chat_backup.txt:23  its tag <0007> is unknown",
		"chat_backup.txt:33  it says nothing",
		"chat_backup.txt:10  nobody is known as note: taken for words of jun, who wrote before",
		"chat_backup.txt:35  it is no UTF-8: read as Windows-1252",
		"chat_backup.txt:37  its end is missing: kept without",
	];
	expect(expected.filter((line) => !report.includes(line))).toEqual([]);
});

test("an account that is here already is left alone, and the owner stays the owner", async () => {
	await using folder = await makeFolder();
	const old = await copySample(folder);
	const data = folder.at("data");
	{
		await using server = await startParlour({ data });
		const nadja = await newPerson(server.url, "nadja");
		nadja.post(lobbyOf(nadja).id, "here before");
		await until(() => nadja.outbox.value.length === 0, "the post");
		nadja.stop();
		await signUp(server.url, "ASHA");
	}
	const report = await done("import", "classic", old, "--data", data);
	expect(report).toContain("Accounts: 8 new, 1 here already and left alone");
	expect(report).toContain("They stand behind the");
	await using server = await startParlour({ data });
	const logIn = async (name: string, password: string) =>
		(await postJson(server.url, "/api/login", { name, password })).status;
	expect(await logIn("asha", PASSWORD)).toBe(200);
	expect(await logIn("asha", "asha's password")).toBe(401);
	expect(await logIn("old_timer", "old timer's")).toBe(200);
	expect(await logIn("mara-c8b6c0", "little mara")).toBe(200);
	const roles = everythingIn(data).accounts.filter(({ role }) => role === "owner");
	expect(roles.map(({ name }) => name)).toEqual(["nadja"]);
});

test("--owner makes somebody else the owner, and says where that cannot be", async () => {
	await using folder = await makeFolder();
	const old = await copySample(folder);
	const data = folder.at("data");
	await done("import", "classic", old, "--data", data, "--owner", "jun");
	expect(everythingIn(data).accounts.find(({ role }) => role === "owner")?.name).toBe("jun");
	await done("import", "classic", old, "--data", data, "--owner", "jun");
});
