import { expect, test } from "bun:test";
import type { Line } from "../../src/gateways/irc/line/line.ts";
import { answers, type RawIrcClient } from "../support/irc-client.ts";
import { useIrcPlace } from "../support/irc-place.ts";
import { lobbyOf, textsOf, until } from "../support/person.ts";

/** IRCv3 message-tags, and the client tags that core knows nothing of. */
const TAGS = ["message-tags", "echo-message", "batch", "labeled-response"];

const place = useIrcPlace();
const { enter } = place;

const clientTags = ({ tags }: Line) => [...tags].filter(([key]) => key.startsWith("+"));

async function numerics(client: RawIrcClient, ...lines: string[]): Promise<string[]> {
	client.send(...lines);
	return (await client.roundTrip()).map(({ command, params }) => `${command} ${params[1] ?? ""}`.trim());
}

test("message-tags, Client-only tags: they are relayed as they are on PRIVMSG and NOTICE, others are not", async () => {
	using jun = await enter("Jun", ...TAGS);
	using tom = await enter("Tom", "message-tags");
	using ada = await enter("Ada");
	const raw = "raw+:=,escaped\\:\\s\\\\";
	jun.send(`@label=1;+example=${raw};+example.com/foo=bar;unknown=x;+b!d=x PRIVMSG #lobby :with tags`);
	const echo = await jun.until("PRIVMSG", "#lobby", "with tags");
	expect(echo.tags.get("label")).toBe("1");
	const relayed = await tom.until("PRIVMSG", "#lobby", "with tags");
	for (const line of [echo, relayed]) {
		expect(clientTags(line)).toEqual([
			["+example", "raw+:=,escaped; \\"],
			["+example.com/foo", "bar"],
		]);
		expect([line.tags.has("unknown"), line.tags.has("+b!d")]).toEqual([false, false]);
	}
	expect((await ada.until("PRIVMSG", "#lobby", "with tags")).tags.size).toBe(0);
	jun.send("@+example-tag NOTICE Tom :with a tag");
	expect(clientTags(await tom.until("NOTICE", "Tom", "with a tag"))).toEqual([["+example-tag", ""]]);
});

test("message-tags, The TAGMSG tag-only message: to a room, a person and oneself, with a msgid, echoed with its label", async () => {
	using jun = await enter("Jun", ...TAGS);
	using tom = await enter("Tom", "message-tags");
	using ada = await enter("Ada", "server-time");
	await ada.roundTrip();
	jun.send("@label=123;+example-client-tag=example-value TAGMSG #lobby");
	const echo = await jun.until("TAGMSG", "#lobby");
	const relayed = await tom.until("TAGMSG", "#lobby");
	expect([echo.tags.get("label"), relayed.tags.get("label")]).toEqual(["123", undefined]);
	expect(relayed.tags.get("msgid")).toBe(echo.tags.get("msgid") ?? "none");
	for (const line of [echo, relayed]) {
		expect([line.source, clientTags(line)]).toEqual(["Jun!Jun@parlour", [["+example-client-tag", "example-value"]]]);
	}
	jun.send("@label=a;+x TAGMSG Tom", "@label=b;+x TAGMSG Jun");
	expect((await jun.until("TAGMSG", "Tom")).tags.get("label")).toBe("a");
	expect((await tom.until("TAGMSG", "Tom")).source).toBe("Jun!Jun@parlour");
	const toThemselves = [await jun.until("TAGMSG", "Jun"), await jun.until("TAGMSG", "Jun")];
	expect(toThemselves.map(({ tags }) => tags.get("label") ?? "").sort()).toEqual(["", "b"]);
	expect(await ada.roundTrip()).toEqual([]);
});

test("message-tags, TAGMSG: its targets are refused as PRIVMSG's are (RFC 2812 3.3.1)", async () => {
	using jun = await enter("Jun", "message-tags");
	using tom = await enter("Tom", "message-tags");
	await numerics(tom, "JOIN #tags-only-tom");
	expect(await numerics(jun, "@+x TAGMSG")).toEqual(["461 TAGMSG"]);
	expect(await numerics(jun, "@+x TAGMSG nobody-at-all")).toEqual(["401 nobody-at-all"]);
	expect(await numerics(jun, "@+typing=active TAGMSG nobody-at-all")).toEqual(["401 nobody-at-all"]);
	expect(await numerics(jun, "@+typing=active TAGMSG #tags-only-tom")).toEqual(["404 #tags-only-tom"]);
	expect(await numerics(jun, "@+x TAGMSG #nowhere")).toEqual(["404 #nowhere"]);
	expect(await numerics(jun, "@+x TAGMSG a,b,c,d,e")).toEqual(["407 a,b,c,d,e"]);
	expect(await tom.roundTrip()).toEqual([]);
});

