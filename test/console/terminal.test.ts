import { expect, setDefaultTimeout, test } from "bun:test";
import { startTerminalHost } from "./terminal-host.ts";

setDefaultTimeout(60_000);

const PROMPT = "parlour>";

test("a person types commands at a prompt and reads the answers", async () => {
	await using host = await startTerminalHost();
	await host.steer("connect asha");
	await host.enter("<ACTIVE USERS>");
	const rows = await host.lastRowIs(PROMPT);
	expect(rows).toEqual(["parlour> <ACTIVE USERS>", "1 active user", "  asha  web", PROMPT]);
});

test("Tab completes commands, then the names of who is connected", async () => {
	await using host = await startTerminalHost();
	await host.steer("connect asha");
	await host.type("ki");
	await host.lastRowIs("parlour> ki");
	await host.press("Tab");
	await host.lastRowIs("parlour> kick");
	await host.type("a");
	await host.lastRowIs("parlour> kick a");
	await host.press("Tab");
	await host.lastRowIs("parlour> kick asha");
	await host.press("Enter");
	await host.shows((rows) => rows.includes("asha was disconnected, and every session of asha ended"), "the kick");
	await host.lastRowIs(PROMPT);
});

test("arrow up brings back the commands typed before, but not the answer to a question", async () => {
	await using host = await startTerminalHost();
	for (const line of ["rooms", "delete chat backup"]) {
		await host.enter(line);
		await host.shows(
			(rows) => rows.at(-1) === (line === "rooms" ? PROMPT : "Type yes to delete:"),
			`an end of ${line}`,
		);
	}
	await host.enter("no");
	await host.lastRowIs(PROMPT);
	await host.press("Up");
	await host.lastRowIs("parlour> delete chat backup");
	await host.press("Up");
	await host.lastRowIs("parlour> rooms");
});

test("a line that the server prints while one types harms neither the prompt nor what is typed", async () => {
	await using host = await startTerminalHost();
	await host.type("say hello everyXody");
	await host.lastRowIs("parlour> say hello everyXody");
	await host.press("Left", "Left", "Left", "Left");
	await host.steer("print asha has joined the chat!");
	await host.steer("print ben has joined the chat!");
	const rows = await host.lastRowIs("parlour> say hello everyXody");
	expect(rows).toEqual(["asha has joined the chat!", "ben has joined the chat!", "parlour> say hello everyXody"]);
	// The cursor is where it was, too.
	await host.press("Delete");
	await host.type("b");
	await host.lastRowIs("parlour> say hello everybody");
});

test("so it is where what is typed fills several rows, and after the window was resized", async () => {
	await using host = await startTerminalHost({ columns: 40 });
	// Tmux keeps in its history what was cleared from the very top of the screen, and a resize brings it back.
	await host.steer("print zero");
	const fromZero = (rows: string[], count: number) => rows.slice(rows.indexOf("zero")).slice(0, count);
	const typed = `say ${"0123456789".repeat(9)}`;
	await host.type(typed);
	const whole = (rows: string[]) => rows.join("").endsWith(`parlour> ${typed}`);
	await host.shows(whole, "what was typed");
	for (const news of ["one", "two", "three"]) await host.steer(`print ${news}`);
	let rows = await host.shows((rows) => whole(rows) && rows.includes("three"), "the news above what was typed");
	expect(fromZero(rows, 5)).toEqual(["zero", "one", "two", "three", `parlour> ${typed}`.slice(0, 40)]);
	await host.resize(60, 24);
	while ((await host.steer("columns")) !== "60");
	await host.steer("print four");
	rows = await host.shows((rows) => whole(rows) && rows.includes("four"), "what was typed, in the new size");
	expect(fromZero(rows, 6)).toEqual(["zero", "one", "two", "three", "four", `parlour> ${typed}`.slice(0, 60)]);
	await host.press("Enter");
	await host.shows((rows) => rows.at(-1) === PROMPT && rows.includes("Said in the lobby"), "that it was said");
});

test("deletion asks first, saying how much goes, and only yes deletes", async () => {
	await using host = await startTerminalHost();
	await host.steer("post a secret");
	expect(await host.steer("messages")).toBe("1");
	for (const answer of ["", "y", "no", "yes"]) {
		await host.enter("delete chat backup");
		const rows = await host.lastRowIs("Type yes to delete:");
		expect(rows.at(-2)).toBe("1 message in 1 room would be deleted for ever");
		await host.enter(answer);
		const done = await host.lastRowIs(PROMPT);
		expect(done.at(-2)).toBe(answer === "yes" ? "Deleted 1 message in 1 room" : "Nothing was deleted");
	}
});

test("somebody who connects while the question stands stops the deletion", async () => {
	await using host = await startTerminalHost();
	await host.steer("post a secret");
	await host.enter("<DELETE CHAT BACKUP>");
	await host.lastRowIs("Type yes to delete:");
	await host.steer("connect ben");
	await host.enter("yes");
	const rows = await host.lastRowIs(PROMPT);
	expect(rows.at(-3)).toBe("Chatroom Currently Active");
	expect(await host.steer("messages")).toBe("1");
});

test("Ctrl-C drops what is typed, then answers no to a question, then stops the server", async () => {
	await using host = await startTerminalHost();
	await host.type("say something unwise");
	await host.lastRowIs("parlour> say something unwise");
	await host.press("C-c");
	await host.lastRowIs(PROMPT);
	await host.enter("delete chat backup");
	await host.lastRowIs("Type yes to delete:");
	await host.type("ye");
	await host.press("C-c");
	const rows = await host.lastRowIs(PROMPT);
	expect(rows.at(-2)).toBe("Nothing was deleted");
	await host.press("C-c");
	await host.lastRowIs("[ended with status 0]");
});

test("the end of the input closes the console, and the server goes on", async () => {
	await using host = await startTerminalHost();
	await host.press("C-d");
	await host.lastRowIs("The console is closed; the server goes on. Ctrl-C stops it");
	await host.steer("print still here");
	await host.lastRowIs("still here");
});

test("a terminal that goes away takes nothing with it, and what was half typed is not run", async () => {
	await using host = await startTerminalHost();
	await host.type("say half a");
	await host.lastRowIs("parlour> say half a");
	await host.hangUp();
	for (let i = 0; i < 10; i++) expect(await host.steer("print to nobody")).toBe("done");
	expect(await host.steer("messages")).toBe("0");
});

test("exit stops the server, and the process ends by itself, with status 0", async () => {
	await using host = await startTerminalHost();
	await host.enter("<EXIT>");
	const rows = await host.lastRowIs("[ended with status 0]");
	expect(rows).toEqual(["parlour> <EXIT>", "Stopping", "Stopped", "[ended with status 0]"]);
});
