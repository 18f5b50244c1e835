import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type ConsoleCore, startConsoleCore } from "../../../test/console/console-core.ts";
import { startPipedConsole } from "../../../test/console/piped-console.ts";

async function filesHolding(folder: string, text: string): Promise<string[]> {
	const found: string[] = [];
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const bytes = Buffer.from(await Bun.file(join(entry.parentPath, entry.name)).arrayBuffer());
		if (bytes.includes(text)) found.push(entry.name);
	}
	return found;
}

/** Asha says a secret in the lobby and another in the garden, and leaves. */
async function talk({ core, connect }: ConsoleCore): Promise<void> {
	const { person, leave } = await connect("asha");
	const lobby = await core.rooms.lobby();
	const garden = await core.rooms.create(person, { name: "garden", visibility: "private", topic: "" });
	await core.messages.post(person, { room: lobby.id, body: "said in the lobby: mulberry", nonce: null });
	await core.messages.post(person, { room: garden.id, body: "said in the garden: quince", nonce: null });
	for (let i = 0; i < 200; i++) {
		await core.messages.post(person, { room: garden.id, body: `filler ${i} ${"x".repeat(500)}`, nonce: null });
	}
	leave();
}

test("delete chat backup leaves no copy of any message readable in any file", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	await talk(host);
	expect(await filesHolding(host.folder, "mulberry")).not.toEqual([]);
	expect(await filesHolding(host.folder, "quince")).not.toEqual([]);
	const printed = await piped.run("<DELETE CHAT BACKUP>", /./);
	expect(printed[0]).toMatch(/^Deleted 20\d messages in 2 rooms$/);
	for (const secret of ["mulberry", "quince", "filler"]) expect(await filesHolding(host.folder, secret)).toEqual([]);
});

test("delete chat backup takes the files with it", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	const { person, leave } = await host.connect("asha");
	const origin = { gateway: "test", address: "127.0.0.1" };
	const { token } = await host.core.accounts.openSession(person.account, origin);
	const session = await host.core.accounts.authenticate(token);
	const content = new Blob(["drawn: medlar"]).stream();
	const plan = { name: "plan.txt", contentType: "text/plain", length: null, content };
	const file = await host.core.files.upload(session, origin, plan);
	await host.core.messages.post(person, { room: 1, body: "see", nonce: null, files: [file.id] });
	leave();
	expect(await filesHolding(host.folder, "medlar")).not.toEqual([]);
	await piped.run("delete chat backup", /Deleted/);
	expect(await filesHolding(host.folder, "medlar")).toEqual([]);
});

test("with a room, only its history goes", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	await talk(host);
	expect((await piped.run("delete chat backup #Garden", /./))[0]).toMatch(/^Deleted 20\d messages in 1 room$/);
	expect(await filesHolding(host.folder, "quince")).toEqual([]);
	expect(await filesHolding(host.folder, "mulberry")).not.toEqual([]);
	expect(await piped.run("delete chat backup cellar", /./)).toEqual(["Cannot find a room named cellar"]);
});

test("it is refused while anybody is connected, unless forced", async () => {
	await using host = await startConsoleCore();
	using piped = startPipedConsole(host);
	await talk(host);
	await host.connect("asha");
	for (const [typed, hint] of [
		["<delete chat backup>", "delete chat backup force"],
		["delete chat backup lobby", "delete chat backup lobby force"],
	] as const) {
		expect(await piped.run(typed, /anyway/)).toEqual(["Chatroom Currently Active", `To do it anyway: ${hint}`]);
	}
	expect(await filesHolding(host.folder, "mulberry")).not.toEqual([]);
	expect((await piped.run("delete chat backup lobby FORCE", /./))[0]).toMatch(/^Deleted/);
	expect(await filesHolding(host.folder, "mulberry")).toEqual([]);
	expect((await piped.run("<DELETE CHAT BACKUP> force", /./))[0]).toMatch(/^Deleted 20\d messages in 2 rooms$/);
	expect(await filesHolding(host.folder, "quince")).toEqual([]);
});
