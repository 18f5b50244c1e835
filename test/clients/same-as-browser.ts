import { expect } from "bun:test";
import { eventually } from "../browser/support/eventually.ts";
import type { Seat } from "../browser/support/seat.ts";

const PATIENCE_MS = 30_000;

/** What a browser's page shows as said, line by line, as `NAME: TEXT`: blank lines are none on IRC. */
export async function linesOf(seat: Seat): Promise<string[]> {
	return (await seat.said()).flatMap((said) => {
		const colon = said.indexOf(": ");
		const name = said.slice(0, colon);
		const lines = said.slice(colon + 2).split("\n");
		return lines.filter((line) => line.trim() !== "").map((line) => `${name}: ${line}`);
	});
}

/** On IRC the fences of code are lines of their own. */
function withoutFences(lines: readonly string[]): string[] {
	return lines.filter((line) => !/: ```\w*$/.test(line));
}

/** Waits until an IRC client shows all that the browser shows, by the same people in the same order. */
export async function showsTheSame(client: () => Promise<string[]>, seat: Seat): Promise<void> {
	await eventually(async () => expect(withoutFences(await client())).toEqual(await linesOf(seat)), PATIENCE_MS);
}

/** The same of the last of it, from a line on: who has come back need not be shown all of old. */
export async function showsTheSameSince(first: string, client: () => Promise<string[]>, seat: Seat): Promise<void> {
	await eventually(async () => {
		const shown = withoutFences(await client());
		expect(shown).toContain(first);
		expect(shown).toEqual((await linesOf(seat)).slice(-shown.length));
	}, PATIENCE_MS);
}

/** Waits until somebody is, or is not, among those who are here. */
export async function isHere(seat: Seat, name: string, here: boolean): Promise<void> {
	await seat.people.locator(`.person[data-online="${here}"]`).filter({ hasText: name }).waitFor();
}

/** Waits until the room's log tells of it so many times. */
export async function happens(seat: Seat, what: string, times: number): Promise<void> {
	await eventually(async () =>
		expect((await seat.lines()).filter((line) => line.startsWith(what))).toHaveLength(times),
	);
}
