import { setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("mentions are counted as @2, unread messages as a number, and a muted room asks for nothing", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const builds = await ben.createRoom({ name: "builds", visibility: "public", topic: "" });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/join builds");
	await terminal.sees("▌ # builds");
	await terminal.press("M-Up");
	await terminal.sees("▌ # lobby");
	ben.post(builds.id, "nothing for anybody");
	await terminal.sees(/# builds +1 │/);
	ben.post(builds.id, "a word, @asha");
	ben.post(builds.id, "and one for @room");
	await terminal.sees(/# builds +@2 │/);
	await terminal.sees(/Inbox +2 │/);
	await terminal.press("M-Down");
	await terminal.sees("@asha");
	await terminal.seesNo(/# builds +@2 │/);
	await terminal.enter("/notify none");
	await terminal.sees("# builds · muted");
	await terminal.press("M-Up");
	ben.post(builds.id, "once more, @asha");
	await terminal.sees(/# builds +@1 │/);
	await terminal.seesNo(/Inbox +\d/);
	ben.stop();
});

test("the inbox lists threads, mentions and unread rooms, and is worked off with the keyboard", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const lobby = lobbyOf(ben);
	const [builds, notes] = [
		await ben.createRoom({ name: "builds", visibility: "public", topic: "" }),
		await ben.createRoom({ name: "notes", visibility: "public", topic: "" }),
	];
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("the question");
	await until(() => textsOf(lobby).includes("the question"), "the question");
	for (const name of ["builds", "notes"]) {
		await terminal.enter(`/join ${name}`);
		await terminal.sees(`▌ # ${name}`);
	}
	await terminal.enter("/create away private");
	await terminal.sees("▌ ◆ away");
	const root = lobby.messages.peek().find(({ body }) => body === "the question")?.seq ?? 0;
	// One after the other: the latest stands first.
	for (const post of [
		() => ben.post(lobby.id, "the answer", { thread: root }),
		() => ben.post(builds.id, "red again"),
		() => ben.post(builds.id, "green again"),
		() => ben.post(notes.id, "have a look, @asha"),
	]) {
		post();
		await until(() => ben.outbox.value.length === 0, "posted");
	}
	await terminal.sees(/Inbox +2 │/);
	await terminal.press("C-n");
	await terminal.sees(/“the question” {2}1 new[\s\S]*ben: the answer/);
	await terminal.sees(/@ ben {2}#notes[\s\S]*have a look, @asha/);
	await terminal.sees("# builds  2 new");
	await terminal.sees(/│ ▌ @ ben {2}#notes/);
	await terminal.press("Down");
	await terminal.sees(/│ ▌ # builds/);
	await terminal.type("r");
	await terminal.seesNo("2 new");
	await terminal.press("Up");
	await terminal.sees(/│ ▌ @ ben {2}#notes/);
	await terminal.press("Enter");
	await terminal.sees("▌ # notes");
	await terminal.sees("have a look, @asha");
	await terminal.sees(/Inbox +1 │/);
	await terminal.press("C-n");
	await terminal.sees(/│ ▌ ↳ “the question” {2}1 new/);
	await terminal.press("Enter");
	await terminal.sees("Thread in #lobby");
	await terminal.sees("the answer");
	await terminal.seesNo(/Inbox +\d/);
	await terminal.enter("/inbox");
	await terminal.seesNo("1 new");
	ben.stop();
});
