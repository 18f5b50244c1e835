import { expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import { ClassicClient } from "../support/classic-client.ts";
import { eventually } from "../support/eventually.ts";
import { startParlour } from "../support/parlour.ts";
import { postJson } from "../support/person.ts";
import { pickSeed, randomFrom } from "../support/seed.ts";
import { done } from "./support/command.ts";
import { makeFolder } from "./support/folders.ts";
import { makeOldInstallation } from "./support/old-installation.ts";
import { everythingIn, lobbyIn } from "./support/stored.ts";

const SIZE = { people: 200, lines: 20_000 };

/** None as long as the store is being made. */
function accountsIn(data: string): number {
	try {
		return everythingIn(data).accounts.length;
	} catch {
		return 0;
	}
}

test("200 people and 20,000 lines move in completely, a second run changes nothing, and people log in as before", async () => {
	const seed = pickSeed();
	console.log(`SEED=${seed}`);
	await using folder = await makeFolder();
	const [old, data] = [folder.at("old"), folder.at("data")];
	const { people, expected, unreadable } = await makeOldInstallation(old, randomFrom(seed), SIZE);

	const began = performance.now();
	const report = await done("import", "classic", old, "--data", data);
	console.log(`imported in ${((performance.now() - began) / 1000).toFixed(1)} s`);
	expect(report).toContain("Accounts: 200 new, 0 here already");
	expect(report).toContain(`Lobby: ${expected.length} new lines, 0 here already`);
	const reported = [...report.matchAll(/chat_backup\.txt:(\d+) {2}it has no tag/g)].map(([, line]) => Number(line));
	expect(reported).toEqual(unreadable);
	expect(lobbyIn(data)).toEqual(expected);

	const before = everythingIn(data);
	const again = performance.now();
	expect(await done("import", "classic", old, "--data", data)).toContain("Nothing is new");
	console.log(`a second time in ${((performance.now() - again) / 1000).toFixed(1)} s`);
	expect(everythingIn(data)).toEqual(before);
	expect(before.accounts.filter(({ role }) => role === "owner").map(({ name }) => name)).toEqual([
		people[0]?.name ?? "",
	]);

	await using server = await startParlour({ data });
	const person = people[123] ?? { name: "", password: "" };
	const right = await postJson(server.url, "/api/login", person);
	expect(await right.json()).toMatchObject({ account: { name: person.name, role: "member" } });
	expect((await postJson(server.url, "/api/login", { ...person, password: "guessed" })).status).toBe(401);
	using client = await ClassicClient.loggedIn(server.classicPort, person.name, person.password);
	await client.untilText(`${person.name} has joined the chat!`);
});

test("what was said after a first import comes in with the next, in its place", async () => {
	const seed = pickSeed();
	console.log(`SEED=${seed}`);
	await using folder = await makeFolder();
	const [old, data] = [folder.at("old"), folder.at("data")];
	const small = { people: 5, lines: 300 };
	await makeOldInstallation(old, randomFrom(seed), small);
	await done("import", "classic", old, "--data", data);
	await rm(old, { recursive: true });
	const { expected } = await makeOldInstallation(old, randomFrom(seed), { ...small, lines: 500 });
	await done("import", "classic", old, "--data", data);
	expect(lobbyIn(data)).toEqual(expected);
});

test("nobody has anything unread after the move", async () => {
	await using folder = await makeFolder();
	const [old, data] = [folder.at("old"), folder.at("data")];
	await makeOldInstallation(old, randomFrom(1), { people: 5, lines: 2500 });
	await done("import", "classic", old, "--data", data);
	const [lobby] = everythingIn(data).rooms;
	expect(new Set(lobby?.members.map(({ readSeq }) => readSeq))).toEqual(new Set([lobby?.head ?? 0]));
});

test("an import that is killed in the middle is finished by the next", async () => {
	await using folder = await makeFolder();
	const [old, data] = [folder.at("old"), folder.at("data")];
	const { expected, people } = await makeOldInstallation(old, randomFrom(2), { people: 60, lines: 300 });
	const child = Bun.spawn([process.execPath, "src/main.ts", "import", "classic", old, "--data", data], {
		stdio: ["ignore", "ignore", "ignore"],
	});
	await eventually(() => accountsIn(data) > 0, "some accounts");
	child.kill("SIGKILL");
	await child.exited;
	expect(lobbyIn(data)).toEqual([]);
	await done("import", "classic", old, "--data", data);
	expect(lobbyIn(data)).toEqual(expected);
	const { accounts } = everythingIn(data);
	expect(accounts.map(({ name }) => name).sort()).toEqual(people.map(({ name }) => name).sort());
	expect(accounts.filter(({ role }) => role === "owner").length).toBe(1);
});
