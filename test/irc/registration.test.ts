import { afterAll, beforeAll, expect, test } from "bun:test";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour();
	await signUp(server.url, "Mara");
});
afterAll(() => server[Symbol.asyncDispose]());

const plain = (name: string, password: string, as = "") =>
	Buffer.from(`${as}\0${name}\0${password}`).toString("base64");

test("PASS name:password, NICK and USER are welcomed (RFC 2812 3.1, 5.1)", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send(`PASS :Mara:${PASSWORD}`, "NICK anything", "USER mara 0 * :Mara");
	await client.until("NICK", "Mara");
	expect((await client.until("001")).params[0]).toBe("Mara");
	for (const numeric of ["002", "003", "004", "005", "251", "255", "422"]) await client.until(numeric, "Mara");
	await client.until("JOIN", "#lobby");
	await client.until("366", "Mara", "#lobby");
});

test("the password alone goes with the nickname as the account's name", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send(`PASS :${PASSWORD}`, "NICK mara", "USER mara 0 * :Mara");
	expect((await client.until("001")).params[0]).toBe("Mara");
});

test("SASL PLAIN logs in before the welcome (IRCv3 sasl-3.1)", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302", "NICK mara", "USER mara 0 * :Mara");
	expect((await client.until("CAP", "*", "LS", "*")).params[3]).toContain("sasl=PLAIN");
	client.send("CAP REQ :sasl server-time");
	await client.until("CAP", "mara", "ACK", "sasl server-time");
	client.send("AUTHENTICATE PLAIN");
	await client.until("AUTHENTICATE", "+");
	client.send(`AUTHENTICATE ${plain("Mara", PASSWORD)}`);
	await client.until("900", "mara", /.*/, "Mara");
	await client.until("903");
	client.send("CAP END");
	await client.until("001", "Mara");
});

test.each([
	["a wrong password", plain("Mara", "wrong"), "904"],
	["somebody else's authority", plain("Mara", PASSWORD, "jun"), "904"],
	["no base64", "%%%", "904"],
	["more than ever fits", "A".repeat(401), "905"],
])("SASL PLAIN with %s is refused, and nobody is logged in", async (_, answer, numeric) => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP REQ sasl", "NICK mara", "USER mara 0 * :Mara", "AUTHENTICATE PLAIN", `AUTHENTICATE ${answer}`);
	await client.until(numeric);
	client.send("CAP END");
	await client.until("464");
	await client.end();
});

test("another mechanism is refused with those there are, and * breaks off", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP REQ sasl", "AUTHENTICATE SCRAM-SHA-256");
	await client.until("908", "*", "PLAIN");
	client.send("AUTHENTICATE PLAIN", "AUTHENTICATE *");
	await client.until("906");
});

test("without a password nobody comes in, and the answer says how", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("NICK mara", "USER mara 0 * :Mara");
	expect((await client.until("464")).params.at(-1)).toContain("SASL");
	await client.until("ERROR");
	await client.end();
});

test("before the welcome nothing but registration is answered (451)", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("JOIN #lobby");
	await client.until("451", "*");
	client.send("PRIVMSG #lobby :hello", "NONSENSE");
	await client.until("451");
	await client.until("451");
	client.send("PING early");
	await client.until("PONG", "parlour", "early");
});

test("CAP REQ is all or nothing, LIST tells what there is, and END alone registers nobody", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS 302");
	await client.until("CAP", "*", "LS");
	client.send("CAP REQ :server-time no-such-thing");
	await client.until("CAP", "*", "NAK", "server-time no-such-thing");
	client.send("CAP REQ :message-tags", "CAP LIST");
	await client.until("CAP", "*", "ACK", "message-tags");
	expect((await client.until("CAP", "*", "LIST")).params[2]?.split(" ").sort()).toEqual(["cap-notify", "message-tags"]);
	client.send("CAP REQ :-message-tags", "CAP LIST", "CAP NONSENSE", "CAP END");
	await client.until("CAP", "*", "LIST", "cap-notify");
	await client.until("410", "*", "NONSENSE");
	expect(await client.roundTrip()).toEqual([]);
});

test("a client that does not say 302 finds what is ratified in the first line, without values (capability-negotiation)", async () => {
	using client = await RawIrcClient.connect(server.ircPort);
	client.send("CAP LS");
	const [names = ""] = (await client.until("CAP", "*", "LS")).params.slice(2);
	for (const name of ["sasl", "server-time", "userhost-in-names"]) expect(names.split(" ")).toContain(name);
});

test("CAP LS after the welcome is answered too, and tells nobody twice that they are welcome", async () => {
	using client = await RawIrcClient.loggedIn(server.ircPort, "Mara", PASSWORD);
	client.send("CAP LS 302", "CAP END");
	await client.until("CAP", "Mara", "LS", "*");
	expect((await client.roundTrip()).map(({ command }) => command)).toEqual(["CAP"]);
});

test("a client that asks and asks is answered in time, and holds nobody up", async () => {
	await signUp(server.url, "Jun");
	using busy = await RawIrcClient.loggedIn(server.ircPort, "Jun", PASSWORD);
	using other = await RawIrcClient.loggedIn(server.ircPort, "Mara", PASSWORD);
	busy.send(...Array.from({ length: 220 }, () => "WHOIS Mara"));
	await other.roundTrip();
	const lines = await busy.roundTrip();
	expect(lines.filter(({ command }) => command === "318")).toHaveLength(220);
});

test("ten thousand CAP REQ are answered, and the others notice nothing", async () => {
	using other = await RawIrcClient.loggedIn(server.ircPort, "Mara", PASSWORD);
	using client = await RawIrcClient.connect(server.ircPort);
	client.send(...Array.from({ length: 10_000 }, () => "CAP REQ :server-time"));
	await other.roundTrip();
	await client.roundTrip();
});

test.each([
	["a line of 513 bytes", `PRIVMSG #lobby :${"x".repeat(513)}`, "417"],
	["a line with NUL in it", "PRI\0VMSG x", null],
])("%s harms nobody", async (_, line, numeric) => {
	using client = await RawIrcClient.loggedIn(server.ircPort, "Mara", PASSWORD);
	client.send(line);
	if (numeric) await client.until(numeric);
	await client.roundTrip();
});

test("what is not UTF-8 is refused by FAIL (UTF8ONLY)", async () => {
	using client = await RawIrcClient.loggedIn(server.ircPort, "Mara", PASSWORD);
	client.sendBytes(new Uint8Array([...Buffer.from("PRIVMSG #lobby :"), 0xff, 13, 10]));
	await client.until("FAIL", "PRIVMSG", "INVALID_UTF8");
});

test("a word of the server's own is asked for where there is one", async () => {
	await using closed = await startParlour({ args: ["--irc-password", "harbour"] });
	await signUp(closed.url, "Mara");
	const enter = async (pass: string) => {
		const client = await RawIrcClient.connect(closed.ircPort);
		client.send(`PASS :${pass}`, "NICK Mara", "USER mara 0 * :Mara");
		return client;
	};
	using refused = await enter(`Mara:${PASSWORD}`);
	await refused.until("464");
	using welcome = await enter(`harbour:Mara:${PASSWORD}`);
	await welcome.until("001");
});
