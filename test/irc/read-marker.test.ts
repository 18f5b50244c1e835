import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { referenceTo, timeOf } from "../support/irc-history.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, PASSWORD, signUp } from "../support/person.ts";

const MODERN = ["message-tags", "server-time", "echo-message", "batch", "labeled-response"];
const ALL = [...MODERN, "draft/read-marker"];

let server: RunningParlour;
let mara: Client;
/** Jun's. */
let token: string;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	token = await signUp(server.url, "Jun");
	for (const name of ["Tom", "Ada"]) await signUp(server.url, name);
	await mara.createRoom({ name: "not-mine", visibility: "public", topic: "" });
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

/** A room of Mara's with messages of hers, that Jun has joined and read nothing of. */
async function readingIn(irc: RawIrcClient, name: string) {
	const room = await mara.createRoom({ name, visibility: "public", topic: "" });
	irc.send(`JOIN #${name}`);
	await irc.until("366", /.*/, `#${name}`);
	const references = [];
	for (const text of ["1", "2", "3"]) {
		mara.post(room.id, text);
		references.push(referenceTo(await irc.until("PRIVMSG", `#${name}`, text)));
		await Bun.sleep(5);
	}
	const [one, two, three] = references;
	if (!one || !two || !three) throw new Error("three were said");
	return { room, one, two, three };
}

const stamp = (at: number) => `timestamp=${new Date(at).toISOString()}`;

test("draft/read-marker, client set command: the answer is how far they have read, with the label, and it never goes back", async () => {
	using irc = await enter("Jun", ...ALL);
	const { room, one, two, three } = await readingIn(irc, "marks");
	const marked = async (time: string) => {
		irc.send(`@label=m MARKREAD #marks ${time}`);
		const { params, tags } = await irc.until("MARKREAD", "#marks");
		expect(tags.get("label")).toBe("m");
		expect(await irc.roundTrip()).toEqual([]);
		return params[1];
	};
	expect(await marked(one.time)).toBe(one.time);
	expect(await marked(stamp(timeOf(two)))).toBe(two.time);
	// Between two messages, it is the first that was read, and the time is kept all the same.
	const between = stamp(timeOf(two) + 1);
	expect(await marked(between)).toBe(between);
	for (const earlier of [two.time, one.time, "timestamp=2000-01-01T00:00:00.000Z"]) {
		expect(await marked(earlier)).toBe(between);
	}
	const jun = await connect(server.url, "Jun", token);
	expect(jun.rooms.value.get(room.id)?.readSeq.value).toBe(Number(two.id.split("-")[1]));
	jun.stop();
	expect(await marked(three.time)).toBe(three.time);
	// Nobody has read what is not yet said.
	const now = timeOf({ id: "", time: (await marked("timestamp=2100-01-01T00:00:00.000Z")) ?? "" });
	expect(now).toBeGreaterThan(timeOf(three));
	expect(now).toBeLessThanOrEqual(Date.now());
	irc.send("MARKREAD #MARKS");
	await irc.until("MARKREAD", "#marks", stamp(now));
});

test("draft/read-marker, Command flows: a time that is no message's comes to one's other clients too, and to later ones", async () => {
	using irc = await enter("Jun", ...ALL);
	using other = await enter("Jun", ...ALL);
	const { two } = await readingIn(irc, "silence");
	irc.send(`MARKREAD #silence ${two.time}`);
	await other.until("MARKREAD", "#silence", two.time);
	irc.send(`MARKREAD #silence ${stamp(timeOf(two) + 1)}`);
	await other.until("MARKREAD", "#silence", stamp(timeOf(two) + 1));
	using later = await enter("Jun", ...MODERN);
	later.send("MARKREAD #silence");
	await later.until("MARKREAD", "#silence", stamp(timeOf(two) + 1));
});

test("draft/read-marker: who goes back in a browser is not held by a time that a client gave", async () => {
	using irc = await enter("Jun", ...ALL);
	const { room, one, two, three } = await readingIn(irc, "back");
	irc.send(`MARKREAD #back ${three.time}`, "MARKREAD #back timestamp=2100-01-01T00:00:00.000Z");
	await irc.until("MARKREAD", "#back", three.time);
	const jun = await connect(server.url, "Jun", token);
	const own = jun.rooms.value.get(room.id) ?? expect.unreachable();
	await jun.markUnread(own, Number(two.id.split("-")[1]));
	await irc.until("MARKREAD", "#back", one.time);
	jun.stop();
});

test("draft/read-marker: that people come and go is no message that was read", async () => {
	using irc = await enter("Jun", ...ALL);
	irc.send("JOIN #doors");
	await irc.until("MARKREAD", "#doors", "*");
	irc.send("MARKREAD #doors timestamp=2020-01-01T00:00:00.000Z", "PART #doors", "JOIN #doors");
	await irc.until("PART", "#doors");
	await irc.until("MARKREAD", "#doors", "timestamp=2020-01-01T00:00:00.000Z");
});

