import { expect, test } from "bun:test";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "../../src/client/client.ts";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, PASSWORD, postJson, until } from "../support/person.ts";
import { done } from "./support/command.ts";
import { type Folder, makeFolder } from "./support/folders.ts";
import { everythingIn, lobbyIn } from "./support/stored.ts";

async function settled(...clients: Client[]): Promise<void> {
	await until(() => clients.every((client) => client.outbox.value.length === 0), "all is posted");
}

/** Two people, three rooms, messages of every kind; the answer is the data folder. */
async function makePlace(folder: Folder): Promise<string> {
	const data = folder.at("data");
	await using server = await startParlour({ data });
	const nadja = await newPerson(server.url, "nadja");
	const jun = await newPerson(server.url, "Jun");
	const lobby = lobbyOf(nadja).id;
	nadja.post(lobby, "first\nwith a second line, and \u2028 in it");
	nadja.post(lobby, "to be edited");
	nadja.post(lobby, "to be deleted");
	await settled(nadja);
	const seqOf = (body: string) =>
		lobbyOf(nadja)
			.messages.peek()
			.find((message) => message.body === body)?.seq ?? 0;
	await nadja.edit(lobby, seqOf("to be edited"), "edited");
	await nadja.delete(lobby, seqOf("to be deleted"));
	for (const visibility of ["public", "private"] as const) {
		const room = await nadja.createRoom({ name: `${visibility}-बात`, visibility, topic: `a ${visibility} topic` });
		nadja.post(room.id, `said in ${visibility}`);
	}
	jun.post(lobby, "from Jun 👋");
	await settled(nadja, jun);
	nadja.stop();
	jun.stop();
	return data;
}

test("an export goes into an empty folder as it was: numbers, members, read marks, passwords; again, nothing is new", async () => {
	await using folder = await makeFolder();
	const data = await makePlace(folder);
	const copy = folder.at("copy");
	const was = everythingIn(data);
	expect(await done("export", folder.at("export"), "--data", data)).toContain("Exported 2 accounts, 3 rooms");
	expect(await done("import", folder.at("export"), "--data", copy, "--dry-run")).toContain("New: 2 accounts, 2 rooms");
	expect(await Bun.file(join(copy, "parlour.db")).exists()).toBe(false);
	const report = await done("import", folder.at("export"), "--data", copy);
	expect(report).toContain("New: 2 accounts, 2 rooms, 4 memberships");
	expect(everythingIn(copy)).toEqual(was);
	expect(await done("import", join(folder.at("export"), "parlour.jsonl"), "--data", copy)).toContain("Nothing is new");
	expect(everythingIn(copy)).toEqual(was);

	await using server = await startParlour({ data: copy });
	const logIn = (password: string) => postJson(server.url, "/api/login", { name: "jun", password });
	expect((await logIn(PASSWORD)).status).toBe(200);
	expect((await logIn("guessed")).status).toBe(401);
});

test("into a place that has gone on, only what is missing comes in, behind what is there, and once", async () => {
	await using folder = await makeFolder();
	const data = await makePlace(folder);
	await done("export", folder.at("export"), "--data", data);
	const other = folder.at("other");
	{
		await using server = await startParlour({ data: other });
		const rina = await newPerson(server.url, "rina");
		rina.post(lobbyOf(rina).id, "here before");
		await settled(rina);
		rina.stop();
	}
	const before = lobbyIn(other);
	const report = await done("import", folder.at("export"), "--data", other);
	expect(report).toContain("Members here, because this place has its owner: nadja");
	const after = everythingIn(other);
	const [lobby] = after.rooms;
	const texts = (data: string) => lobbyIn(data).filter(({ event, body }) => event === null && body !== "");
	expect(lobbyIn(other).slice(0, before.length)).toEqual(before);
	expect(texts(other).slice(1)).toEqual(texts(data));
	expect(lobby?.messages.map(({ seq }) => seq)).toEqual(lobby?.messages.map((_, index) => index + 1) ?? []);
	expect(after.rooms.slice(1)).toEqual(everythingIn(data).rooms.slice(1));
	expect(await done("import", folder.at("export"), "--data", other)).toContain("Nothing is new");
	expect(everythingIn(other)).toEqual(after);
});

test("an export made beside a running server is readable by its owner alone, and by a person as text", async () => {
	await using folder = await makeFolder();
	const exported = folder.at("export");
	await done("export", exported, "--data", await makePlace(folder));
	for (const path of ["parlour.jsonl", "rooms/lobby.txt", "rooms/private-बात.txt"]) {
		expect(((await stat(join(exported, path))).mode & 0o777).toString(8)).toBe("600");
	}
	const text = await Bun.file(join(exported, "rooms/lobby.txt")).text();
	expect(text).toMatch(/^#lobby\n\n\d{4}-\d\d-\d\d\n\d\d:\d\d {2}\* nadja came\n/);
	expect(text).toContain("nadja: first\n       with a second line");
	expect(text).toContain("nadja: edited (edited)\n");
	expect(text).toContain("nadja: (deleted)\n");
	expect(text).not.toContain("to be deleted");
	expect(await Bun.file(join(exported, "rooms/private-बात.txt")).text()).toContain("nadja: said in private\n");
});
