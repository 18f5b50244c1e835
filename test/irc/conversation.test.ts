import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import type { Room } from "../../src/client/room.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, until } from "../support/person.ts";

const MODERN = ["message-tags", "server-time", "account-tag", "echo-message", "batch", "labeled-response"];

let server: RunningParlour;
let mara: Client;
let tokens: string[];
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	tokens = [await signUp(server.url, "Mara"), await signUp(server.url, "Jun"), await signUp(server.url, "Tom")];
	mara = await connect(server.url, "Mara", tokens[0] ?? "");
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const jun = (...capabilities: string[]) => RawIrcClient.loggedIn(server.ircPort, "Jun", PASSWORD, ...capabilities);
const saysIn = (room: Room, text: string) => room.messages.value.find(({ body }) => body === text);

test("RFC 2812 3.3.1: a browser's message comes as PRIVMSG, and an IRC client's in the browser, formatting both ways", async () => {
	using irc = await jun();
	const lobby = lobbyOf(mara);
	mara.post(lobby.id, "**Morning** from `mara`");
	const line = await irc.until("PRIVMSG", "#lobby");
	expect(line.source).toBe("Mara!Mara@parlour");
	expect(line.params[1]).toBe("\u0002Morning\u0002 from \u0011mara\u0011");
	expect(line.tags.size).toBe(0);
	irc.send("PRIVMSG #lobby :\u0002hello\u000F there");
	await until(() => saysIn(lobby, "**hello** there") !== undefined, "the message in the browser");
	expect(await irc.roundTrip()).toEqual([]);
});

test("server-time, account-tag, message-ids, labeled-response: time, account and msgid to those who asked for them; echo-message returns one's own with its label", async () => {
	using irc = await jun(...MODERN);
	mara.post(lobbyOf(mara).id, "with tags");
	const { tags } = await irc.until("PRIVMSG", "#lobby", "with tags");
	expect(tags.get("account")).toBe("Mara");
	expect(tags.get("msgid")).toMatch(/^\d+-\d+$/);
	expect(Math.abs(Date.parse(tags.get("time") ?? "") - Date.now())).toBeLessThan(60_000);
	irc.send("@label=one PRIVMSG #lobby :mine");
	expect((await irc.until("PRIVMSG", "#lobby", "mine")).tags.get("label")).toBe("one");
	irc.send("@label=two PONG x", "@label=three PING y");
	expect((await irc.until("ACK")).tags.get("label")).toBe("two");
	expect((await irc.until("PONG")).tags.get("label")).toBe("three");
});

test("RFC 2812 2.3: several lines are several PRIVMSGs, and a long line is cut between words below 512 bytes", async () => {
	using irc = await jun();
	mara.post(lobbyOf(mara).id, `first\n\n${"潮汐 ".repeat(200).trim()}`);
	await irc.until("PRIVMSG", "#lobby", "first");
	const lines = (await irc.roundTrip()).map(({ params }) => params[1] ?? "");
	expect(lines.join(" ")).toBe("潮汐 ".repeat(200).trim());
	for (const line of lines) {
		expect(Buffer.byteLength(`:Mara!Mara@parlour PRIVMSG #lobby :${line}\r\n`)).toBeLessThanOrEqual(512);
	}
});

test("CTCP, ACTION: /me is an ACTION both ways, and other CTCP requests go to no browser", async () => {
	using irc = await jun();
	mara.post(lobbyOf(mara).id, "/me waves");
	await irc.until("PRIVMSG", "#lobby", "\u0001ACTION waves\u0001");
	irc.send("PRIVMSG #lobby :\u0001ACTION nods\u0001", "PRIVMSG #lobby :\u0001VERSION\u0001");
	await until(() => saysIn(lobbyOf(mara), "/me nods") !== undefined, "the action");
	await irc.roundTrip();
	expect(lobbyOf(mara).messages.value.filter(({ body }) => body.includes("VERSION"))).toEqual([]);
});