test("message-tags, TAGMSG: modes are honoured, so that who may not speak passes nothing on; STATUSMSG reaches moderators", async () => {
	using jun = await enter("Jun", ...TAGS);
	using tom = await enter("Tom", ...TAGS);
	using ada = await enter("Ada", ...TAGS);
	jun.send("JOIN #quiet");
	await jun.until("366", "Jun", "#quiet");
	for (const other of [tom, ada]) {
		other.send("JOIN #quiet");
		await other.until("366", /./, "#quiet");
	}
	jun.send("MODE #quiet +b Tom");
	await tom.until("MODE", "#quiet");
	tom.send("@+x TAGMSG #quiet");
	await tom.until("404", "Tom", "#quiet");
	jun.send("MODE #quiet +e Tom");
	await tom.until("MODE", "#quiet", "+e");
	tom.send("@+x=spoken TAGMSG #quiet");
	expect((await ada.until("TAGMSG", "#quiet")).tags.get("+x")).toBe("spoken");
	jun.send("MODE #quiet +m");
	await ada.until("MODE", "#quiet", "+m");
	ada.send("@+x TAGMSG #quiet");
	await ada.until("404", "Ada", "#quiet");
	await jun.roundTrip();
	await tom.roundTrip();
	ada.send("@+x TAGMSG @#quiet");
	await ada.until("TAGMSG", "@#quiet");
	expect((await jun.until("TAGMSG", "@#quiet")).tags.has("+x")).toBe(true);
	expect(await tom.roundTrip()).toEqual([]);
});

test("typing, Format: active shows in a browser; paused and done reach who is here by IRC, in a query too", async () => {
	using jun = await enter("Jun", ...TAGS);
	using tom = await enter("Tom", "message-tags");
	using plain = await enter("Ada");
	await plain.roundTrip();
	jun.send("@label=t;+typing=active TAGMSG #lobby");
	expect((await jun.until("TAGMSG", "#lobby")).tags.get("label")).toBe("t");
	expect(clientTags(await tom.until("TAGMSG", "#lobby"))).toEqual([["+typing", "active"]]);
	await until(() => lobbyOf(place.mara).typing.value.some(({ name }) => name === "Jun"), "typing in the browser");
	for (const state of ["paused", "done"]) {
		jun.send(`@+typing=${state} TAGMSG #lobby`);
		expect(clientTags(await tom.until("TAGMSG", "#lobby"))).toEqual([["+typing", state]]);
		jun.send(`@+typing=${state} TAGMSG Tom`);
		expect(clientTags(await tom.until("TAGMSG", "Tom"))).toEqual([["+typing", state]]);
	}
	expect(await plain.roundTrip()).toEqual([]);
});

test("react: what is no one emoji, or answers no message of the room, reaches who is here by IRC alone", async () => {
	using jun = await enter("Jun", ...TAGS);
	using tom = await enter("Tom", "message-tags");
	jun.send("PRIVMSG #lobby :react to me");
	const id = (await jun.until("PRIVMSG", "#lobby", "react to me")).tags.get("msgid") ?? "";
	for (const reply of [id, "123"]) {
		jun.send(`@label=r;+draft/reply=${reply};+draft/react=l😃l TAGMSG #lobby`);
		expect((await jun.until("TAGMSG", "#lobby")).tags.get("label")).toBe("r");
		expect(clientTags(await tom.until("TAGMSG", "#lobby"))).toEqual([
			["+draft/reply", reply],
			["+draft/react", "l😃l"],
		]);
	}
	await until(() => textsOf(lobbyOf(place.mara)).includes("react to me"), "the message in the browser");
	const seen = lobbyOf(place.mara).messages.value.find(({ body }) => body === "react to me");
	expect(seen?.reactions ?? []).toEqual([]);
});

test("draft/multiline, Message tags: client-only tags of the batch stand on its beginning, and on each line without it", async () => {
	using jun = await enter("Jun", ...TAGS, "draft/multiline");
	using tom = await enter("Tom", "message-tags", "draft/multiline");
	using ada = await enter("Ada", "message-tags");
	jun.send("@+client-only-tag BATCH +1 draft/multiline #lobby");
	jun.send(...["", "how is ", "everyone?"].map((line) => `@batch=1 PRIVMSG #lobby :${line}`), "BATCH -1");
	const begin = await tom.until("BATCH", /^\+/, "draft/multiline", "#lobby");
	expect(clientTags(begin)).toEqual([["+client-only-tag", ""]]);
	const lines = (await tom.roundTrip()).slice(0, -1);
	expect(lines.map((line) => [line.params[1], clientTags(line)])).toEqual([
		["", []],
		["how is ", []],
		["everyone?", []],
	]);
	const apart = [await ada.until("PRIVMSG", "#lobby"), await ada.until("PRIVMSG", "#lobby")];
	expect(apart.map((line) => [line.params[1], clientTags(line)])).toEqual([
		["how is ", [["+client-only-tag", ""]]],
		["everyone?", [["+client-only-tag", ""]]],
	]);
	expect(apart.map(({ tags }) => tags.get("msgid") ?? null)).toEqual([begin.tags.get("msgid") ?? "", null]);
});

