import { Database } from "bun:sqlite";
import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { makeDataFolder, startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

const EVIL = "\u001B[2J\u001B[31mred\u001B]0;owned\u0007\u009B5A\u202Egnp.exe\u202C\u0000end";

test("escapes and controls in messages, names of places and topics are shown harmlessly, whatever a server lets through", async () => {
	const data = await makeDataFolder();
	const first = await startParlour({ data });
	const ben = await newPerson(first.url, "ben");
	ben.post(lobbyOf(ben).id, "plain words");
	await until(() => textsOf(lobbyOf(ben)).length === 1, "posted");
	ben.stop();
	await signUp(first.url, "asha");
	await first[Symbol.asyncDispose]();
	// Our own server lets none of this in, but a terminal must not rely on that.
	using database = new Database(join(data, "parlour.db"));
	database.query("UPDATE messages SET body = ? WHERE body = 'plain words'").run(EVIL);
	database.query("UPDATE rooms SET topic = ?").run(EVIL);
	database.close();

	await using server = await startParlour({ data, args: ["--name", `Place${EVIL.replace("\0", "")}`] });
	await using terminal = await seat(server.url, "asha", { columns: 120 });
	const rows = await terminal.sees("␛[2J␛[31mred␛]0;owned␇�5Agnp.exe␀end");
	expect(rows.at(0)).toContain("# lobby · ␛[2J");
	expect(rows.join("\n")).toContain("asha ●");
	expect(rows.join("")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});

test("a pasted megabyte does not freeze the screen, is not sent, says how many characters are too many, and goes by Esc", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.type("before ");
	await terminal.sees("> before");
	const began = performance.now();
	await terminal.paste(`${"a line of the paste\n".repeat(52_429)}`);
	await terminal.sees("1,040,587 characters too many: Esc takes the paste back");
	expect(performance.now() - began).toBeLessThan(10_000);
	await terminal.press("Enter");
	await terminal.type("x");
	await terminal.sees("1,040,588 characters too many: a message has 8,000 at most");
	await terminal.press("BSpace");
	await terminal.sees("1,040,587 characters too many");
	expect(textsOf(lobbyOf(ben))).toEqual([]);
	await terminal.press("C-c");
	await terminal.seesNo("too many");
	await terminal.enter("after");
	await until(() => textsOf(lobbyOf(ben)).includes("after"), "what is said after");
	expect(textsOf(lobbyOf(ben))).toEqual(["after"]);
	ben.stop();
});

test("pasted lines wait in the composer, and Esc takes them back", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.type("see: ");
	await terminal.paste("one\ntwo\n");
	await terminal.sees("> see: one");
	await terminal.press("Escape");
	await terminal.seesNo("one");
	await terminal.paste("three\r\nfour");
	await terminal.sees("four");
	await terminal.press("Enter");
	await until(() => textsOf(lobbyOf(ben)).includes("see: three\nfour"), "what was pasted");
	ben.stop();
});