test("RFC 2812 3.2.1 and 3.2.2: JOIN makes a room or joins it, everybody in it hears it, and it lasts over a reconnect; PART leaves", async () => {
	using tom = await RawIrcClient.loggedIn(server.ircPort, "Tom", PASSWORD, "extended-join");
	{
		using irc = await jun();
		irc.send("JOIN #tides");
		await irc.until("JOIN", "#tides");
		expect((await irc.until("353", "Jun", "=", "#tides")).params[3]).toBe("@Jun");
		await irc.until("366", "Jun", "#tides");
		tom.send("JOIN #tides");
		await tom.until("JOIN", "#tides", "Tom", "Tom");
		expect((await irc.until("JOIN", "#tides")).source).toBe("Tom!Tom@parlour");
	}
	using again = await RawIrcClient.connect(server.ircPort);
	again.send(`PASS :Jun:${PASSWORD}`, "NICK Jun", "USER jun 0 * :Jun");
	await again.until("JOIN", "#tides");
	again.send("TOPIC #tides :high at six", "PART #tides");
	expect((await tom.until("TOPIC", "#tides")).params[1]).toBe("high at six");
	expect((await tom.until("PART", "#tides")).source).toBe("Jun!Jun@parlour");
	await again.until("PART", "#tides");
	again.send("PRIVMSG #tides :still here?");
	await again.until("404", "Jun", "#tides");
});

test("RFC 2812 3.2.1 and 3.2.7: a private room is there for its members alone; an invitation brings one in", async () => {
	using irc = await jun("invite-notify");
	const room = await mara.createRoom({ name: "crew", visibility: "private", topic: "" });
	irc.send("JOIN #crew");
	await irc.until("473", "Jun", "#crew");
	irc.send("LIST");
	const listed = (await irc.roundTrip()).filter(({ command }) => command === "322").map(({ params }) => params[1]);
	expect(listed).toContain("#lobby");
	expect(listed).not.toContain("#crew");
	await mara.invite(room.id, "Jun");
	await irc.until("JOIN", "#crew");
	await irc.until("353", "Jun", "@", "#crew");
});

test("RFC 2812 3.3.1: a query is a direct room: both sides see it, on every client of theirs", async () => {
	using irc = await jun("echo-message");
	using other = await jun();
	irc.send("PRIVMSG mara :psst");
	expect((await irc.until("PRIVMSG", "Mara", "psst")).source).toBe("Jun!Jun@parlour");
	await other.until("PRIVMSG", "Mara", "psst");
	const direct = () => [...mara.rooms.value.values()].find((room) => room.info.value.visibility === "direct");
	await until(() => direct() !== undefined, "the direct room");
	const room = direct();
	if (!room) throw new Error("no direct room");
	mara.post(room.id, "what is it");
	const line = await irc.until("PRIVMSG", "Jun", "what is it");
	expect(line.source).toBe("Mara!Mara@parlour");
	irc.send("PRIVMSG nobody-at-all :hello?");
	await irc.until("401", "Jun", "nobody-at-all");
});

