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
	const { one, two, three } = await readingIn(irc, "marks");
	const marked = async (time: string) => {
		irc.send(`@label=m MARKREAD #marks ${time}`);
		const { params, tags } = await irc.until("MARKREAD", "#marks");
		expect(tags.get("label")).toBe("m");
		expect(await irc.roundTrip()).toEqual([]);
		return params[1];
	};
	expect(await marked(one.time)).toBe(one.time);
	// Between two messages, it is the first that was read.
	expect(await marked(stamp(timeOf(two) + 1))).toBe(two.time);
	expect(await marked(stamp(timeOf(two)))).toBe(two.time);
	expect(await marked(one.time)).toBe(two.time);
	expect(await marked("timestamp=2000-01-01T00:00:00.000Z")).toBe(two.time);
	expect(await marked("timestamp=2100-01-01T00:00:00.000Z")).toBe(three.time);
	irc.send("MARKREAD #MARKS");
	await irc.until("MARKREAD", "#marks", three.time);
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
	irc.send("MARKREAD Ada timestamp=2100-01-01T00:00:00.000Z");
	await irc.until("MARKREAD", "Ada", "*");
	using tom = await enter("Tom", ...ALL);
	tom.send("PRIVMSG Jun :psst");
	const { time } = referenceTo(await irc.until("PRIVMSG", "Jun", "psst"));
	irc.send(`MARKREAD tom ${time}`);
	await irc.until("MARKREAD", "Tom", time);
});

test.each([
	["MARKREAD", ["NEED_MORE_PARAMS"]],
	["MARKREAD #nowhere", ["INVALID_PARAMS", "#nowhere"]],
	["MARKREAD nobody", ["INVALID_PARAMS", "nobody"]],
	["MARKREAD *", ["INVALID_PARAMS", "*"]],
	["MARKREAD :a name", ["INVALID_PARAMS", "*"]],
	["MARKREAD #not-mine", ["INVALID_PARAMS", "#not-mine"]],
	["MARKREAD #lobby *", ["INVALID_PARAMS", "*"]],
	["MARKREAD #lobby timestamp=today", ["INVALID_PARAMS", "timestamp=today"]],
	["MARKREAD #lobby 2026-01-01T00:00:00.000Z", ["INVALID_PARAMS", "2026-01-01T00:00:00.000Z"]],
])("draft/read-marker, Errors and Warnings: %s", async (line, expected) => {
	using irc = await enter("Jun", ...ALL);
	irc.send(line);
	expect((await irc.until("FAIL", "MARKREAD")).params.slice(1, -1)).toEqual(expected);
});
