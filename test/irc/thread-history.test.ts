import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import type { Room } from "../../src/client/room.ts";
import type { Line } from "../../src/gateways/irc/line/line.ts";
import { eventually } from "../support/eventually.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { askedOf, referenceTo } from "../support/irc-history.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, PASSWORD, signUp } from "../support/person.ts";

const ALL = ["message-tags", "server-time", "batch", "draft/chathistory"];

let server: RunningParlour;
let mara: Client;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	for (const name of ["Jun", "Tom"]) await signUp(server.url, name);
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);
const textsOf = (lines: readonly Line[]) => lines.map(({ params }) => params[1]);
const seqOf = ({ tags }: Line) => Number(tags.get("msgid")?.split("-")[1]);

/** A question, a reply in its thread alone, one that stands in the room too, and something else; what came of them live. */
async function talkIn(irc: RawIrcClient, name: string): Promise<{ room: Room; live: Line[] }> {
	const room = await mara.createRoom({ name, visibility: "public", topic: "" });
	irc.send(`JOIN #${name}`);
	await irc.until("366", /.*/, `#${name}`);
	const live: Line[] = [];
	const post = async (text: string, how: { thread?: number; inRoom?: boolean } = {}) => {
		mara.post(room.id, text, how);
		live.push(await irc.until("PRIVMSG", `#${name}`, new RegExp(`${text}$`)));
	};
	await post("who has the charts");
	const thread = live[0] ? seqOf(live[0]) : 0;
	await post("between us: I do", { thread });
	await post("I do", { thread, inRoom: true });
	await post("to the boats");
	return { room, live };
}

test("draft/chathistory: every reply is in the history as it came, be it in its thread alone, and says what it answers", async () => {
	using irc = await enter("Jun", ...ALL);
	const { live } = await talkIn(irc, "past");
	const expected = ["who has the charts", "↳ Mara: between us: I do", "↳ Mara: I do", "to the boats"];
	expect(textsOf(live)).toEqual(expected);
	const lines = await askedOf(irc, "LATEST #past * 50");
	const looks = ({ source, params, tags }: Line) => {
		const { batch: _, ...rest } = Object.fromEntries(tags);
		return { source, params, rest };
	};
	expect(lines.map(looks)).toEqual(live.map(looks));
	expect(lines[1]?.tags.get("+reply")).toBe(live[0]?.tags.get("msgid") ?? "");

	const [root, hidden, shown, last] = live.map(referenceTo);
	for (const kind of ["id", "time"] as const) {
		const at = (reference: typeof root) => reference?.[kind] ?? "";
		expect(textsOf(await askedOf(irc, `AFTER #past ${at(root)} 1`))).toEqual(expected.slice(1, 2));
		expect(textsOf(await askedOf(irc, `BEFORE #past ${at(shown)} 1`))).toEqual(expected.slice(1, 2));
		expect(textsOf(await askedOf(irc, `AROUND #past ${at(hidden)} 1`))).toEqual(expected.slice(1, 2));
		expect(textsOf(await askedOf(irc, `AFTER #past ${at(hidden)} 50`))).toEqual(expected.slice(2));
		expect(textsOf(await askedOf(irc, `BETWEEN #past ${at(root)} ${at(last)} 50`))).toEqual(expected.slice(1, 3));
		expect(textsOf(await askedOf(irc, `BETWEEN #past ${at(last)} ${at(root)} 50`))).toEqual(expected.slice(1, 3));
	}
});

test("draft/chathistory, TARGETS: a reply in its thread alone is the last that was said", async () => {
	using irc = await enter("Jun", ...ALL);
	const { room, live } = await talkIn(irc, "targets");
	mara.post(room.id, "and late", { thread: live[0] ? seqOf(live[0]) : 0 });
	const late = await irc.until("PRIVMSG", "#targets", "↳ Mara: and late");
	const query = "TARGETS timestamp=2020-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 50";
	const lines = await askedOf(irc, query, "draft/chathistory-targets");
	expect(lines.find(({ params }) => params[1] === "#targets")?.params[2]).toBe(late.tags.get("time") ?? "");
});

test("what was missed has every reply as it would have come, to a client that knows times alone", async () => {
	using irc = await enter("Jun", ...ALL);
	const { live } = await talkIn(irc, "missed");
	using plain = await RawIrcClient.connect(server.ircPort);
	plain.send("CAP REQ :server-time", `PASS :Jun:${PASSWORD}`, "NICK Jun", "USER jun 0 * :Jun", "CAP END");
	await plain.until("366", "Jun", "#missed");
	for (const { params } of live) {
		const line = await plain.until("PRIVMSG", "#missed", params[1] ?? "");
		expect([...line.tags.keys()]).toEqual(["time"]);
	}
});

test("a room in which only a thread went on has something missed too", async () => {
	using irc = await enter("Jun", ...ALL, "draft/read-marker");
	const { room, live } = await talkIn(irc, "threads-only");
	const last = live.at(-1);
	irc.send(`MARKREAD #threads-only timestamp=${last?.tags.get("time")}`);
	await irc.until("MARKREAD", "#threads-only", `timestamp=${last?.tags.get("time")}`);
	mara.post(room.id, "one more", { thread: live[0] ? seqOf(live[0]) : 0 });
	await irc.until("PRIVMSG", "#threads-only", "↳ Mara: one more");
	using plain = await RawIrcClient.connect(server.ircPort);
	plain.send("CAP REQ :server-time batch", `PASS :Jun:${PASSWORD}`, "NICK Jun", "USER jun 0 * :Jun", "CAP END");
	await plain.until("BATCH", /^\+/, "chathistory", "#threads-only");
	const missed = await plain.until("PRIVMSG", "#threads-only");
	expect(missed.params[1]).toBe("↳ Mara: one more");
});

test("soju.im/search: a reply that is found says what it answers", async () => {
	using irc = await enter("Jun", "soju.im/search", "batch", "message-tags");
	await talkIn(irc, "found");
	await eventually(async () => {
		irc.send("SEARCH text=between;in=#found");
		await irc.until("BATCH", /^\+/, "soju.im/search");
		return textsOf(await irc.roundTrip())[0] === "↳ Mara: between us: I do";
	}, "the reply");
});

test("draft/multiline: a reply of several lines says what it answers in the first, live and in the history", async () => {
	using jun = await enter("Jun", ...ALL, "draft/multiline");
	using tom = await enter("Tom", ...ALL);
	const { live } = await talkIn(jun, "lines");
	tom.send("JOIN #lines");
	await tom.until("366", "Tom", "#lines");
	jun.send(
		`@+draft/reply=${live[0]?.tags.get("msgid")} BATCH +1 draft/multiline #lines`,
		"@batch=1 PRIVMSG #lines :one",
		"@batch=1 PRIVMSG #lines :two",
		"BATCH -1",
	);
	await tom.until("PRIVMSG", "#lines", "↳ Mara: one");
	await tom.until("PRIVMSG", "#lines", "two");
	expect(textsOf(await askedOf(tom, "LATEST #lines * 1"))).toEqual(["↳ Mara: one", "two"]);
});
