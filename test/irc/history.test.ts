import { expect, test } from "bun:test";
import { RawIrcClient } from "../support/irc-client.ts";
import { askedOf, fill, said } from "../support/irc-history.ts";
import { useIrcPlace } from "../support/irc-place.ts";
import { lobbyOf, PASSWORD, textsOf, until } from "../support/person.ts";

const MODERN = ["message-tags", "server-time", "echo-message", "batch", "labeled-response"];
const ALL = [...MODERN, "draft/chathistory"];

const place = useIrcPlace();
const { enter } = place;

test("draft/chathistory, BETWEEN: from one to the other, without both, whichever comes first", async () => {
	using irc = await enter("Jun", ...ALL);
	const lines = await fill(irc, "#between");
	for (const kind of ["id", "time"] as const) {
		const [first, last] = [lines[0]?.[kind], lines[5]?.[kind]];
		expect(said(await askedOf(irc, `BETWEEN #between ${first} ${last} 50`))).toBe("2345");
		expect(said(await askedOf(irc, `BETWEEN #between ${last} ${first} 50`))).toBe("2345");
		expect(said(await askedOf(irc, `BETWEEN #between ${first} ${last} 2`))).toBe("23");
		expect(said(await askedOf(irc, `BETWEEN #between ${last} ${first} 2`))).toBe("45");
	}
});

test("draft/chathistory: a time between two messages leaves out neither of them", async () => {
	using irc = await enter("Jun", ...ALL);
	const lines = await fill(irc, "#times");
	const third = Date.parse(lines[2]?.time.slice("timestamp=".length) ?? "");
	const after = `timestamp=${new Date(third + 1).toISOString()}`;
	expect(said(await askedOf(irc, `AFTER #times ${after} 50`))).toBe("456");
	expect(said(await askedOf(irc, `BEFORE #times ${after} 50`))).toBe("123");
	expect(said(await askedOf(irc, `AFTER #times ${lines[2]?.time} 50`))).toBe("456");
	expect(said(await askedOf(irc, `LATEST #times ${lines[2]?.time} 50`))).toBe("456");
	expect(said(await askedOf(irc, `AROUND #times ${lines[2]?.id} 3`))).toBe("234");
});

test("draft/event-playback: topics and joins are in the history of those who have it, by the ids they came with, and fill no page of the others", async () => {
	using irc = await enter("Jun", ...ALL, "draft/event-playback");
	using plain = await enter("Tom", ...ALL);
	const ids: string[] = [];
	const lines = await fill(irc, "#events", async (count) => {
		irc.send(`TOPIC #events :topic ${count}`);
		ids.push((await irc.until("TOPIC", "#events", `topic ${count}`)).tags.get("msgid") ?? "");
	});
	const all = await askedOf(irc, "LATEST #events * 4");
	expect(all.map(({ command, params }) => `${command} ${params[1]}`)).toEqual([
		"TOPIC topic 5",
		"PRIVMSG 5",
		"TOPIC topic 6",
		"PRIVMSG 6",
	]);
	expect(all[0]?.tags.get("msgid")).toBe(ids[4] ?? "");
	expect((await askedOf(irc, `BEFORE #events ${lines[0]?.id} 50`))[0]?.command).toBe("JOIN");
	plain.send("JOIN #events");
	await plain.until("366", "Tom", "#events");
	expect(said(await askedOf(plain, "LATEST #events * 4"))).toBe("3456");
});

test("draft/chathistory, TARGETS: the conversations with something new between two times, in their order", async () => {
	using irc = await enter("Jun", ...ALL);
	const from = new Date().toISOString();
	await Bun.sleep(3);
	await fill(irc, "#targets");
	irc.send("PRIVMSG Ada :hello");
	await irc.until("PRIVMSG", "Ada", "hello");
	await Bun.sleep(3);
	const to = new Date().toISOString();
	const query = `TARGETS timestamp=${from} timestamp=${to} 10`;
	const lines = await askedOf(irc, query, "draft/chathistory-targets");
	expect(lines.map(({ command, params }) => `${command} ${params[0]} ${params[1]}`)).toEqual([
		"CHATHISTORY TARGETS #targets",
		"CHATHISTORY TARGETS Ada",
	]);
	expect(lines[1]?.params[2]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
	irc.send("CHATHISTORY TARGETS yesterday today 10");
	await irc.until("FAIL", "CHATHISTORY", "INVALID_PARAMS");
});

test("labeled-response: a history that was asked for with a label is one batch, which carries it", async () => {
	using irc = await enter("Jun", ...ALL);
	await fill(irc, "#labels");
	irc.send("@label=h1 CHATHISTORY LATEST #labels * 2");
	expect((await irc.until("BATCH", /^\+/, "chathistory")).tags.get("label")).toBe("h1");
	expect((await irc.roundTrip()).map(({ command }) => command)).toEqual(["PRIVMSG", "PRIVMSG", "BATCH"]);
});

test("who cannot ask for history is sent what is unread, with its time, when they come", async () => {
	const lobby = lobbyOf(place.mara);
	place.mara.post(lobby.id, "while you were out");
	await until(() => textsOf(lobby).includes("while you were out"), "the message");
	using timed = await RawIrcClient.connect(place.server.ircPort);
	timed.send("CAP REQ :server-time", `PASS :Ada:${PASSWORD}`, "NICK Ada", "USER a 0 * :a", "CAP END");
	const line = await timed.until("PRIVMSG", "#lobby", "while you were out");
	expect(line.tags.has("time")).toBe(true);
	for (const capabilities of ["message-tags", "server-time draft/chathistory"]) {
		using other = await RawIrcClient.connect(place.server.ircPort);
		other.send(`CAP REQ :${capabilities}`, `PASS :Ada:${PASSWORD}`, "NICK Ada", "USER a 0 * :a", "CAP END");
		await other.until("366", "Ada", "#lobby");
		expect((await other.roundTrip()).map(({ command }) => command)).not.toContain("PRIVMSG");
	}
});

test("draft/read-marker: told after a JOIN before the names end, and to one's other clients when it moves", async () => {
	using irc = await enter("Tom", ...ALL, "draft/read-marker");
	irc.send("JOIN #marked");
	await irc.until("MARKREAD", "#marked");
	await irc.until("366", "Tom", "#marked");
	using other = await enter("Tom", ...ALL, "draft/read-marker");
	place.mara.post(lobbyOf(place.mara).id, "mark this");
	const { tags } = await irc.until("PRIVMSG", "#lobby", "mark this");
	await other.until("PRIVMSG", "#lobby", "mark this");
	irc.send(`MARKREAD #lobby timestamp=${tags.get("time")}`);
	await irc.until("MARKREAD", "#lobby", `timestamp=${tags.get("time")}`);
	await other.until("MARKREAD", "#lobby", `timestamp=${tags.get("time")}`);
	irc.send("MARKREAD #lobby timestamp=2020-01-01T00:00:00.000Z");
	await irc.until("MARKREAD", "#lobby", `timestamp=${tags.get("time")}`);
});
