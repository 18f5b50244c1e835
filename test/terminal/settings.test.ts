import { expect, setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("a room is renamed, archived after a question, listed apart, and brought back", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/create bilds");
	await terminal.sees("▌ # bilds");
	await terminal.enter("/invite ben");
	await terminal.sees("ben is in #bilds now");
	await terminal.enter("/rename builds");
	await terminal.sees("▌ # builds");
	const names = () => [...ben.rooms.value.values()].map(({ title }) => title.value);
	await until(() => names().includes("builds"), "ben sees the name");
	await terminal.enter("/archive");
	await terminal.sees("Archive #builds? y/n");
	await terminal.type("y");
	await terminal.sees(/Archived[^\n]*\n[^\n]*▌ # builds/);
	await terminal.sees("# builds · archived, to be read only");
	await terminal.enter("too late");
	await terminal.sees("/retry or /discard");
	await terminal.enter("/discard");
	await terminal.seesNo("/retry or /discard");
	await terminal.enter("/archive");
	await terminal.seesNo("Archived");
	ben.stop();
});

test("/status is what others see, with an emoji by its name or as itself, and goes again", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("2 ●");
	await ben.loadMembers(lobbyOf(ben));
	const status = () => {
		const asha = lobbyOf(ben)
			.members.peek()
			?.find(({ name }) => name === "asha");
		return asha && ben.people.profile(asha.id)?.status;
	};
	await terminal.enter("/status :palm_tree: back on Monday");
	await terminal.sees("You show 🌴 back on Monday");
	await until(() => status()?.text === "back on Monday", "ben sees it");
	expect(status()?.emoji).toBe("🌴");
	await terminal.enter("/who");
	await terminal.sees("● asha  you · 🌴 back on Monday");
	await terminal.press("Escape");
	await terminal.seesNo("People in");
	await terminal.enter("/status 🍜 lunch for 2h");
	await terminal.sees(/You show 🍜 lunch until .*\d\d:\d\d/);
	await until(() => (status()?.until ?? 0) > Date.now(), "it ends by itself");
	await terminal.enter("/status");
	await terminal.sees("You show no status now");
	await until(() => status() === undefined, "it is gone");
	ben.stop();
});

test("calling very many by @room is asked about first", async () => {
	await using server = await startParlour({ args: ["--announce", "off", "--unlimited"] });
	const ben = await newPerson(server.url, "ben");
	for (let n = 1; n <= 20; n++) await signUp(server.url, `person-${n}`);
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("2 ●");
	await terminal.enter("look at `@room`");
	await until(() => textsOf(lobbyOf(ben)).length === 1, "code calls nobody");
	await terminal.enter("dinner, @room");
	await terminal.sees("Tell 21 people by @room? y/n");
	await terminal.type("n");
	await terminal.sees("> dinner, @room");
	await terminal.press("Enter");
	await terminal.sees("y/n");
	await terminal.type("y");
	await until(() => textsOf(lobbyOf(ben)).includes("dinner, @room"), "they are called");
	ben.stop();
});
