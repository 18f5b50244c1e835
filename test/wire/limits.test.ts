import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Answers } from "../../src/protocol/down.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { type Guest, newGuest } from "./gathering.ts";

let server: RunningParlour;
let calm: Guest;
beforeAll(async () => {
	server = await startParlour({ args: ["--announce", "off"] });
	calm = await newGuest(server, "calm");
});
afterAll(() => server[Symbol.asyncDispose]());

type Request = { t: keyof Answers } & Record<string, unknown>;

const FLOODS: [string, (n: number, seq: number) => Request][] = [
	["reactions", (n, seq) => ({ t: "react", room: 1, seq, emoji: "👍", on: n % 2 === 0 })],
	["pins", (n, seq) => ({ t: "pin", room: 1, seq, on: n % 2 === 0 })],
	["threads", (_, seq) => ({ t: "thread", room: 1, root: seq })],
	["pages", () => ({ t: "history", room: 1, limit: 200 })],
	["inboxes", () => ({ t: "inbox" })],
	["edits", (_, seq) => ({ t: "edits", room: 1, seq })],
	["lists of pins", () => ({ t: "pins", room: 1 })],
	["saved messages", () => ({ t: "saved" })],
	["saving", (n, seq) => ({ t: "save", room: 1, seq, on: n % 2 === 0 })],
	["drafts", (n) => ({ t: "draft", room: 1, body: `draft ${n}` })],
	["following", (n, seq) => ({ t: "follow", room: 1, root: seq, on: n % 2 === 0 })],
	["notification levels", (n) => ({ t: "notify", room: 1, level: n % 2 === 0 ? "none" : "all" })],
	["markers", (n) => ({ t: "read", room: 1, seq: n })],
	["lookups of people", () => ({ t: "people", query: "a" })],
	["direct rooms", () => ({ t: "direct", names: ["calm"] })],
	["profiles", (n) => ({ t: "profile", display: `name ${n}` })],
	["searches", (n) => ({ t: "search", query: `word${n}` })],
];

async function flood(guest: Guest, request: (n: number) => Request): Promise<number> {
	const answers = await Promise.all(Array.from({ length: 250 }, (_, n) => guest.socket.ask(request(n))));
	const refused = answers.filter(({ t }) => t === "error");
	for (const answer of refused) {
		expect(answer).toMatchObject({ code: "rate_limited", retryAfterMs: expect.any(Number) });
	}
	return refused.length;
}

test.each(FLOODS)("a flood of %s is slowed, for its maker alone", async (what, request) => {
	const name = `f${Bun.hash(what).toString(36)}`;
	const guest = await newGuest(server, name);
	const seq = await guest.post(1, "hello");
	await calm.post(1, "so that there is somebody else");
	expect(await flood(guest, (n) => request(n, seq))).toBeGreaterThan(20);
	await calm.ask({ t: "history", room: 1, limit: 1 });
	guest.socket.close();
});

test("calls to everybody are slowed sooner than other messages", async () => {
	const guest = await newGuest(server, "caller");
	const post = (body: string) => guest.socket.ask({ t: "post", room: 1, nonce: crypto.randomUUID(), body });
	const calls = await Promise.all(Array.from({ length: 20 }, (_, n) => post(`@here ${n}`)));
	expect(calls.filter(({ t }) => t === "error").length).toBe(10);
	expect((await post("without a call")).t).toBe("posted");
	guest.socket.close();
});
