import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, textsOf, until } from "../support/person.ts";

const MODERN = ["message-tags", "server-time", "echo-message", "batch", "labeled-response"];

let server: RunningParlour;
let mara: Client;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	await signUp(server.url, "Jun");
	await signUp(server.url, "Tom");
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

test("draft/multiline, Examples: a batch is one message, goes out as a batch, and line by line to those without it", async () => {
	using jun = await enter("Jun", ...MODERN, "draft/multiline");
	using tom = await enter("Tom", ...MODERN, "draft/multiline");
	using plain = await enter("Tom", ...MODERN);
	jun.send(
		"@label=xyz BATCH +123 draft/multiline #lobby",
		"@batch=123 PRIVMSG #lobby hello",
		"@batch=123 privmsg #lobby :how is ",
		"@batch=123;draft/multiline-concat PRIVMSG #lobby :everyone?",
		"BATCH -123",
	);
	const echo = await jun.until("BATCH", /^\+/, "draft/multiline", "#lobby");
	expect(echo.tags.get("label")).toBe("xyz");
	const begin = await tom.until("BATCH", /^\+/, "draft/multiline", "#lobby");
	expect(begin.tags.get("msgid")).toBe(echo.tags.get("msgid") ?? "");
	expect(begin.tags.has("time")).toBe(true);
	const reference = begin.params[0]?.slice(1) ?? "";
	const lines = await tom.roundTrip();
	expect(
		lines.map(({ command, params, tags }) => [command, params.at(-1), tags.has("draft/multiline-concat")]),
	).toEqual([
		["PRIVMSG", "hello", false],
		["PRIVMSG", "how is ", false],
		["PRIVMSG", "everyone?", true],
		["BATCH", `-${reference}`, false],
	]);
	for (const { command, tags } of lines.slice(0, 3)) {
		expect([command, tags.get("batch"), tags.has("msgid"), tags.has("time")]).toEqual([
			"PRIVMSG",
			reference,
			false,
			false,
		]);
	}
	const apart = await plain.roundTrip();
	expect(apart.map(({ params }) => params[1])).toEqual(["hello", "how is ", "everyone?"]);
	expect(apart.map(({ tags }) => tags.get("msgid") ?? null)).toEqual([begin.tags.get("msgid") ?? "", null, null]);
	await until(() => textsOf(lobbyOf(mara)).includes("hello\nhow is everyone?"), "one message in the browser");
});

test("draft/multiline, Fallback: blank lines are kept in it, and left out without it; code survives", async () => {
	using jun = await enter("Jun", ...MODERN, "draft/multiline");
	using tom = await enter("Tom", ...MODERN, "draft/multiline");
	using plain = await enter("Tom");
	const code = "```js\nconst a = *b*;\n\n\tdone();\n```";
	mara.post(lobbyOf(mara).id, code);
	await tom.until("BATCH", /^\+/, "draft/multiline");
	const texts = (await tom.roundTrip()).slice(0, -1).map(({ params }) => params[1]);
	expect(texts).toEqual(code.split("\n"));
	expect((await plain.roundTrip()).map(({ params }) => params[1])).toEqual(
		code.split("\n").filter((line) => line !== ""),
	);
	jun.send("BATCH +c draft/multiline #lobby");
	jun.send(...["```", "x = \u0002y", "```"].map((line) => `@batch=c PRIVMSG #lobby :${line}`), "BATCH -c");
	await until(() => textsOf(lobbyOf(mara)).some((text) => text.startsWith("```\nx = ")), "the code in the browser");
});

test.each([
	["another target", ["@batch=1 PRIVMSG #other :x"], ["MULTILINE_INVALID_TARGET", "#lobby", "#other"]],
	["another reference", ["@batch=2 PRIVMSG #lobby :x"], ["MULTILINE_INVALID"]],
	["a blank line that is joined", ["@batch=1;draft/multiline-concat PRIVMSG #lobby :"], ["MULTILINE_INVALID"]],
	["a CTCP request", ["@batch=1 PRIVMSG #lobby :\u0001DCC SEND a 2130706433 1 1\u0001"], ["MULTILINE_INVALID"]],
	["blank lines alone", ["@batch=1 PRIVMSG #lobby :", "BATCH -1"], ["MULTILINE_INVALID"]],
	["too many lines", Array.from({ length: 501 }, () => "@batch=1 PRIVMSG #lobby x"), ["MULTILINE_MAX_LINES", "500"]],
	[
		"too many bytes",
		Array.from({ length: 80 }, () => `@batch=1 PRIVMSG #lobby ${"x".repeat(450)}`),
		["MULTILINE_MAX_BYTES", "32000"],
	],
])("draft/multiline, Errors: %s", async (_, lines, expected) => {
	using jun = await enter("Jun", ...MODERN, "draft/multiline");
	jun.send("BATCH +1 draft/multiline #lobby", ...lines);
	await jun.until("FAIL", "BATCH", ...expected);
	jun.send("BATCH -1");
	const after = (await jun.roundTrip()).filter(({ command }) => command !== "FAIL");
	expect(after).toEqual([]);
	jun.send("PRIVMSG #lobby :still here");
	await jun.until("PRIVMSG", "#lobby", "still here");
});
