import { expect, test } from "bun:test";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { blobPath } from "../../src/runtime/blob-folder.ts";
import { backUp } from "../../src/store/sqlite/moving/backup-file.ts";
import { newTalker, talk } from "../faults/talker.ts";
import { freshLog } from "../faults/whole-log.ts";
import { startParlour } from "../support/parlour.ts";
import { PASSWORD, postJson, signUp, until } from "../support/person.ts";
import { done } from "./support/command.ts";
import { makeFolder } from "./support/folders.ts";
import { makeFullPlace } from "./support/full-place.ts";
import { everythingIn } from "./support/stored.ts";

const PEOPLE = 20;

test("a backup taken while twenty people talk has all that was acknowledged before it, and a server starts on it", async () => {
	await using folder = await makeFolder();
	const seqOf = new Map<string, number>();
	let enough = () => {};
	const ears = {
		sent() {},
		posted: ({ nonce, seq }: { nonce: string; seq: number }) => {
			seqOf.set(nonce, seq);
			if (seqOf.size >= 2000) enough();
		},
	};
	await using server = await startParlour({ args: ["--unlimited"] });
	const names = Array.from({ length: PEOPLE }, (_, index) => `talker-${index + 1}`);
	const tokens = await Promise.all(names.map((name) => signUp(server.url, name)));
	const clients = await Promise.all(
		names.map((name, index) => newTalker(() => server.url, { name, token: tokens[index] ?? "" }, ears)),
	);
	const reached = new Promise<void>((resolve) => {
		enough = resolve;
	});
	const talks = clients.map((client, index) => talk(client, (number) => `${names[index]} says ${number}`));
	await reached;
	const acknowledged = new Map(seqOf);
	const backup = folder.at("b.db");
	expect(await done("backup", backup, "--data", server.data)).toContain(`Backed up to ${backup}`);
	const during = seqOf.size - acknowledged.size;
	for (const talking of talks) talking.stop();
	await until(() => clients.every((client) => client.outbox.value.length === 0), "everything acknowledged");
	for (const client of clients) client.stop();
	console.log(`${acknowledged.size} messages before the backup, ${during} while it was made`);
	expect(during).toBeGreaterThan(0);
	expect(((await stat(backup)).mode & 0o777).toString(8)).toBe("600");
	expect(await readdir(folder.path)).toEqual(["b.db"]);

	const elsewhere = folder.at("elsewhere");
	expect(await done("restore", backup, "--data", elsewhere)).toContain(`Restored into ${elsewhere}`);
	await using restored = await startParlour({ data: elsewhere });
	const login = await postJson(restored.url, "/api/login", { name: "talker-7", password: PASSWORD });
	expect(login.status).toBe(200);
	const log = await freshLog(restored.url, "talker-8", tokens[7] ?? "");
	const kept = new Map(log.map(({ nonce, seq }) => [nonce ?? "", seq]));
	expect([...acknowledged].filter(([nonce, seq]) => kept.get(nonce) !== seq)).toEqual([]);
	expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
}, 120_000);

test("--replace puts a backup in the place of data, and keeps those aside", async () => {
	await using folder = await makeFolder();
	const [data, backup] = [folder.at("data"), folder.at("b.db")];
	await done("import", "classic", join(import.meta.dir, "sample"), "--data", data);
	const then = everythingIn(data);
	await done("backup", backup, "--data", data);
	{
		await using server = await startParlour({ data });
		await signUp(server.url, "nadja");
		// A crash leaves a write-ahead log, which belongs to the old data alone.
		await server.kill();
	}
	const crashed = everythingIn(data);
	expect(crashed.accounts.length).toBe(then.accounts.length + 1);
	const report = await done("restore", backup, "--data", data, "--replace");
	expect(everythingIn(data)).toEqual(then);
	const aside = report.match(/What was there before is in (.+)/)?.[1] ?? "";
	expect(aside).toStartWith(join(data, "replaced-"));
	expect(everythingIn(aside)).toEqual(crashed);
});

test("a backup tells how far it is with the files, as it copies and as it checks them", async () => {
	await using folder = await makeFolder();
	const { data, contents } = await makeFullPlace(folder.at("data"));
	const steps: string[] = [];
	const told = (what: string) => (done: number, all: number) => void steps.push(`${what} ${done} of ${all}`);
	const pathOf = (hash: string) => blobPath(join(data, "files"), hash);
	backUp(join(data, "parlour.db"), folder.at("b.db"), pathOf, { copied: told("copied"), checked: told("checked") });
	const each = (what: string) => contents.map((_, index) => `${what} ${index} of ${contents.length}`);
	expect(steps).toEqual([...each("copied"), ...each("checked")]);
});
