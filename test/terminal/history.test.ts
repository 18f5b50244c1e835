import { expect, setDefaultTimeout, test } from "bun:test";
import { startParlour } from "../support/parlour.ts";
import { lobbyOf, newPerson, signUp, until } from "../support/person.ts";
import { seat, type Terminal } from "./support/terminal.ts";

setDefaultTimeout(120_000);

const COUNT = 2000;

/** So many messages, `message 1` to `message N`. */
async function talkALot(url: string): Promise<void> {
	const ben = await newPerson(url, "ben");
	const lobby = lobbyOf(ben);
	for (let n = 1; n <= COUNT; n++) {
		ben.post(lobby.id, `message ${n}`);
		if (n % 100 === 0) await until(() => ben.outbox.value.length === 0, `${n} messages`);
	}
	ben.stop();
}

function numbersOn(rows: string[]): number[] {
	return rows.flatMap((row) => /message (\d+)/.exec(row)?.[1] ?? []).map(Number);
}

/** The screen when it has been drawn to its end. */
async function steady(terminal: Terminal): Promise<string[]> {
	let before = "";
	return terminal.shows((rows) => {
		const now = rows.join("\n");
		const same = now === before;
		before = now;
		return same;
	}, "a screen that stays");
}

async function scrollTo(terminal: Terminal, wanted: string): Promise<Set<number>> {
	const seen = new Set<number>();
	for (;;) {
		const rows = await steady(terminal);
		for (const number of numbersOn(rows)) seen.add(number);
		if (rows.join("\n").includes(wanted)) return seen;
		const before = numbersOn(rows)[0];
		await terminal.press("PPage");
		await terminal.shows((rows) => numbersOn(rows)[0] !== before, "something older than before");
	}
}

test("one scrolls back through 2,000 messages to the first, seeing each, and Esc is back at the newest", async () => {
	await using server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	await talkALot(server.url);
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees(`message ${COUNT}`);
	const seen = await scrollTo(terminal, "Welcome to Parlour");
	const missed = Array.from({ length: COUNT }, (_, index) => index + 1).filter((number) => !seen.has(number));
	expect(missed).toEqual([]);
	await terminal.sees("Esc goes to the newest");
	await terminal.press("Escape");
	await terminal.sees(`message ${COUNT}`);
	await terminal.seesNo("Esc goes to the newest");
});

test("what comes in while one reads what is older does not move it, and is counted", async () => {
	await using server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	await talkALot(server.url);
	const cara = await newPerson(server.url, "cara");
	await signUp(server.url, "asha");
	await using terminal = await seat(server.url, "asha");
	await terminal.sees(`message ${COUNT}`);
	await terminal.press("PPage");
	const before = numbersOn(await terminal.sees("Esc goes to the newest"));
	cara.post(lobbyOf(cara).id, "news from below");
	expect(numbersOn(await terminal.sees("1 new below"))).toEqual(before);
	await terminal.press("Escape");
	await terminal.sees("news from below");
	cara.stop();
});