test("draft/read-marker: a client without the capability is answered too, and told nothing else", async () => {
	using irc = await enter("Jun", ...MODERN);
	using other = await enter("Jun", ...ALL);
	const { one, two } = await readingIn(irc, "plain");
	irc.send(`MARKREAD #plain ${one.time}`);
	await irc.until("MARKREAD", "#plain", one.time);
	await other.until("MARKREAD", "#plain", one.time);
	other.send(`MARKREAD #plain ${two.time}`);
	await other.until("MARKREAD", "#plain", two.time);
	expect(await irc.roundTrip()).toEqual([]);
});

test("draft/read-marker, Command flows: it is told after each JOIN before the names end, and as soon as one reads on elsewhere", async () => {
	using irc = await enter("Jun", ...ALL);
	const { room, two, three } = await readingIn(irc, "flows");
	irc.send(`MARKREAD #flows ${two.time}`);
	await irc.until("MARKREAD", "#flows", two.time);
	using later = await RawIrcClient.connect(server.ircPort);
	later.send(`CAP REQ :${ALL.join(" ")}`, `PASS :Jun:${PASSWORD}`, "NICK Jun", "USER jun 0 * :Jun", "CAP END");
	await later.until("JOIN", "#flows");
	await later.until("MARKREAD", "#flows", two.time);
	await later.until("366", "Jun", "#flows");
	using tom = await enter("Tom", ...ALL);
	tom.send("JOIN #flows");
	await tom.until("366", "Tom", "#flows");
	const jun = await connect(server.url, "Jun", token);
	const own = jun.rooms.value.get(room.id) ?? expect.unreachable();
	await jun.markRead(own, Number(three.id.split("-")[1]));
	await irc.until("MARKREAD", "#flows", three.time);
	await later.until("MARKREAD", "#flows", three.time);
	jun.stop();
	// Nobody else is told.
	expect((await tom.roundTrip()).map(({ command }) => command)).not.toContain("MARKREAD");
});

test("draft/read-marker: a reply in its thread alone is read like any message", async () => {
	using irc = await enter("Jun", ...ALL);
	const { room, one } = await readingIn(irc, "threads");
	mara.post(room.id, "there", { thread: Number(one.id.split("-")[1]) });
	const reply = referenceTo(await irc.until("PRIVMSG", "#threads", "↳ Mara: there"));
	irc.send(`MARKREAD #threads ${reply.time}`);
	await irc.until("MARKREAD", "#threads", reply.time);
});

test("draft/read-marker, client get command: of a person, their name and how far one has read; * where nothing was said", async () => {
	using irc = await enter("Jun", ...ALL);
	irc.send("MARKREAD aDA");
	await irc.until("MARKREAD", "Ada", "*");
	irc.send("MARKREAD Ada timestamp=2020-01-01T00:00:00.000Z", "MARKREAD Ada");
	for (let answers = 0; answers < 2; answers++) {
		await irc.until("MARKREAD", "Ada", "timestamp=2020-01-01T00:00:00.000Z");
	}
	using tom = await enter("Tom", ...ALL);
	tom.send("PRIVMSG Jun :psst");
	const { time } = referenceTo(await irc.until("PRIVMSG", "Jun", "psst"));
	irc.send(`MARKREAD tom ${time}`);
	await irc.until("MARKREAD", "Tom", time);
});

test("draft/read-marker, client get command: of what there is not, and of what one does not see, nothing is known to be read", async () => {
	using irc = await enter("Jun", ...ALL);
	for (const target of ["#nowhere", "#not-mine", "nobody"]) {
		irc.send(`MARKREAD ${target}`);
		await irc.until("MARKREAD", target, "*");
	}
});

test.each([
	["MARKREAD", ["NEED_MORE_PARAMS"]],
	["MARKREAD #nowhere timestamp=2020-01-01T00:00:00.000Z", ["INVALID_PARAMS", "#nowhere"]],
	["MARKREAD nobody timestamp=2020-01-01T00:00:00.000Z", ["INVALID_PARAMS", "nobody"]],
	["MARKREAD *", ["INVALID_PARAMS", "*"]],
	["MARKREAD :a name", ["INVALID_PARAMS", "*"]],
	["MARKREAD #not-mine timestamp=2020-01-01T00:00:00.000Z", ["INVALID_PARAMS", "#not-mine"]],
	["MARKREAD #lobby *", ["INVALID_PARAMS", "*"]],
	["MARKREAD #lobby timestamp=today", ["INVALID_PARAMS", "timestamp=today"]],
	["MARKREAD #lobby 2026-01-01T00:00:00.000Z", ["INVALID_PARAMS", "2026-01-01T00:00:00.000Z"]],
])("draft/read-marker, Errors and Warnings: %s", async (line, expected) => {
	using irc = await enter("Jun", ...ALL);
	irc.send(line);
	expect((await irc.until("FAIL", "MARKREAD")).params.slice(1, -1)).toEqual(expected);
});
