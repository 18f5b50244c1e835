import { Database } from "bun:sqlite";
import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { upload } from "../support/files.ts";
import { makeDataFolder, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
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

test("escapes in what people show of themselves, in reactions, file names and link previews are shown harmlessly too", async () => {
	const data = await makeDataFolder();
	const first = await startParlour({ data, args: ["--announce", "off"] });
	const token = await signUp(first.url, "ben");
	const ben = await connect(first.url, "ben", token);
	const file = await upload(first.url, token, { name: "plan.txt", body: "high tide" });
	ben.post(lobbyOf(ben).id, "plain words", { files: [file] });
	await until(() => textsOf(lobbyOf(ben)).length === 1, "posted");
	const seq =
		lobbyOf(ben)
			.messages.peek()
			.find(({ body }) => body === "plain words")?.seq ?? 0;
	await ben.react(lobbyOf(ben).id, seq, "👍", true);
	const ashaToken = await signUp(first.url, "asha");
	const asha = await connect(first.url, "asha", ashaToken);
	const direct = await ben.openDirect(["asha"]);
	ben.post(direct.id, "a direct word");
	await until(() => ben.outbox.value.length === 0, "posted");
	for (const client of [ben, asha]) client.stop();
	await first[Symbol.asyncDispose]();
	using database = new Database(join(data, "parlour.db"));
	database
		.query("UPDATE users SET display = ?, status_emoji = ?, status_text = ? WHERE name = 'ben'")
		.run(`B${EVIL}`, "\u001B[5m", EVIL);
	const link = { url: "https://example.org", title: EVIL, site: "\u001B[2J" };
	database
		.query("UPDATE messages SET files = ?, links = ?, reactions = ? WHERE body = 'plain words'")
		.run(
			JSON.stringify([{ ...file, name: `x${EVIL}`, type: "image/\u001B[2J" }]),
			JSON.stringify([link]),
			JSON.stringify([{ emoji: "\u001B[2J", users: [1] }]),
		);
	database.close();

	await using server = await startParlour({ data, args: ["--announce", "off"] });
	await using terminal = await seat(server.url, "asha", { columns: 200, rows: 40 });
	const shown = "␛[2J␛[31mred␛]0;owned␇�5Agnp.exe␀end";
	const rows = await terminal.sees(/B␛\[2J␛\[31mred/);
	await terminal.sees(`▎ ␛[2J: ${shown}`);
	await terminal.sees(`[image x${shown} 9 B]`);
	await terminal.sees("␛[2J 1");
	await terminal.press("M-Down");
	await terminal.sees(`B${shown} · ␛[5m ${shown}`);
	await terminal.press("C-n");
	await terminal.sees("marks as read");
	await terminal.press("Escape");
	await terminal.seesNo("marks as read");
	await terminal.enter("/who");
	await terminal.sees(`B${shown}`);
	const all = [...rows, ...(await terminal.screen())].join("");
	expect(all).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
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
	await terminal.sees("Pasted · Enter sends it, Esc takes it back");
	await terminal.press("Escape");
	await terminal.seesNo("one");
	await terminal.paste("three\r\nfour");
	await terminal.sees("four");
	await terminal.press("Enter");
	await until(() => textsOf(lobbyOf(ben)).includes("see: three\nfour"), "what was pasted");
	ben.stop();
});