test("draft/multiline, Batch types: a batch of NOTICEs is one, and its failure is not told; a mixed one is refused", async () => {
	using jun = await enter("Jun", ...TAGS, "draft/multiline");
	using tom = await enter("Tom", ...TAGS, "draft/multiline");
	using ada = await enter("Ada");
	jun.send("@label=n BATCH +1 draft/multiline #lobby");
	jun.send("@batch=1 NOTICE #lobby :first", "@batch=1 notice #LOBBY :second", "BATCH -1");
	expect((await jun.until("BATCH", /^\+/, "draft/multiline", "#lobby")).tags.get("label")).toBe("n");
	await tom.until("BATCH", /^\+/, "draft/multiline", "#lobby");
	expect((await tom.roundTrip()).slice(0, -1).map(({ command, params }) => [command, params[1]])).toEqual([
		["NOTICE", "first"],
		["NOTICE", "second"],
	]);
	await ada.until("NOTICE", "#lobby", "first");
	await ada.until("NOTICE", "#lobby", "second");
	await until(() => textsOf(lobbyOf(place.mara)).includes("first\nsecond"), "one message in the browser");
	await jun.roundTrip();
	expect(await numerics(jun, "BATCH +2 draft/multiline #nowhere", "@batch=2 NOTICE #nowhere :x", "BATCH -2")).toEqual(
		[],
	);
	jun.send("BATCH +792da7 draft/multiline #lobby", "@batch=792da7 PRIVMSG #lobby :this starts with a PRIVMSG");
	jun.send("@batch=792da7 NOTICE #lobby :but ends with a NOTICE");
	await jun.until("FAIL", "BATCH", "MULTILINE_INVALID");
	// What was refused is over: another may begin at once.
	jun.send("BATCH +3 draft/multiline #lobby", "@batch=3 PRIVMSG #lobby :anew", "BATCH -3");
	await jun.until("PRIVMSG", "#lobby", "anew");
});

test("labeled-response, Batch: its reference tags are of letters, digits and hyphens (IRCv3 batch, Specification)", async () => {
	using jun = await enter("Jun", ...TAGS);
	jun.send(...Array.from({ length: 60 }, (_, index) => `@label=${index} WHO #lobby`));
	const batches = (await jun.roundTrip()).filter(({ command }) => command === "BATCH");
	expect(batches).toHaveLength(120);
	for (const { params } of batches) expect(params[0]).toMatch(/^[+-][A-Za-z\d-]+$/);
});

test("CTCP: requests and their answers go from client to client, past core; DCC, which tells an address, goes nowhere", async () => {
	using jun = await enter("Jun", ...TAGS);
	using tom = await enter("Tom");
	jun.send("@label=c PRIVMSG Tom :\u0001PING 1\u0001");
	await tom.until("PRIVMSG", "Tom", "\u0001PING 1\u0001");
	expect((await jun.until("PRIVMSG", "Tom", "\u0001PING 1\u0001")).tags.get("label")).toBe("c");
	tom.send("NOTICE Jun :\u0001PING 1\u0001");
	expect((await jun.until("NOTICE", "Jun", "\u0001PING 1\u0001")).source).toBe("Tom!Tom@parlour");
	jun.send("PRIVMSG #lobby :\u0001VERSION\u0001", "PRIVMSG #lobby,Tom :\u0001DCC SEND a 2130706433 1 1\u0001");
	await tom.until("PRIVMSG", "#lobby", "\u0001VERSION\u0001");
	await jun.roundTrip();
	expect(await tom.roundTrip()).toEqual([]);
	expect(await numerics(jun, "PRIVMSG nobody-at-all :\u0001VERSION\u0001")).toEqual(["401 nobody-at-all"]);
	expect(await numerics(jun, "NOTICE nobody-at-all :\u0001VERSION x\u0001")).toEqual([]);
	expect(textsOf(lobbyOf(place.mara)).some((text) => text.includes("VERSION"))).toBe(false);
});

test("user mode T, which 004 of RFC 2812 5.1 names: who sets it takes no CTCP request, and all else", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	using elsewhere = await enter("Tom");
	tom.send("MODE Tom +T");
	await tom.until("MODE", "Tom", "+T");
	jun.send("PRIVMSG Tom :\u0001TIME\u0001", "PRIVMSG #lobby :\u0001TIME\u0001", "NOTICE Tom :\u0001TIME now\u0001");
	await elsewhere.until("PRIVMSG", "Tom", "\u0001TIME\u0001");
	await jun.roundTrip();
	expect(await answers(tom)).toEqual(["PRIVMSG #lobby \u0001TIME\u0001", "NOTICE Tom \u0001TIME now\u0001"]);
	jun.send("PRIVMSG Tom :\u0001ACTION waves\u0001");
	await tom.until("PRIVMSG", "Tom", "\u0001ACTION waves\u0001");
	tom.send("MODE Tom -T");
	await tom.until("MODE", "Tom", "-T");
	jun.send("PRIVMSG Tom :\u0001TIME\u0001");
	await tom.until("PRIVMSG", "Tom", "\u0001TIME\u0001");
});
