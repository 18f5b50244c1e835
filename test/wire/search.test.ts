import { afterAll, beforeAll, expect, test } from "bun:test";
import type { AnswerTo } from "../../src/protocol/down.ts";
import { eventually } from "../support/eventually.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const LOBBY = 1;

let server: RunningParlour;
let asha: RawSocket;
let mara: RawSocket;
let outsider: RawSocket;

beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	const enter = async (name: string) => RawSocket.enter(server.url, await signUp(server.url, name));
	// The first account owns the place; private rooms are not its business either.
	outsider = await enter("outsider");
	asha = await enter("asha");
	mara = await enter("Mara");
});
afterAll(() => server[Symbol.asyncDispose]());

async function search(who: RawSocket, query: string, before?: number): Promise<AnswerTo<"search">> {
	const answer = await who.ask({ t: "search", query, ...(before === undefined ? {} : { before }) });
	if (answer.t !== "found") throw new Error(JSON.stringify(answer));
	return answer;
}

async function bodies(who: RawSocket, query: string): Promise<string[]> {
	return (await search(who, query)).items.map(({ message }) => message.body);
}

async function say(who: RawSocket, body: string, room = LOBBY): Promise<number> {
	const answer = await who.ask({ t: "post", room, nonce: crypto.randomUUID(), body });
	if (answer.t !== "posted") throw new Error(JSON.stringify(answer));
	return answer.seq;
}

async function makePrivate(who: RawSocket, name: string): Promise<number> {
	const answer = await who.ask({ t: "create", name, visibility: "private" });
	if (answer.t !== "joined") throw new Error(JSON.stringify(answer));
	return answer.room.id;
}

async function untilFound(who: RawSocket, query: string, count = 1): Promise<void> {
	await eventually(async () => (await bodies(who, query)).length === count, `found: ${query}`);
}

test("a message is found soon after it was posted, where it stands, by words, by filters and by both", async () => {
	const seq = await say(mara, "The lanterns of Leixões are lit");
	await untilFound(asha, "lantern");
	for (const query of [
		"LEIXOES lit",
		'"lanterns of leix"',
		"lantern from:mara",
		"from:@MARA in:lobby lantern -dark",
		"in:#lobby from:mara after:2020",
		"from:mara before:2099-01-01 lit",
	]) {
		expect([query, await bodies(asha, query)]).toEqual([query, ["The lanterns of Leixões are lit"]]);
	}
	const { items, terms, next } = await search(asha, 'lantern "of leix" from:mara');
	expect(items).toMatchObject([{ room: LOBBY, message: { seq, kind: "text", author: { name: "Mara" } } }]);
	expect(terms).toEqual(["lantern", "of leix"]);
	expect(next).toBeNull();
	expect(await bodies(mara, "from:me lantern")).toHaveLength(1);
	expect(await bodies(asha, "from:me lantern")).toEqual([]);
});

test("names that nobody has, rooms that there are not, and dates that are none find nothing and are no errors", async () => {
	for (const query of [
		"lantern from:nobody",
		"lantern in:nowhere",
		"lantern before:yesterday-ish",
		"lantern on:2026-02-31",
		"lantern from:mara from:asha",
		"lantern is:thread",
		"lantern has:file",
		"lantern -lit",
		"",
		"   ",
		'""',
		":)",
	]) {
		expect([query, await bodies(asha, query)]).toEqual([query, []]);
	}
});

test("a query of 1,000 characters is answered, and a longer one refused", async () => {
	const long = "lantern ".repeat(200).slice(0, 1000);
	expect(await bodies(asha, long)).toHaveLength(1);
	expect(await asha.ask({ t: "search", query: "x".repeat(10_000) })).toMatchObject({ t: "error", code: "bad_request" });
	await asha.roundtrip();
});

test("only members find what is said in a private room, and only as long as they are members", async () => {
	const den = await makePrivate(asha, "den");
	await say(asha, "the password is swordfish", den);
	await untilFound(asha, "swordfish");
	for (const query of ["swordfish", "from:asha", "in:den", "from:asha swordfish in:den", "after:2020"]) {
		expect((await bodies(outsider, query)).join()).not.toContain("swordfish");
	}
	expect(await search(outsider, "den")).toMatchObject({ items: [], rooms: [] });
	await asha.ask({ t: "invite", room: den, name: "mara" });
	expect(await bodies(mara, "swordfish in:den")).toEqual(["the password is swordfish"]);
	await mara.ask({ t: "leave", room: den });
	expect(await bodies(mara, "swordfish")).toEqual([]);
	expect(await bodies(mara, "in:den")).toEqual([]);
});

