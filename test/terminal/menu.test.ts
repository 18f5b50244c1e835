import { expect, setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";
import { startTerminal } from "./support/terminal.ts";

setDefaultTimeout(60_000);

const MENU = "1. Chatroom  2. SignUp  3. Quit";

test("without arguments one is asked for host and port, signs up twice over, and is in; <EXIT> gives the terminal back", async () => {
	await using server = await startParlour();
	await using terminal = await startTerminal([]);
	await terminal.lastRowIs("Host [127.0.0.1]:");
	await terminal.press("Enter");
	await terminal.lastRowIs("Port [8080]:");
	await terminal.enter(String(server.port));
	await terminal.sees(MENU);
	await terminal.sees("the first account owns the place");
	await terminal.enter("2");
	await terminal.lastRowIs("Username:");
	await terminal.enter("asha");
	await terminal.lastRowIs("Password:");
	await terminal.type("one secret");
	await terminal.press("Enter");
	await terminal.lastRowIs("Confirm password:");
	await terminal.type("another");
	await terminal.press("Enter");
	await terminal.sees("The two passwords differ");
	for (const question of ["Password:", "Confirm password:"]) {
		await terminal.lastRowIs(question);
		await terminal.type("one secret");
		await terminal.press("Enter");
	}
	await terminal.sees("Welcome to Parlour");
	await terminal.sees("asha ●");

	await terminal.enter("<EXIT>");
	const rows = await terminal.lastRowIs("[ended with status 0]");
	expect(rows).toContain(MENU);
	expect(rows.join("\n")).not.toContain("Welcome to Parlour");
	expect(rows.join("\n")).not.toMatch(/secret|another/);
});

test("the menu takes 1, 2 and 3, asks again for anything else, and 3 quits", async () => {
	await using server = await startParlour();
	await using terminal = await startTerminal(["127.0.0.1", String(server.port)]);
	await terminal.lastRowIs("Choose:");
	await terminal.enter("chat");
	await terminal.sees("Type 1, 2 or 3");
	await terminal.enter("3");
	await terminal.lastRowIs("[ended with status 0]");
});

test("who has an account logs in by the menu, and is asked again after a wrong password", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using terminal = await startTerminal(["127.0.0.1", String(server.port)]);
	await terminal.lastRowIs("Choose:");
	await terminal.enter("1");
	for (const password of ["wrong", PASSWORD]) {
		await terminal.lastRowIs("Username:");
		await terminal.enter("asha");
		await terminal.lastRowIs("Password:");
		await terminal.type(password);
		await terminal.press("Enter");
		if (password === "wrong") await terminal.sees("Cannot log in: wrong name or password");
	}
	await terminal.sees("asha ●");
});

test("a name that is taken, or a place that takes nobody, leads back to the menu with a word", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using terminal = await startTerminal(["127.0.0.1", String(server.port)]);
	await terminal.lastRowIs("Choose:");
	await terminal.enter("2");
	await terminal.lastRowIs("Username:");
	await terminal.enter("ASHA");
	for (const question of ["Password:", "Confirm password:"]) {
		await terminal.lastRowIs(question);
		await terminal.type("secret");
		await terminal.press("Enter");
	}
	const rows = await terminal.shows((rows) => rows.filter((row) => row === MENU).length === 2, "the menu once more");
	expect(rows.join("\n")).toContain("Cannot use the name ASHA");
});

test("three wrong passwords end it with code 3", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using terminal = await startTerminal([server.url, "--user", "asha"]);
	for (let tries = 1; tries <= 3; tries++) {
		await terminal.shows(
			(rows) => rows.filter((row) => row.startsWith("Password of asha:")).length === tries,
			`question ${tries}`,
		);
		await terminal.type("wrong");
		await terminal.press("Enter");
	}
	await terminal.lastRowIs("[ended with status 3]");
});

test("Ctrl-C at a question leaves", async () => {
	await using server = await startParlour();
	await using terminal = await startTerminal(["127.0.0.1", String(server.port)]);
	await terminal.lastRowIs("Choose:");
	await terminal.press("C-c");
	await terminal.lastRowIs("[ended with status 130]");
});
