import { afterAll, beforeAll, expect, test } from "bun:test";
import { answers, RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";

/** What the documents say of servers that nobody has an account on: as the first clients find them. */
let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--guests", "--unlimited", "--irc-server-name", "irc.example"] });
});
afterAll(() => server[Symbol.asyncDispose]());

async function guest(nick: string, ...capabilities: string[]): Promise<RawIrcClient> {
	const client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302", `CAP REQ :${capabilities.join(" ")}`, `NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
	client.send("CAP END");
	await client.until("001", nick);
	await client.roundTrip();
	return client;
}

/** One after the other, so that the first moderates; nothing of it is left to read. */
async function join(channel: string, ...clients: RawIrcClient[]): Promise<void> {
	for (const client of clients) {
		client.send(`JOIN ${channel}`);
		await client.until("366", /./, channel);
	}
	for (const client of clients) await client.roundTrip();
}

async function msgidOf(client: RawIrcClient, channel: string, text: string): Promise<string> {
	return (await client.until("PRIVMSG", channel, text)).tags.get("msgid") ?? "";
}

test("Modern IRC, USER message: an empty real name is answered by 461, and another may follow", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("NICK Ann", "USER ann 0 * :");
	await client.until("461", /./, "USER");
	client.send("USER ann 0 * :Ann");
	await client.until("001", "Ann");
});

test("Modern IRC, LIST message: a room that nobody is in is in no list", async () => {
	using ann = await guest("Ann");
	expect(await answers(ann, "LIST #lobby", "LIST <1")).toEqual([
		"321 Ann Channel Users  Name",
		"323 Ann End of /LIST",
		"321 Ann Channel Users  Name",
		"323 Ann End of /LIST",
	]);
	await join("#list", ann);
	expect(await answers(ann, "LIST #list")).toContain("322 Ann #list 1 ");
});