test("in:@name is what was said to each other alone", async () => {
	const direct = await asha.ask({ t: "direct", names: ["mara"] });
	if (direct.t !== "joined") throw new Error(JSON.stringify(direct));
	await say(asha, "a word between us about lanterns", direct.room.id);
	await untilFound(mara, "in:@asha");
	expect(await bodies(asha, "lanterns in:@mara")).toEqual(["a word between us about lanterns"]);
	expect(await bodies(outsider, "lanterns in:@mara")).toEqual([]);
	expect(await bodies(outsider, `in:direct:${direct.room.id}`)).toEqual([]);
});

test("what was deleted or edited away is not found by the next search", async () => {
	const first = await say(asha, "an anchor lost");
	const second = await say(asha, "an anchor found");
	await untilFound(mara, "anchor", 2);
	await asha.ask({ t: "delete", room: LOBBY, seq: first });
	expect(await bodies(mara, "anchor")).toEqual(["an anchor found"]);
	await asha.ask({ t: "edit", room: LOBBY, seq: second, body: "a buoy found" });
	expect(await bodies(mara, "anchor")).toEqual([]);
	await untilFound(mara, "buoy");
});

test("pages follow each other without doubles and without gaps", async () => {
	for (let index = 0; index < 45; index++) await say(asha, `gull ${index}`);
	await untilFound(mara, "gull 44");
	const seen: string[] = [];
	let page = await search(mara, "gull");
	expect(page.items).toHaveLength(20);
	for (;;) {
		seen.push(...page.items.map(({ message }) => message.body));
		if (page.next === null) break;
		page = await search(mara, "gull", page.next);
		expect([page.people, page.rooms]).toEqual([[], []]);
	}
	expect(seen).toEqual(Array.from({ length: 45 }, (_, index) => `gull ${44 - index}`));
});

test("people and rooms are found beside messages: one's own rooms and public ones", async () => {
	await asha.ask({ t: "create", name: "marathon", visibility: "public" });
	await makePrivate(asha, "mara-secret");
	const { people, rooms } = await search(outsider, "mara lantern");
	expect(people.map(({ name }) => name)).toEqual(["Mara"]);
	expect(rooms.map(({ name, joined }) => [name, joined])).toEqual([["marathon", false]]);
	expect((await search(asha, "MARA")).rooms.map(({ name }) => name).sort()).toEqual(["mara-secret", "marathon"]);
});

test("who searches too often is told when to try again", async () => {
	await using limited = await startParlour({ args: ["--announce", "off"] });
	await using eager = await RawSocket.enter(limited.url, await signUp(limited.url, "eager"));
	const answers = await Promise.all(Array.from({ length: 60 }, () => eager.ask({ t: "search", query: "x" })));
	const refused = answers.filter((answer) => answer.t === "error");
	expect(refused.length).toBeGreaterThan(30);
	for (const refusal of refused) expect(refusal).toMatchObject({ code: "rate_limited" });
	expect(refused.every((refusal) => refusal.t === "error" && (refusal.retryAfterMs ?? 0) > 0)).toBe(true);
});

test("what was found in a session before is found after a restart, and what was queued too", async () => {
	const queued = Promise.all(Array.from({ length: 200 }, (_, index) => say(asha, `restart ${index}`)));
	await queued;
	await server.kill();
	const { data } = server;
	server = await startParlour({ data, args: ["--unlimited", "--announce", "off"] });
	const login = await fetch(`${server.url}/api/login`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ name: "asha", password: "correct horse" }),
	});
	const { token } = (await login.json()) as { token: string };
	await using again = await RawSocket.enter(server.url, token);
	await untilFound(again, "restart 199");
	await untilFound(again, '"restart 0"');
	expect(await bodies(again, "lantern from:mara")).toHaveLength(1);
});
