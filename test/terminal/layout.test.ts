import { expect, setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, textsOf, until } from "../support/person.ts";
import { seat } from "./support/terminal.ts";

setDefaultTimeout(60_000);

const ESC = "\u001B";
const LONG = "A sentence that is long enough to need more than one row in a window that is not a wide one";

/** No row is longer than the window, and what must stand somewhere does. */
function fits(rows: string[], columns: number, height: number): boolean {
	const says = (text: string) => rows.some((row) => row.includes(text));
	return (
		rows.length === height &&
		rows.every((row) => row.length <= columns) &&
		says("still being written") &&
		says("# lobby") &&
		rows.at(-1)?.startsWith(" asha ●") === true
	);
}

test("a window of any size shows all there must be: 100, 80, 60 and 30 columns, and back, with what is being written", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	ben.post(lobbyOf(ben).id, LONG);
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.type("still being written");
	for (const [columns, rows] of [
		[100, 30],
		[80, 24],
		[60, 24],
		[30, 10],
		[60, 12],
		[100, 30],
	] as const) {
		await terminal.resize(columns, rows);
		const hasRooms = (lines: string[]) => lines.some((line) => line.includes("▌ # lobby"));
		await terminal.shows(
			(lines) => fits(lines, columns, rows) && hasRooms(lines) === columns >= 80,
			`all of it in ${columns} columns, the rooms from 80`,
		);
	}
	ben.stop();
});

test("at 60 columns the rooms come and go by Ctrl B, and what is unread elsewhere is told", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	const room = await ben.createRoom({ name: "builds", visibility: "public", topic: "" });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha", { columns: 60, rows: 24 });
	await terminal.enter("/join builds");
	await terminal.sees("# builds");
	await terminal.press("M-Down");
	await terminal.sees("# lobby");
	ben.post(room.id, "hello");
	await terminal.sees("1 unread · Ctrl B rooms");
	await terminal.press("C-b");
	await terminal.sees(/# builds +1 │/);
	await terminal.press("C-b");
	await terminal.seesNo("▌ # lobby");
	ben.stop();
});

test("thread, inbox, search and lists fit windows of 120, 60 and 30 columns, and nothing of the screen is pushed away", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	const ben = await newPerson(server.url, "ben");
	await signUp(server.url, "asha");
	const lobby = lobbyOf(ben);
	ben.post(lobby.id, `${LONG} 潮汐数据导入成功`);
	await until(() => textsOf(lobby).length === 1, "posted");
	const seq = lobby.messages.peek().at(-1)?.seq ?? 0;
	for (const emoji of ["👍", "🎉", "👩‍👩‍👧‍👦", "🇵🇹", "❤️"]) await ben.react(lobby.id, seq, emoji, true);
	ben.post(lobby.id, LONG, { thread: seq, inRoom: true });
	ben.post(lobby.id, `@asha ${LONG}`, { thread: seq });
	await ben.pin(lobby.id, seq, true);
	await using terminal = await seat(server.url, "asha");
	await terminal.sees("↳ 2 replies");
	const views: [open: string, sees: string][] = [
		["/thread", "↳ Thread in"],
		["/inbox", "@ ben"],
		["/search sentence", "Search: sentence"],
		["/pins", "Pinned in"],
		["/who", "People in"],
		["/help", "Keys"],
	];
	for (const [columns, height] of [
		[120, 30],
		[60, 24],
		[30, 10],
	] as const) {
		await terminal.resize(columns, height);
		for (const [open, sees] of views) {
			await terminal.enter(open);
			await terminal.shows(
				(rows) =>
					rows.some((row) => row.includes(sees)) &&
					rows.length === height &&
					rows.every((row) => row.length <= columns) &&
					rows.at(-1)?.startsWith(" asha ●") === true,
				`${open} in ${columns} columns`,
			);
			await terminal.press("Escape");
			await terminal.seesNo(sees);
		}
	}
	ben.stop();
});

test("what went wrong is told in full where one row is too short for it, and nothing is pushed away", async () => {
	await using server = await startParlour({ args: ["--announce", "off"] });
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha", { columns: 50, rows: 20 });
	await terminal.enter("/frobnicate");
	const rows = await terminal.sees(/No command [\w /:]+ lists\s+them, \/\/ sends it as text\s+> \/frobnicate/);
	expect(rows[0]).toStartWith("# lobby");
	expect(rows.length).toBe(20);
	expect(rows.at(-1)).toContain(" asha ●");
	await terminal.press("Escape");
	await terminal.seesNo("No command");
});

test("NO_COLOR shows no colour; without it, names have theirs", async () => {
	await using server = await startParlour();
	const ben = await newPerson(server.url, "ben");
	ben.post(lobbyOf(ben).id, "see [this](https://example.org) and `that`");
	await signUp(server.url, "asha");
	const colour = new RegExp(`${ESC}\\[(?:[\\d;]*;)?(?:3[0-7]|9[0-7]|4[0-7])(?:;[\\d;]*)?m`);
	await using plain = await seat(server.url, "asha", { env: { NO_COLOR: "1" } });
	await plain.sees("see this");
	expect(await plain.styled()).not.toMatch(colour);
	expect(await plain.styled()).toContain(`${ESC}[1m`);
	await using coloured = await seat(server.url, "asha");
	await coloured.sees("see this");
	expect(await coloured.styled()).toMatch(colour);
	ben.stop();
});

test("the cursor stands where one writes, after wide letters too", async () => {
	await using server = await startParlour();
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.type("潮汐 🌅 x");
	await terminal.sees("> 潮汐 🌅 x");
	expect(await terminal.cursor()).toEqual([23 + 2 + 4 + 1 + 2 + 2, 28]);
	await terminal.press("Left", "Left", "Left");
	while ((await terminal.cursor())[0] !== 23 + 2 + 5);
	await terminal.press("BSpace");
	await terminal.sees("> 潮汐🌅 x");
});

test.each([
	["#fdf6e3", "34", "36"],
	["#002b36", "96", "34"],
])(
	"on a background that the terminal tells as %s the colours are ones to be read there",
	async (background, accent, unfit) => {
		await using server = await startParlour();
		await signUp(server.url, "asha");
		await using terminal = await seat(server.url, "asha", { background });
		const chosenRoom = (colour: string) => new RegExp(`${ESC}\\[(?:\\d+;)*${colour}m(?:${ESC}\\[[\\d;]*m| )*▌`);
		await terminal.sees("▌ # lobby");
		while (!chosenRoom(accent).test(await terminal.styled())) await Bun.sleep(20);
		expect(await terminal.styled()).not.toMatch(chosenRoom(unfit));
		// The terminal's answer is no key, and is shown nowhere.
		await terminal.enter("still works");
		await terminal.sees(/asha {2,}still works/);
		const rows = await terminal.screen();
		expect(rows.join("")).not.toContain("rgb:");
		expect(rows[0]).toStartWith(" Parlour             │ # lobby");
	},
);
