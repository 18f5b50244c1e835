import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Line } from "../../src/gateways/irc/line/line.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--guests", "--unlimited", "--announce", "off"] });
	for (const name of ["Mara", "Jun", "Tom", "Ada", "Rin", "Sol", "Bea"]) await signUp(server.url, name);
});
afterAll(() => server[Symbol.asyncDispose]());

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(server.ircPort, name, PASSWORD, ...capabilities);

async function guest(nick: string, ...capabilities: string[]): Promise<RawIrcClient> {
	const client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302", `CAP REQ :${capabilities.join(" ")}`);
	client.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick} the guest`, "CAP END");
	await client.until("001", nick);
	await client.roundTrip();
	return client;
}

/** They join in this order, and nothing of that is left to be read. */
async function gather(channel: string, ...clients: RawIrcClient[]): Promise<void> {
	for (const client of clients) {
		client.send(`JOIN ${channel}`);
		await client.until("JOIN", channel);
	}
	for (const client of clients) await client.roundTrip();
}

/** The next line that tells of what somebody does: others come and go in between. */
async function doneBy(client: RawIrcClient, name: string, command: string): Promise<Line> {
	for (;;) {
		const line = await client.until(command);
		if (line.source?.startsWith(`${name}!`)) return line;
	}
}

const asText = ({ source, command, params }: Line) => [source, command, ...params].join(" ");

test("capability-negotiation, cap-notify: 302 brings it and keeps it; an older client asks for it, and may give it back", async () => {
	using recent = await RawIrcClient.connect(server.ircPort);
	recent.send("CAP LS 302", "CAP REQ -cap-notify", "CAP LIST");
	await recent.until("CAP", "*", "NAK", "-cap-notify");
	await recent.until("CAP", "*", "LIST", "cap-notify");
	using older = await RawIrcClient.connect(server.ircPort);
	older.send("CAP LS", "CAP REQ cap-notify", "CAP LIST", "CAP REQ -cap-notify", "CAP LIST");
	await older.until("CAP", "*", "ACK", "cap-notify");
	await older.until("CAP", "*", "LIST", "cap-notify");
	await older.until("CAP", "*", "ACK", "-cap-notify");
	await older.until("CAP", "*", "LIST", "");
});

test("capability-negotiation, The CAP LS subcommand: 302 may ask again after the welcome, and is not taken back by an older number", async () => {
	using jun = await enter("Jun", "server-time");
	jun.send("CAP LS 302", "CAP LS", "CAP LS 301");
	const answers = (await jun.roundTrip()).filter(({ params }) => params[1] === "LS" && params[2] !== "*");
	expect(answers).toHaveLength(3);
	expect(new Set(answers.map(({ params }) => params[2])).size).toBe(1);
});

test("capability-negotiation, Multiline replies to CAP LS and CAP LIST: one line to who did not say 302, with all that is ratified", async () => {
	using older = await RawIrcClient.connect(server.ircPort);
	older.send("CAP LS", "CAP LS 301", "CAP END");
	const lines = await older.roundTrip();
	expect(lines.map(({ command, params: [, sub] }) => `${command} ${sub}`)).toEqual(["CAP LS", "CAP LS"]);
	for (const { params } of lines) {
		expect(params).toHaveLength(3);
		expect(params[2]?.split(" ")).toEqual(expect.arrayContaining(["account-notify", "sasl", "userhost-in-names"]));
	}
	older.send("CAP LS 302");
	await older.until("CAP", "*", "LS", "*");
	await older.until("CAP", "*", "LS");
});

test("extended-join, Description: account and real name with JOIN, an asterisk for who has no account, and JOIN alone to others", async () => {
	using jun = await enter("Jun");
	jun.send("SETNAME :Jun of the Harbour");
	await jun.until("NOTE", "SETNAME");
	using ada = await enter("Ada", "extended-join");
	using tom = await enter("Tom");
	await gather("#extended", ada, tom);
	jun.send("JOIN #extended");
	expect(asText(await ada.until("JOIN"))).toBe("Jun!Jun@parlour JOIN #extended Jun Jun of the Harbour");
	expect(asText(await tom.until("JOIN"))).toBe("Jun!Jun@parlour JOIN #extended");
	using joe = await guest("Joe");
	joe.send("JOIN #extended");
	expect(asText(await ada.until("JOIN"))).toBe("Joe!Joe@parlour JOIN #extended * Joe the guest");
	jun.send("SETNAME :Jun");
	await jun.until("NOTE", "SETNAME");
});

test("account-notify, Description: ACCOUNT of who logs in, to those with it who share a room, and to nobody else", async () => {
	using kai = await guest("Kai");
	using near = await guest("Near", "account-notify");
	using plain = await guest("Plain");
	using far = await guest("Far", "account-notify");
	await gather("#accounts", kai, near, plain);
	kai.send("REGISTER * * longenough");
	await kai.until("REGISTER", "SUCCESS", "Kai");
	expect(asText(await near.until("ACCOUNT"))).toBe("Kai!Kai@parlour ACCOUNT Kai");
	for (const client of [plain, far]) {
		expect((await client.roundTrip()).filter(({ command }) => command === "ACCOUNT")).toEqual([]);
	}
});

test("setname, Server behaviour: a guest's name is told to those who share a room, and not again by what else changes", async () => {
	using lou = await guest("Lou", "setname");
	using near = await guest("Near", "setname", "away-notify");
	using far = await guest("Far", "setname");
	await gather("#names", lou, near);
	lou.send("AWAY :at lunch");
	expect((await doneBy(near, "Lou", "AWAY")).params).toEqual(["at lunch"]);
	lou.send("SETNAME :Lou of the Hills");
	expect(asText(await lou.until("SETNAME"))).toBe("Lou!Lou@parlour SETNAME Lou of the Hills");
	expect((await doneBy(near, "Lou", "SETNAME")).params).toEqual(["Lou of the Hills"]);
	lou.send("AWAY");
	expect((await doneBy(near, "Lou", "AWAY")).params).toEqual([]);
	for (const client of [near, far]) {
		expect((await client.roundTrip()).filter(({ source }) => source?.startsWith("Lou!"))).toEqual([]);
	}
});

test("away-notify, Description: who is back and shows a status is told to be away still, and on joining too", async () => {
	using sol = await enter("Sol", "away-notify");
	{
		using rin = await enter("Rin");
		expect((await doneBy(sol, "Rin", "AWAY")).params).toEqual([]);
		rin.send("AWAY :at sea");
		expect((await doneBy(sol, "Rin", "AWAY")).params).toEqual(["at sea"]);
	}
	expect((await doneBy(sol, "Rin", "AWAY")).params).toEqual(["Not connected"]);
	using rin = await enter("Rin");
	expect((await doneBy(sol, "Rin", "AWAY")).params).toEqual(["at sea"]);
	await gather("#still-away", sol);
	rin.send("JOIN #still-away");
	await sol.until("JOIN", "#still-away");
	expect((await doneBy(sol, "Rin", "AWAY")).params).toEqual(["at sea"]);
	rin.send("AWAY");
	expect((await doneBy(sol, "Rin", "AWAY")).params).toEqual([]);
	sol.send("WHO Rin");
	expect((await sol.until("352")).params[6]).toBe("H");
});

test("account-tag and server-time: on all that somebody does, to those who asked for either", async () => {
	using jun = await enter("Jun");
	using ada = await enter("Ada", "account-tag", "server-time");
	using tom = await enter("Tom");
	await gather("#tagged", jun, ada, tom);
	jun.send("PRIVMSG #tagged :a", "NOTICE #tagged :b", "TOPIC #tagged :c", "MODE #tagged +m", "KICK #tagged Tom :d");
	jun.send("PART #tagged");
	for (const command of ["PRIVMSG", "NOTICE", "TOPIC", "MODE", "KICK", "PART"]) {
		const { tags } = await ada.until(command, "#tagged");
		expect([command, tags.get("account")]).toEqual([command, "Jun"]);
		expect(tags.get("time")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	}
	for (const { tags } of await tom.roundTrip()) expect(tags.size).toBe(0);
});

test("standard-replies, Format: FAIL names the command, a code and what it is about, ends in words, and carries the label", async () => {
	using ada = await enter("Ada", "standard-replies", "labeled-response", "batch", "draft/channel-rename");
	ada.send("@label=f REDACT nobody-at-all 1-1", "@label=n SETNAME :Ada");
	const failure = await ada.until("FAIL");
	expect(failure.params.slice(0, 3)).toEqual(["REDACT", "INVALID_TARGET", "nobody-at-all"]);
	expect([failure.source, failure.tags.get("label")]).toEqual(["parlour", "f"]);
	expect(failure.params.at(-1)).toContain(" ");
	const note = await ada.until("NOTE");
	expect([note.params.slice(0, 2), note.tags.get("label")]).toEqual([["SETNAME", "DONE"], "n"]);
});

test("batch, Specification: what opens is closed by the same tag, and each line between names it", async () => {
	using bea = await enter("Bea", "labeled-response");
	bea.send("@label=w WHO #lobby", "@label=p PING x");
	const begin = await bea.until("BATCH", /^\+/, "labeled-response");
	const reference = begin.params[0]?.slice(1) ?? "";
	const lines = await bea.roundTrip();
	const end = lines.findIndex(({ command, params }) => command === "BATCH" && params[0] === `-${reference}`);
	expect(lines.slice(0, end).map(({ tags }) => tags.get("batch"))).toEqual(Array(end).fill(reference));
	expect(lines.slice(0, end).map(({ command }) => command)).toContain("315");
	// One line needs no batch.
	expect(lines.slice(end + 1).map(({ command, tags }) => [command, tags.get("label")])).toEqual([["PONG", "p"]]);
});

test("bot-mode and message-ids: what is said to moderators alone has the bot's tag and an id of its own", async () => {
	using jun = await enter("Jun", "message-tags", "echo-message");
	using ada = await enter("Ada", "message-tags");
	await gather("#bot-room", ada, jun);
	jun.send("MODE Jun +B", "PRIVMSG @#bot-room :one", "PRIVMSG @#bot-room :two");
	const heard = [await ada.until("PRIVMSG", "@#bot-room", "one"), await ada.until("PRIVMSG", "@#bot-room", "two")];
	for (const { tags } of heard) expect([tags.has("bot"), tags.has("msgid")]).toEqual([true, true]);
	const ids = heard.map(({ tags }) => tags.get("msgid"));
	expect(new Set(ids).size).toBe(2);
	expect((await jun.until("PRIVMSG", "@#bot-room", "one")).tags.get("msgid")).toBe(ids[0]);
});
