import { expect, test } from "bun:test";
import { startConsoleCore } from "../../test/console/console-core.ts";
import { COMMANDS } from "./commands/commands.ts";
import { complete } from "./complete.ts";

test("commands are completed by their names, and by the old spelling behind a <", async () => {
	await using host = await startConsoleCore();
	const candidates = async (line: string) => (await complete(host.core, COMMANDS, line))[0];
	expect(await candidates("A")).toEqual(["active users"]);
	expect(await candidates("ki")).toEqual(["kick "]);
	expect(await candidates("<d")).toEqual(["<DELETE CHAT BACKUP> "]);
	expect(await candidates("")).toHaveLength(COMMANDS.length);
	expect(await candidates("say k")).toEqual([]);
});

test("names are completed where a command takes one: people who are connected, rooms", async () => {
	await using host = await startConsoleCore();
	const { person } = await host.connect("asha");
	await host.connect("Ashok");
	(await host.connect("astrid")).leave();
	await host.core.rooms.create(person, { name: "garden", visibility: "public", topic: "" });
	expect(await complete(host.core, COMMANDS, "kick as")).toEqual([["asha", "Ashok"], "as"]);
	expect(await complete(host.core, COMMANDS, "reset-password ")).toEqual([["asha", "Ashok"], ""]);
	expect(await complete(host.core, COMMANDS, "delete chat backup g")).toEqual([["garden"], "g"]);
	expect(await complete(host.core, COMMANDS, "<DELETE CHAT BACKUP> garden f")).toEqual([["force"], "f"]);
});