test("reply, react and draft/message-redaction: edits come as a reply to what was edited, deletions as REDACT, reactions as TAGMSG; and those three go in too", async () => {
	using irc = await jun(...MODERN, "draft/message-redaction");
	using plain = await jun();
	const lobby = lobbyOf(mara);
	mara.post(lobby.id, "the frist word");
	const { tags } = await irc.until("PRIVMSG", "#lobby", "the frist word");
	const msgid = tags.get("msgid") ?? "";
	await until(() => saysIn(lobby, "the frist word") !== undefined, "the message in the browser");
	const { seq } = saysIn(lobby, "the frist word") ?? { seq: 0 };
	await mara.edit(lobby.id, seq, "the first word");
	const edit = await irc.until("PRIVMSG", "#lobby", "(edited) the first word");
	expect(edit.tags.get("+draft/reply")).toBe(msgid);
	const editId = edit.tags.get("msgid") ?? "";
	expect(editId).not.toBe(msgid);
	// By whichever line somebody answers, it is the message that they mean.
	irc.send(`@+draft/react=🚢;+draft/reply=${editId} TAGMSG #lobby`);
	await irc.until("TAGMSG", "#lobby");
	await mara.react(lobby.id, seq, "👍", true);
	const reaction = await irc.until("TAGMSG", "#lobby");
	expect(reaction.tags.get("+draft/react")).toBe("👍");
	expect(reaction.tags.get("+draft/reply")).toBe(msgid);
	irc.send(`@+draft/react=🎉;+draft/reply=${msgid} TAGMSG #lobby`);
	await until(() => saysIn(lobby, "the first word")?.reactions?.length === 3, "the reaction in the browser");
	await mara.delete(lobby.id, seq);
	await irc.until("REDACT", "#lobby", msgid);
	irc.send("PRIVMSG #lobby :a slip");
	const slip = (await irc.until("PRIVMSG", "#lobby", "a slip")).tags.get("msgid") ?? "";
	irc.send(`REDACT #lobby ${slip}`, "REDACT #lobby 999-999");
	await irc.until("REDACT", "#lobby", slip);
	await irc.until("FAIL", "REDACT", "UNKNOWN_MSGID");
	expect((await plain.roundTrip()).map(({ command }) => command)).not.toContain("REDACT");
});

test("reply, Format: a thread's reply says what it answers, and +draft/reply answers in a thread", async () => {
	using irc = await jun(...MODERN);
	const lobby = lobbyOf(mara);
	mara.post(lobby.id, "who has the charts?");
	const root = (await irc.until("PRIVMSG", "#lobby", "who has the charts?")).tags.get("msgid") ?? "";
	irc.send(`@+draft/reply=${root} PRIVMSG #lobby :they are on the table`);
	const reply = await irc.until("PRIVMSG", "#lobby", "↳ Mara: they are on the table");
	expect(reply.tags.get("+draft/reply")).toBe(root);
	await until(() => saysIn(lobby, "who has the charts?")?.replies?.count === 1, "the reply in the thread");
});

test("draft/chathistory, Subcommands: CHATHISTORY gives any stretch of the past, in a batch, without what was deleted", async () => {
	using irc = await jun(...MODERN, "draft/chathistory");
	irc.send("JOIN #past");
	await irc.until("366", "Jun", "#past");
	const ids: string[] = [];
	for (let count = 1; count <= 9; count++) {
		irc.send(`PRIVMSG #past :line ${count}`);
		ids.push((await irc.until("PRIVMSG", "#past")).tags.get("msgid") ?? "");
	}
	irc.send(`REDACT #past ${ids[8]}`);
	await irc.roundTrip();
	const asked = async (query: string) => {
		irc.send(`CHATHISTORY ${query}`);
		const { tags: _, params } = await irc.until("BATCH", /^\+/, "chathistory", "#past");
		const id = params[0]?.slice(1);
		const lines = await irc.roundTrip();
		expect(lines.at(-1)?.params).toEqual([`-${id}`]);
		const inside = lines.slice(0, -1);
		for (const line of inside) expect(line.tags.get("batch")).toBe(id ?? "");
		return inside.map(({ params }) => params[1]?.replace("line ", "")).join("");
	};
	expect(await asked("LATEST #past * 4")).toBe("5678");
	expect(await asked(`LATEST #past msgid=${ids[5]} 50`)).toBe("78");
	expect(await asked(`BEFORE #past msgid=${ids[3]} 2`)).toBe("23");
	expect(await asked(`AFTER #past msgid=${ids[3]} 2`)).toBe("56");
	expect(await asked(`AROUND #past msgid=${ids[3]} 3`)).toBe("345");
	expect(await asked(`AFTER #past timestamp=2020-01-01T00:00:00.000Z 50`)).toBe("12345678");
	irc.send("CHATHISTORY LATEST #not-mine * 5", "CHATHISTORY LATEST #past * many", "CHATHISTORY NONSENSE #past * 5");
	await irc.until("FAIL", "CHATHISTORY", "INVALID_TARGET");
	await irc.until("FAIL", "CHATHISTORY", "INVALID_PARAMS");
	await irc.until("FAIL", "CHATHISTORY", "INVALID_PARAMS");
});

