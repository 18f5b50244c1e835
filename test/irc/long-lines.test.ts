import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { actionOf, asAction } from "../../src/gateways/irc/line/action.ts";
import { formatLine, type Line } from "../../src/gateways/irc/line/line.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, textsOf, until } from "../support/person.ts";

/** RFC 1459 2.3 and Modern IRC, Message Format: no line has more than 512 bytes, and nothing that is said gets lost by it. */
const LONG_NAMES = Array.from({ length: 6 }, (_, index) => `${index}${"n".repeat(31)}`);

let server: RunningParlour;
let mara: Client;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	for (const name of ["Jun", "Tom", ...LONG_NAMES]) await signUp(server.url, name);
});
afterAll(async () => {
	mara.stop();
	await server[Symbol.asyncDispose]();
});

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

/** Words that fill a line to its last byte, with what comes before them. */
function filling(before: string): string {
	const words = Array.from({ length: 100 }, (_, index) => `word${index}`).join(" ");
	return `${before}${words}`.slice(before.length, 509).concat(".");
}

/** Those of a command that come, each of which fits in a line. */
async function fitting(client: RawIrcClient, command: string): Promise<Line[]> {
	const first = await client.until(command);
	const lines = [first, ...(await client.roundTrip()).filter((line) => line.command === command)];
	for (const { source, params } of lines) {
		expect(Buffer.byteLength(`${formatLine(command, params, source)}\r\n`)).toBeLessThanOrEqual(512);
	}
	return lines;
}

const said = (lines: readonly Line[]) => lines.map(({ params }) => params.at(-1) ?? "");

test("PRIVMSG: a line that is full is one message, and reaches others in two lines that have its writer's name before them", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	const text = filling("PRIVMSG #lobby :");
	jun.send(`PRIVMSG #lobby :${text}`);
	const heard = said(await fitting(tom, "PRIVMSG"));
	expect([heard.length, heard.join(" ")]).toEqual([2, text]);
	await until(() => textsOf(lobbyOf(mara)).includes(text), "one message in the browser");
	// One byte more is no message of anybody's.
	jun.send(`PRIVMSG #lobby :${text}x`);
	await jun.until("417", "Jun");
	expect(await tom.roundTrip()).toEqual([]);
});

test("PRIVMSG: what is bold or italic in a long paragraph is so in each of its lines", async () => {
	using tom = await enter("Tom");
	const words = Array.from({ length: 90 }, (_, index) => `wave${index}`);
	mara.post(lobbyOf(mara).id, `**${words.slice(0, 80).join(" ")} *${words.slice(80).join(" ")}***`);
	const heard = said(await fitting(tom, "PRIVMSG"));
	expect(heard).toHaveLength(2);
	for (const line of heard) expect(line).toStartWith("\u0002");
	expect(heard.join(" ").replaceAll(/[^\w ]/g, "")).toBe(words.join(" "));
});

test("PRIVMSG of an action that is full is two actions (CTCP, ACTION)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	const text = filling(`PRIVMSG #lobby :${asAction("")}`);
	jun.send(`PRIVMSG #lobby :${asAction(text)}`);
	const heard = said(await fitting(tom, "PRIVMSG"));
	expect(heard).toHaveLength(2);
	expect(heard.map(actionOf).join(" ")).toBe(text);
});

test.each([
	["words", "#status", (text: string) => text],
	["an action", "#actions", asAction],
])("STATUSMSG: %s that fill a line come whole (Modern IRC, STATUSMSG)", async (_, channel, written) => {
	using jun = await enter("Jun", "echo-message");
	using tom = await enter("Tom");
	jun.send(`JOIN ${channel}`);
	await jun.until("366", "Jun", channel);
	tom.send(`JOIN ${channel}`);
	await tom.until("366", "Tom", channel);
	jun.send(`MODE ${channel} +o Tom`);
	await tom.until("MODE", channel, "+o", "Tom");
	await jun.roundTrip();
	const text = filling(`PRIVMSG @${channel} :${written("")}`);
	jun.send(`PRIVMSG @${channel} :${written(text)}`);
	const echo = said(await fitting(jun, "PRIVMSG"));
	expect(echo).toHaveLength(2);
	const parts = echo.map((line) => actionOf(line) ?? line);
	expect(parts.join("")).toBe(text);
	expect(echo).toEqual(parts.map(written));
	expect(said(await fitting(tom, "PRIVMSG"))).toEqual(echo);
});

test("WALLOPS: a text that fills a line comes whole (RFC 2812 4.7)", async () => {
	using owner = await enter("Mara");
	const text = filling("WALLOPS :");
	owner.send(`WALLOPS :${text}`);
	expect(said(await fitting(owner, "WALLOPS")).join("")).toBe(text);
});

test("names that are long go into as many lines as they take: MONITOR, ISON, USERHOST and NAMES", async () => {
	using jun = await enter("Jun", "userhost-in-names");
	const people = await Promise.all(LONG_NAMES.map((name) => enter(name)));
	await jun.roundTrip();
	const masks = LONG_NAMES.map((name) => `${name}!${name}@parlour`);
	jun.send(`MONITOR + ${LONG_NAMES.join(",")}`);
	expect(said(await fitting(jun, "730")).flatMap((list) => list.split(","))).toEqual(masks);
	jun.send("MONITOR L");
	expect(said(await fitting(jun, "732")).flatMap((list) => list.split(","))).toEqual(LONG_NAMES);
	jun.send(`ISON ${LONG_NAMES.join(" ")}`);
	expect(said(await fitting(jun, "303")).flatMap((list) => list.split(" "))).toEqual(LONG_NAMES);
	jun.send(`USERHOST ${LONG_NAMES.slice(0, 5).join(" ")}`);
	expect(said(await fitting(jun, "302")).flatMap((list) => list.split(" "))).toHaveLength(5);
	jun.send("NAMES #lobby");
	const names = said(await fitting(jun, "353")).flatMap((list) => list.split(" "));
	expect(names).toEqual(expect.arrayContaining(masks));
	for (const person of people) person[Symbol.dispose]();
	expect(await monitored(jun, LONG_NAMES.length)).toEqual(LONG_NAMES);
});

/** Who has gone, as they are told one by one. */
async function monitored(client: RawIrcClient, many: number): Promise<string[]> {
	const gone: string[] = [];
	while (gone.length < many) gone.push(...((await client.until("731")).params[1] ?? "").split(","));
	return gone.sort();
}

test("WHOIS names every room that both are in (Modern IRC, RPL_WHOISCHANNELS)", async () => {
	using jun = await enter("Jun");
	using tom = await enter("Tom");
	const channels = Array.from({ length: 24 }, (_, index) => `#${"r".repeat(28)}${100 + index}`);
	for (const client of [jun, tom]) {
		for (let from = 0; from < channels.length; from += 12) client.send(`JOIN ${channels.slice(from, from + 12)}`);
		await client.until("366", /./, channels.at(-1) ?? "");
	}
	tom.send("WHOIS Jun");
	const shown = said(await fitting(tom, "319")).flatMap((list) => list.split(" "));
	expect(shown).toEqual(expect.arrayContaining(channels.map((channel) => `@${channel}`)));
});