test("RFC 2812 5.1, RPL_ENDOFNAMES: NAMES alone is of the rooms that one is in, and has one end", async () => {
	using nan = await guest("Nan");
	using ned = await guest("Ned");
	await join("#hers", nan);
	await join("#both", ned, nan);
	await join("#his", ned);
	expect(await answers(ned, "NAMES", "PART #both", "NAMES")).toEqual([
		expect.stringMatching(/^353 Ned = #both (Nan @Ned|@Ned Nan)$/),
		"353 Ned = #his @Ned",
		"366 Ned * End of /NAMES list",
		"PART #both",
		"353 Ned = #his @Ned",
		"366 Ned * End of /NAMES list",
	]);
});

test("RFC 2812 3.3.2: a NOTICE reaches others as a NOTICE, and is echoed as one with its label", async () => {
	using ann = await guest("Ann", "echo-message", "labeled-response", "batch");
	using bea = await guest("Bea");
	await join("#notices", ann, bea);
	ann.send("@label=n1 NOTICE #notices :the tide");
	expect((await ann.until("NOTICE", "#notices", "the tide")).tags.get("label")).toBe("n1");
	await bea.until("NOTICE", "#notices", "the tide");
	ann.send("PRIVMSG #notices :comes in");
	await bea.until("PRIVMSG", "#notices", "comes in");
	ann.send("NOTICE #notices :\u0001ACTION waves\u0001");
	await bea.until("PRIVMSG", "#notices", "\u0001ACTION waves\u0001");
});

test("Modern IRC, INVITE message: RPL_INVITING answers before who was invited is seen to join", async () => {
	using ann = await guest("Ann");
	using bea = await guest("Bea");
	await join("#invited", ann);
	expect(await answers(ann, "INVITE Bea #invited")).toEqual(["341 Ann Bea #invited", "JOIN #invited"]);
	expect((await bea.until("INVITE", "Bea", "#invited")).source).toBe("Ann!Ann@irc.example");
});

test("Modern IRC, WHOIS message: of a guest there come no numerics but those that it names", async () => {
	using ann = await guest("Ann");
	using bea = await guest("Bea");
	await bea.roundTrip();
	ann.send("WHOIS Bea");
	expect((await ann.roundTrip()).map(({ command }) => command)).toEqual(["311", "312", "318"]);
});

test("IRCv3 labeled-response: a command of whatever name that is not known is answered by 421, with its label", async () => {
	using ann = await guest("Ann", "labeled-response", "batch");
	ann.send("@label=u1 NOT_A_COMMAND");
	expect((await ann.until("421", "Ann", "NOT_A_COMMAND")).tags.get("label")).toBe("u1");
});

test("Modern IRC, key channel mode: a key that cannot be one is not told again", async () => {
	using ann = await guest("Ann");
	await join("#keys", ann);
	ann.send(`MODE #keys +k ${"long".repeat(100)}`);
	await ann.until("696", "Ann", "#keys", "k", "*");
});

test("draft/message-redaction: others are told who redacts and why, and FAIL says what is wrong with the target", async () => {
	const capabilities = ["message-tags", "draft/message-redaction"];
	using ann = await guest("Ann", ...capabilities);
	using bea = await guest("Bea", ...capabilities);
	await join("#redacted", ann, bea);
	await join("#elsewhere", ann);
	bea.send("PRIVMSG #redacted :buy now");
	const id = await msgidOf(ann, "#redacted", "buy now");
	expect(await answers(ann, `REDACT #elsewhere ${id}`)).toEqual([
		`FAIL REDACT UNKNOWN_MSGID #elsewhere ${id} There is no such message`,
	]);
	ann.send("REDACT #nowhere-at-all 1-1", `REDACT #redacted ${id} :no advertising`);
	await ann.until("FAIL", "REDACT", "INVALID_TARGET", "#nowhere-at-all");
	for (const client of [ann, bea]) {
		expect((await client.until("REDACT", "#redacted", id, "no advertising")).source).toBe("Ann!Ann@irc.example");
	}
	ann.send("PRIVMSG #redacted :a slip");
	const own = await msgidOf(bea, "#redacted", "a slip");
	ann.send(`REDACT #redacted ${own}`);
	expect((await bea.until("REDACT", "#redacted", own)).params).toHaveLength(2);
});

test("away-notify: a guest is told to be away to those who share a room, to others once they join theirs", async () => {
	using ann = await guest("Ann", "away-notify");
	using bea = await guest("Bea", "away-notify");
	using cat = await guest("Cat");
	using dot = await guest("Dot", "away-notify", "extended-monitor");
	await join("#aways", ann, cat);
	await answers(dot, "MONITOR + Bea");
	bea.send("AWAY :at sea");
	await bea.until("306");
	expect((await dot.until("AWAY", "at sea")).source).toBe("Bea!Bea@irc.example");
	expect(await answers(ann)).toEqual([]);
	await join("#aways", bea);
	expect(await answers(ann)).toEqual(["JOIN #aways", "AWAY at sea"]);
	expect(await answers(cat)).toEqual(["JOIN #aways"]);
	bea.send("AWAY");
	await bea.until("305");
	expect(await answers(ann)).toEqual(["AWAY"]);
});

test("setname: what else changes of a person is not told as their name once more", async () => {
	using ann = await guest("Ann", "setname");
	using bea = await guest("Bea");
	await join("#named", ann, bea);
	bea.send("SETNAME :Bea of the Tides");
	await ann.until("SETNAME", "Bea of the Tides");
	bea.send("AWAY :at sea");
	await bea.until("306");
	expect((await ann.roundTrip()).map(({ command }) => command)).not.toContain("SETNAME");
});

test("draft/read-marker: MARKREAD of nothing fails with NEED_MORE_PARAMS", async () => {
	using ann = await guest("Ann", "draft/read-marker");
	ann.send("MARKREAD");
	await ann.until("FAIL", "MARKREAD", "NEED_MORE_PARAMS");
});

test("draft/metadata-2: a key that is unset is answered by 766, and a batch names its target", async () => {
	using ann = await guest("Ann", "draft/metadata-2", "batch");
	ann.send("METADATA * SET display-name :Ann the First", "METADATA * SET display-name");
	await ann.until("761", "Ann", "*", "display-name", "*", "Ann the First");
	await ann.until("766", "Ann", "*", "display-name");
	ann.send("METADATA * GET display-name");
	await ann.until("BATCH", /^\+/, "metadata", "Ann");
	await ann.until("766", "Ann", "Ann", "display-name");
});