test("draft/read-marker, MARKREAD Command: MARKREAD moves the marker that the browser has, and tells it", async () => {
	using irc = await jun(...MODERN, "draft/read-marker");
	const client = await connect(server.url, "Jun", tokens[1] ?? "");
	const lobby = lobbyOf(client);
	mara.post(lobbyOf(mara).id, "have you read this");
	const { tags } = await irc.until("PRIVMSG", "#lobby", "have you read this");
	await until(() => lobby.unread.value > 0, "unread");
	irc.send(`MARKREAD #lobby timestamp=${tags.get("time")}`);
	expect((await irc.until("MARKREAD", "#lobby")).params[1]).toBe(`timestamp=${tags.get("time")}`);
	await until(() => lobby.unread.value === 0, "nothing unread");
	client.stop();
});

test("typing, Format: typing goes both ways to those who have message-tags", async () => {
	using irc = await jun(...MODERN);
	mara.typing(lobbyOf(mara).id);
	const line = await irc.until("TAGMSG", "#lobby");
	expect(line.tags.get("+typing")).toBe("active");
	irc.send("@+typing=active TAGMSG #lobby");
	await until(() => lobbyOf(mara).typing.value.some(({ name }) => name === "Jun"), "typing in the browser");
});

test.each([
	["RFC 2812 3.6.1", "WHO #lobby", "352", "315"],
	["WHOX", "WHO #lobby %tnf,42", "354", "315"],
	["RFC 2812 3.6.2", "WHOIS mara", "311", "318"],
	["RFC 2812 3.6.2", "WHOIS nobody-at-all", "401", "318"],
	["RFC 2812 4.9", "ISON mara nobody", "303", null],
	["RFC 2812 4.8", "USERHOST mara", "302", null],
	["RFC 2812 3.4.2", "LUSERS", "251", "266"],
	["RFC 2812 3.4.1", "MOTD", "422", null],
	["RFC 2812 3.4.3", "VERSION", "351", null],
	["RFC 2812 3.4.6", "TIME", "391", null],
	["RFC 2812 3.2.3", "MODE #lobby", "324", null],
	["RFC 2812 3.2.3", "MODE #lobby b", "368", null],
	["RFC 2812 3.1.5", "MODE Jun", "221", null],
	["RFC 2812 4.1", "AWAY :out for lunch", "306", null],
	["RFC 2812 4.1", "AWAY", "305", null],
	["RFC 2812 3.2.5", "NAMES #lobby", "353", "366"],
	["RFC 2812 3.3.1", "PRIVMSG", "411", null],
	["RFC 2812 3.3.1", "PRIVMSG #lobby", "412", null],
	["RFC 2812 3.2.4", "TOPIC", "461", null],
	["RFC 2812 5.2", "NONSENSE", "421", null],
	["RFC 2812 3.1.3", "USER a b c d", "462", null],
	["RFC 2812 3.1.2", "NICK other", "432", null],
])("%s: %s is answered by %s", async (_, line, first, last) => {
	using irc = await jun();
	irc.send(line);
	await irc.until(first, "Jun");
	if (last) await irc.until(last, "Jun");
});

test("RFC 2812 3.1.7: QUIT is answered by ERROR and is no leaving; who is kicked by the host is told", async () => {
	using irc = await jun();
	irc.send("QUIT :bye");
	await irc.until("ERROR");
	await irc.end();
	using kicked = await RawIrcClient.loggedIn(server.ircPort, "Tom", PASSWORD);
	server.type("kick Tom");
	expect((await kicked.until("ERROR")).params[0]).toContain("ended your sessions");
});
