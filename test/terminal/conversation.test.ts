import { expect, setDefaultTimeout, test } from "bun:test";
import { createHttpApi } from "../../src/client/http-api.ts";
import { launchChromium } from "../support/chromium.ts";
import { ClassicClient } from "../support/classic-client.ts";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

test("a terminal, a browser and a classic client talk with each other", async () => {
	await using server = await startParlour();
	const token = await signUp(server.url, "ben");
	await signUp(server.url, "asha");
	await signUp(server.url, "old-hand");
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		const { ticket } = await createHttpApi(async (method, path, body, bearer) => {
			const headers = { "Content-Type": "application/json", Authorization: `Bearer ${bearer}` };
			const response = await fetch(`${server.url}${path}`, { method, headers, body: JSON.stringify(body) });
			return { ok: response.ok, status: response.status, json: await response.json() };
		}).ticket(token);
		await page.goto(`${server.url}/?ticket=${ticket}`);
		const write = page.getByRole("textbox", { name: "Message", exact: true });
		await write.waitFor();
		const log = page.getByRole("log", { name: "Messages" });
		await using terminal = await seat(server.url, "asha");
		using classic = await ClassicClient.loggedIn(server.classicPort, "old-hand", "correct horse");
		await terminal.sees(/old-hand has\s[\s│]*joined the chat/);
		await terminal.sees("3 ●");

		await write.fill("**Bold** words and `code`");
		await write.press("Enter");
		await terminal.sees(/ben {2,}Bold words and code/);
		classic.say("I am still here");
		await terminal.sees(/old-hand {2,}I am still here/);
		await log.getByText("I am still here").waitFor();
		await terminal.enter("Both of you: _look_");
		await log.getByText("Both of you:").locator("em").waitFor();
		await classic.until(({ text }) => text.includes("Both of you: _look_"));

		await write.pressSequentially("hm");
		await terminal.sees("ben is typing…");
		await write.press("Enter");
		await terminal.seesNo("ben is typing…");
		await terminal.enter("/edit Both of you: done");
		await log.getByText("Both of you: done").waitFor();
		await classic.until(({ text }) => text.includes("Both of you: done (edited)"));
	} finally {
		await browser.close();
	}
});

test("what one types is told to the others, and several lines are one message, by each of three ways", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	const lobby = lobbyOf(ben);
	await terminal.type("one");
	await until(() => lobby.typing.value.some(({ name }) => name === "asha"), "ben sees asha typing");
	await terminal.press("C-j");
	await terminal.type("two");
	await terminal.press("M-Enter");
	await terminal.type("three\\");
	await terminal.sees("three\\");
	await terminal.press("Enter");
	await terminal.seesNo("three\\");
	await terminal.enter("four");
	await until(() => textsOf(lobby).includes("one\ntwo\nthree\nfour"), "four lines");
	ben.stop();
});

test("one's last message is edited in the composer, or at once, and deleted after a question", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	const lobby = lobbyOf(ben);
	await terminal.enter("teh first");
	await until(() => textsOf(lobby).includes("teh first"), "the first");
	await terminal.enter("/edit");
	await terminal.sees("edit> teh first");
	await terminal.press("C-u");
	await terminal.enter("the first");
	await until(() => textsOf(lobby).includes("the first"), "mended");
	await terminal.sees("the first (edited)");
	await terminal.enter("/edit the very first");
	await until(() => textsOf(lobby).includes("the very first"), "mended again");
	await terminal.enter("/delete");
	await terminal.sees("Delete “the very first”? y/n");
	await terminal.type("n");
	await terminal.seesNo("y/n");
	expect(textsOf(lobby)).toContain("the very first");
	await terminal.enter("/delete");
	await terminal.sees("y/n");
	await terminal.type("y");
	await terminal.sees("message deleted");
	await until(() => textsOf(lobby).length === 0, "gone");
	ben.stop();
});

test("rooms are made, joined, named, left and jumped to, and tell what is unread", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	const builds = await ben.createRoom({ name: "builds", visibility: "public", topic: "" });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/join builds");
	await terminal.sees("▌ # builds");
	await terminal.enter("/topic Green since Monday");
	await terminal.sees("# builds · Green since Monday");
	await terminal.enter("/create cellar private");
	await terminal.sees("▌ ◆ cellar");
	await terminal.enter("/invite ben");
	await until(() => [...ben.rooms.value.values()].some(({ info }) => info.value.name === "cellar"), "ben is in");

	ben.post(builds.id, "red again");
	ben.post(builds.id, "and green");
	await terminal.sees(/# builds +2/);
	await terminal.press("C-k");
	await terminal.sees("Jump to a room");
	await terminal.type("bui");
	await terminal.sees("Jump: bui");
	await terminal.press("Enter");
	await terminal.sees(/── New ──[\s\S]*red again[\s\S]*and green/);
	await terminal.seesNo(/# builds +2/);
	await terminal.press("M-Down");
	await terminal.sees("▌ ◆ cellar");
	await terminal.enter("/leave");
	await terminal.sees("Leave private #cellar? y/n");
	await terminal.type("n");
	await terminal.seesNo("y/n");
	await terminal.sees("▌ ◆ cellar");
	await terminal.enter("/leave");
	await terminal.sees("y/n");
	await terminal.type("y");
	await terminal.sees("You left #cellar");
	await terminal.seesNo("◆ cellar");
	ben.stop();
});

test("/me, /who, /rooms and /help work; what is unknown or refused is told, and stays in the composer", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.enter("/me waves");
	await until(() => textsOf(lobbyOf(ben)).includes("/me waves"), "the wave");
	await terminal.sees(/asha +waves/);
	await terminal.enter("/who");
	await terminal.sees("● asha  you");
	await terminal.sees("● ben");
	await terminal.press("Escape");
	await terminal.seesNo("People in #lobby");
	await terminal.enter("/rooms");
	await terminal.sees("Rooms that anybody can join");
	await terminal.press("Escape");
	await terminal.seesNo("Rooms that anybody can join");
	await terminal.enter("/help");
	await terminal.sees("Send the message");
	await terminal.press("Escape");
	await terminal.seesNo("Send the message");
	await terminal.enter("/leave");
	await terminal.sees("Cannot leave the lobby");
	await terminal.sees("> /leave");
	await terminal.press("C-c");
	await terminal.enter("/frobnicate");
	await terminal.sees("No command is called /frobnicate");
	await terminal.press("C-c");
	await terminal.enter("//not a command");
	await until(() => textsOf(lobbyOf(ben)).includes("/not a command"), "the slash");
	await terminal.type("?");
	await terminal.sees("Send the message");
	await terminal.type("?");
	await terminal.sees("> ?");
	ben.stop();
});

test("arrow up brings back what was sent, and arrow down what was being written", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	for (const text of ["first words", "second words"]) {
		await terminal.enter(text);
		await terminal.sees(new RegExp(`${text}[\\s\\S]*> *\\n`));
	}
	await terminal.type("a draft");
	await terminal.press("Up");
	await terminal.sees("> second words");
	await terminal.press("Up");
	await terminal.sees("> first words");
	await terminal.press("Down", "Down");
	await terminal.sees("> a draft");
});

test("a host who kicks somebody ends their screen with a word and code 3", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	server.type("kick asha");
	const rows = await terminal.lastRowIs("[ended with status 3]");
	expect(rows.at(-2)).toStartWith("parlour: ");
});
