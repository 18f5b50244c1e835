import { expect, test } from "bun:test";
import { rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { blobPath } from "../../src/runtime/blob-folder.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { done, parlour } from "./support/command.ts";
import { makeFolder } from "./support/folders.ts";
import { contentsIn, makeFullPlace } from "./support/full-place.ts";
import { everythingIn } from "./support/stored.ts";

async function open(data: string) {
	return openSqliteStore(join(data, "parlour.db"), (cause) => {
		throw new Error(cause);
	});
}

test("an export has threads, reactions, mentions, pins, files and the rest, and an empty folder gets all of it", async () => {
	await using folder = await makeFolder();
	const { data, contents } = await makeFullPlace(folder.at("data"));
	const [exported, copy] = [folder.at("export"), folder.at("copy")];
	const hashes = contents.map(({ hash }) => hash);
	expect(await done("export", exported, "--data", data)).toContain("With 4 files (2.9 MB)");
	expect(await contentsIn(exported, contents)).toEqual(hashes);
	expect(await done("import", exported, "--data", copy)).toContain("With 4 files (2.9 MB)");
	const was = everythingIn(data);
	expect(was.rooms.flatMap(({ messages }) => messages.filter(({ files }) => files.length > 0))).toHaveLength(1);
	expect(was.rooms[1]).toMatchObject({ moderators: ["jun"], maxMembers: 20, key: "seaweed", masks: { length: 3 } });
	expect(everythingIn(copy)).toEqual(was);
	expect(await contentsIn(copy, contents)).toEqual(hashes);
	expect(await done("import", exported, "--data", copy)).toContain("Nothing is new");
	expect(everythingIn(copy)).toEqual(was);

	await using one = await openedIn(data);
	await using other = await openedIn(copy);
	for (const user of [1, 2, 3]) {
		expect(await other.store.inbox(user, 10)).toEqual(await one.store.inbox(user, 10));
		expect(await other.store.roomsOf(user)).toEqual(await one.store.roomsOf(user));
		expect(await other.store.saved(user, 10)).toEqual(await one.store.saved(user, 10));
		expect(await other.store.drafts(user)).toEqual(await one.store.drafts(user));
	}
	expect(await other.store.masks(2)).toEqual(await one.store.masks(2));
	expect(await other.store.roomKey(2)).toBe("seaweed");
	expect(await other.store.file("upload-number-one")).toEqual(await one.store.file("upload-number-one"));
});

async function openedIn(data: string) {
	const store = await open(data);
	return { store, [Symbol.asyncDispose]: () => store.close() };
}

test("an export's text tells threads and files, and direct messages by who is in them", async () => {
	await using folder = await makeFolder();
	const { data } = await makeFullPlace(folder.at("data"));
	await done("export", folder.at("export"), "--data", data);
	const text = await Bun.file(join(folder.at("export"), "rooms/reef.txt")).text();
	expect(text).toStartWith("#reef: fish\n");
	expect(text).toContain("asha: the chart [chart.png] [empty.txt]\n");
	expect(text).toContain("(in a thread) asha: @jun see\n");
	expect(text).toContain("* asha banned Troll-*\n");
	expect(text).not.toContain("seaweed");
	expect(await Bun.file(join(folder.at("export"), "direct/3.txt")).text()).toStartWith("asha, jun\n");
});

test("into a place that has gone on threads stay together, and the numbers are new", async () => {
	await using folder = await makeFolder();
	const { data, contents } = await makeFullPlace(folder.at("data"));
	const target = folder.at("target");
	await done("export", folder.at("export"), "--data", data);
	{
		await using here = await openedIn(await madeFolder(target));
		const input = { name: "rina", nameKey: "rina", passwordHash: "$argon2id$x", at: 1 };
		const rina = { id: (await here.store.createAccount(input)).id, name: "rina" };
		const room = { name: "reef", nameKey: "reef", topic: "", visibility: "public" as const };
		const { room: reef } = await here.store.createRoom({ ...room, creator: rina, at: 1 });
		for (const body of ["one", "two", "three"]) {
			await here.store.postMessage({ room: reef.id, author: rina, body, nonce: null, at: 2 });
		}
	}
	await done("import", folder.at("export"), "--data", target);
	const after = everythingIn(target);
	const reef = after.rooms.find(({ name }) => name === "reef");
	const bodyOf = (seq: number | null) => reef?.messages.find((message) => message.seq === seq)?.body;
	const replies = reef?.messages.filter(({ thread }) => thread !== null) ?? [];
	expect(replies.map(({ body, thread, inRoom }) => [body, bodyOf(thread), inRoom])).toEqual([
		["@jun see", "the root, see https://example.org", false],
		["and in the room", "the root, see https://example.org", true],
	]);
	const root = reef?.messages.find(({ replies }) => replies !== null);
	expect(root).toMatchObject({
		author: "jun",
		replies: { count: 2, lastSeq: replies[1]?.seq, users: ["mara", "asha"] },
		reactions: [{ emoji: "👍", users: ["mara", "asha"] }],
		edits: [{ body: "root" }],
		links: [{ title: "Example" }],
	});
	expect(root?.rev).toBe(reef?.head);
	expect(reef?.messages.slice(0, 4).map(({ body }) => body)).toEqual(["", "one", "two", "three"]);
	expect(reef?.follows.map(({ user, following }) => [user, following])).toEqual([
		["asha", true],
		["jun", true],
		["mara", false],
	]);
	expect(reef?.saved).toMatchObject([{ user: "mara", seq: root?.seq }]);
	expect(after.rooms.find(({ visibility }) => visibility === "direct")?.members).toMatchObject([
		{ user: "asha" },
		{ user: "jun" },
	]);
	expect(await contentsIn(target, contents)).toHaveLength(4);
	expect(await done("import", folder.at("export"), "--data", target)).toContain("Nothing is new");
	expect(everythingIn(target)).toEqual(after);
	await using here = await openedIn(target);
	for (const user of [2, 3, 4]) {
		const unread = (await here.store.inbox(user, 10)).threads.filter(({ mark }) => mark.unread > 0);
		expect(unread).toEqual([]);
	}
});

async function madeFolder(path: string): Promise<string> {
	await Bun.write(join(path, ".keep"), "");
	return path;
}

test("files that an export lacks, or has damaged, are said to be missing, and the rest comes in", async () => {
	await using folder = await makeFolder();
	const { data, contents } = await makeFullPlace(folder.at("data"));
	const exported = folder.at("export");
	await done("export", exported, "--data", data);
	const [large = expect.unreachable(), small = expect.unreachable(), ...others] = contents;
	await rm(blobPath(join(exported, "files"), large.hash));
	await Bun.write(blobPath(join(exported, "files"), small.hash), "something else");
	const report = await done("import", exported, "--data", folder.at("copy"));
	expect(report).toContain("Missing or damaged beside it: the contents of 2 files");
	expect(await contentsIn(folder.at("copy"), contents)).toEqual(others.map(({ hash }) => hash));
	expect(everythingIn(folder.at("copy"))).toEqual(everythingIn(data));
});

test("a backup is one file with the contents of files in it, and a restore puts them back", async () => {
	await using folder = await makeFolder();
	const { data, contents } = await makeFullPlace(folder.at("data"));
	const [backup, copy] = [folder.at("b.db"), folder.at("copy")];
	const hashes = contents.map(({ hash }) => hash);
	await done("backup", backup, "--data", data);
	await done("restore", backup, "--data", copy);
	expect(everythingIn(copy)).toEqual(everythingIn(data));
	expect(await contentsIn(copy, contents)).toEqual(hashes);

	await rm(blobPath(join(data, "files"), hashes[0] ?? ""));
	expect(await done("backup", folder.at("c.db"), "--data", data)).toContain("Missing: the contents of 1 file");
	const report = await done("restore", folder.at("c.db"), "--data", copy, "--replace");
	expect(await contentsIn(copy, contents)).toEqual(hashes.slice(1));
	const aside = report.match(/What was there before is in (.+)/)?.[1] ?? "";
	expect(await contentsIn(aside, contents)).toEqual(hashes);
});

test("a backup whose files are cut off, cut short or damaged is refused in one line, and touches nothing", async () => {
	await using folder = await makeFolder();
	const { data } = await makeFullPlace(folder.at("data"));
	const backup = folder.at("b.db");
	await done("backup", backup, "--data", data);
	const bytes = await Bun.file(backup).bytes();
	const database = Buffer.from(bytes).lastIndexOf("Parlour's files\n");
	const restore = async () => {
		const { code, out, err } = await parlour("restore", backup, "--data", folder.at("copy"));
		expect({ code, out, lines: err.trimEnd().split("\n").length }).toEqual({ code: 1, out: "", lines: 1 });
		return err;
	};
	await truncate(backup, bytes.length - 1000);
	expect(await restore()).toContain(`it is cut short, at ${bytes.length - 1000} of ${bytes.length} bytes`);
	await truncate(backup, database);
	expect(await restore()).toContain("it is cut short: the files that it names are not in it");
	const damaged = bytes.slice();
	damaged[bytes.length - 1000] = (damaged[bytes.length - 1000] ?? 0) ^ 1;
	await Bun.write(backup, damaged);
	expect(await restore()).toContain("it is damaged (its file ");
	expect(await Bun.file(join(folder.at("copy"), "parlour.db")).exists()).toBe(false);
});

test("an export of the first version, which had less, is taken in", async () => {
	await using folder = await makeFolder();
	const head = { type: "export", version: 1, parlour: "0.0.1", at: 1, accounts: 1, rooms: 1, messages: 1 };
	const account = { id: 1, name: "asha", role: "owner", passwordHash: "$argon2id$x", createdAt: 1 };
	const lobby = {
		id: 1,
		name: "lobby",
		topic: "",
		visibility: "public",
		lobby: true,
		head: 1,
		lastAt: 1,
		createdAt: 1,
	};
	const records = [
		head,
		{ type: "account", ...account },
		{ type: "room", ...lobby },
		{ type: "member", room: 1, user: 1, readSeq: 1, joinedAt: 1 },
		{ type: "message", room: 1, seq: 1, rev: 1, at: 1, author: 1, body: "ahoy" },
		{ type: "end" },
	];
	const path = folder.at("parlour.jsonl");
	await Bun.write(path, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
	await done("import", path, "--data", folder.at("data"));
	expect(everythingIn(folder.at("data"))).toMatchObject({
		accounts: [{ name: "asha", display: null, status: null }],
		rooms: [{ members: [{ user: "asha", notify: "all" }], messages: [{ body: "ahoy", inRoom: true, reactions: [] }] }],
	});
});
