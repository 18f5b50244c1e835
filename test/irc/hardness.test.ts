import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect as connectTcp } from "node:net";
import { eventually } from "../support/eventually.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { startTestGateway, type TestGateway } from "../support/irc-gateway.ts";
import { PASSWORD } from "../support/person.ts";

const MINUTE = 60_000;

let gateway: TestGateway;
const clock = new FakeClock();
beforeAll(async () => {
	gateway = await startTestGateway(["Mara", "Jun"], { clock });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const enter = (name: string, ...capabilities: string[]) =>
	RawIrcClient.loggedIn(gateway.port, name, PASSWORD, ...capabilities);
const bytes = (text: string) => new TextEncoder().encode(text);
const ends = (why: string) =>
	gateway.under.logLines.filter(({ event, fields }) => event === "disconnection" && String(fields["why"]).includes(why))
		.length;

test("who does not register within a minute is sent away, and holds no place", async () => {
	using irc = await RawIrcClient.connect(gateway.port);
	irc.send("CAP LS 302", "NICK somebody");
	await irc.roundTrip();
	clock.advance(MINUTE);
	expect((await irc.until("ERROR")).params[0]).toContain("Registration timed out");
	await irc.end();
});

test("a client that says nothing is asked by PING, stays while it answers, and goes when it does not (RFC 2812 3.7.2)", async () => {
	using irc = await enter("Mara");
	for (let count = 0; count < 3; count++) {
		clock.advance(2 * MINUTE);
		await irc.roundTrip();
	}
	irc.answersPings = false;
	clock.advance(2 * MINUTE);
	await irc.until("PING", "parlour");
	clock.advance(2 * MINUTE);
	expect((await irc.until("ERROR")).params[0]).toContain("Ping timeout");
	await irc.end();
});

test("one timer a client, however much it says, and none when it is gone", async () => {
	const before = clock.waiting;
	{
		using irc = await enter("Mara");
		for (let count = 0; count < 20; count++) await irc.roundTrip();
		expect(clock.waiting).toBe(before + 1);
	}
	await eventually(async () => clock.waiting === before, "no timer left");
});

test("a client that never reads is ended once a megabyte waits for it, and the others miss nothing", async () => {
	const socket = connectTcp(gateway.port, "127.0.0.1");
	socket.on("error", () => undefined);
	socket.write(`PASS :Jun:${PASSWORD}\r\nNICK Jun\r\nUSER jun 0 * :Jun\r\n`);
	await new Promise((resolve) => socket.once("data", resolve));
	socket.pause();
	using mara = await enter("Mara", "draft/multiline", "echo-message", "labeled-response");
	const before = ends("too slow");
	const lines = Array.from({ length: 64 }, (_, index) => `@batch=b PRIVMSG #lobby :${index} ${"x".repeat(100)}`);
	await eventually(async () => {
		for (let count = 0; count < 50; count++) {
			mara.send("BATCH +b draft/multiline #lobby", ...lines, "BATCH -b");
		}
		for (let count = 0; count < 50; count++) await mara.until("BATCH", /^\+/);
		await mara.roundTrip();
		return ends("too slow") > before;
	}, "the slow one ended");
	socket.destroy();
});

test("a client that asks without reading is worked for no longer, and comes to no harm when it reads", async () => {
	const socket = connectTcp(gateway.port, "127.0.0.1");
	socket.on("error", () => undefined);
	let received = 0;
	let rest = "";
	socket.on("data", (chunk: Buffer) => {
		const parts = (rest + chunk.toString()).split("\r\n");
		rest = parts.pop() ?? "";
		received += parts.filter((line) => line.includes(" PONG ")).length;
	});
	socket.pause();
	const token = "x".repeat(400);
	socket.write(`PING ${token}\r\n`.repeat(20_000));
	using other = await enter("Mara");
	await other.roundTrip();
	socket.resume();
	await eventually(async () => {
		clock.advance(1_000);
		return received === 20_000;
	}, "every answer");
	socket.destroy();
});

test.each([
	["a blank", ":a b"],
	["a channel's sign", "#a"],
	["a mask", "a!b@c"],
	["a star", "*"],
	["a comma", "a,b"],
	["a colon", "::a"],
	["too long a name", "a".repeat(65)],
	["a prefix of standing", "@a"],
	["a dollar", "$a"],
	["a founder's prefix", "~a"],
	["a local channel's sign", "&a"],
	["a mark of bold", "a\u0002b"],
	["a tab", "a\tb"],
	["NUL", "a\0b"],
	["a character of no width", "a\u200bb"],
	["a turn of the writing", "a\u202eb"],
	["a blank that is none of ASCII's", "a\u00a0b"],
	["a joined picture", "👩\u200d👧"],
])("NICK with %s is refused (432, RFC 2812 2.3.1)", async (_, nick) => {
	using irc = await RawIrcClient.connect(gateway.port);
	irc.send(`NICK ${nick}`);
	await irc.until("432", "*");
});

test.each(["潮汐", "a.b-c_d", "7up", "-a", "ÄÖ", "a'b", "🌊"])("NICK %s is taken as one's wish", async (nick) => {
	using irc = await RawIrcClient.connect(gateway.port);
	irc.send(`NICK ${nick}`, "JOIN #x");
	await irc.until("451", /^[^*]/);
});

test("JOIN of very many rooms in a line is refused whole (407), and of names that are none one by one (403)", async () => {
	using irc = await enter("Mara");
	const many = Array.from({ length: 100 }, (_, index) => `#${index}`).join(",");
	irc.send(`JOIN ${many}`, "JOIN #,##,&x,x,#a:b,#\u0007,0", "JOIN 0");
	await irc.until("407", "Mara");
	for (let count = 0; count < 5; count++) await irc.until("403", "Mara");
	await irc.until("FAIL", "JOIN");
	const listed = await irc.roundTrip();
	expect(listed.filter(({ command }) => command === "JOIN")).toEqual([]);
});

test("PART of very many rooms in a line is refused whole (407), and of one that is named twice it is told once (403)", async () => {
	using irc = await enter("Mara");
	const many = Array.from({ length: 51 }, (_, index) => `#${index}`).join(",");
	irc.send(`PART ${many}`, "PART #nowhere,#nowhere");
	const answers = (await irc.roundTrip()).map(({ command }) => command);
	expect(answers).toEqual(["407", "403"]);
});

test("the ERROR that a QUIT ends with is no longer than a line, however many words it has", async () => {
	using irc = await enter("Mara");
	irc.send(`QUIT :${"ü".repeat(250)}`);
	const { params } = await irc.until("ERROR");
	expect(Buffer.byteLength(`ERROR :${params[0]}\r\n`)).toBeLessThanOrEqual(512);
});

test.each([
	["NUL, lone CR and other marks within", "PRIVMSG #lobby :a\0b\rc\u0001d\r\n"],
	["no command", ":only a source\r\n@only=tags\r\n   \r\n\r\n"],
	["cut in a character", new Uint8Array([0x50, 0xe6, 0xbd, 13, 10])],
	["tags and no end of them", `@${"a=b;".repeat(1000)}x PING y\r\n`],
])("a line with %s harms nobody", async (_, line) => {
	using other = await enter("Jun");
	using irc = await enter("Mara");
	irc.sendBytes(typeof line === "string" ? bytes(line) : line);
	await irc.roundTrip();
	await other.roundTrip();
});

/** With what is no UTF-8 in place of each `\ufffd`. */
const spoilt = (text: string) => Buffer.from(text.replaceAll("\ufffd", "\xff"), "latin1");

test("what is no UTF-8 is refused with its command where that can be read (utf8only)", async () => {
	using irc = await enter("Mara");
	irc.sendBytes(spoilt("PRIVMSG #lobby :\ufffd\r\n"));
	await irc.until("FAIL", "PRIVMSG", "INVALID_UTF8");
	irc.sendBytes(spoilt("@a=\ufffd :\ufffd topic #lobby :x\r\n"));
	await irc.until("FAIL", "TOPIC", "INVALID_UTF8");
	irc.sendBytes(spoilt("T\ufffdPIC #lobby :x\r\n"));
	await irc.until("FAIL", "*", "INVALID_UTF8");
});

test("what cannot be read is answered with its label where that can be (labeled-response), and with none that cannot", async () => {
	using irc = await enter("Mara", "labeled-response");
	irc.sendBytes(spoilt("@label=one PRIVMSG #lobby :\ufffd\r\n"));
	expect((await irc.until("FAIL", "PRIVMSG")).tags.get("label")).toBe("one");
	irc.send(`@label=two PRIVMSG #lobby :${"x".repeat(600)}`);
	expect((await irc.until("417", "Mara")).tags.get("label")).toBe("two");
	irc.send(`@label=three PRIVMSG #lobby :${"x".repeat(6000)}`);
	expect((await irc.until("417", "Mara")).tags.get("label")).toBe("three");
	irc.send("@label=four JO-IN #lobby");
	expect((await irc.until("421", "Mara", "JO-IN")).tags.get("label")).toBe("four");
	irc.sendBytes(spoilt("@label=\ufffd PRIVMSG #lobby :x\r\n"));
	expect((await irc.until("FAIL", "PRIVMSG")).tags.get("label")).toBeUndefined();
});

test("4,094 bytes of tags are taken, and one more is refused whole (417, message-tags, Size limit)", async () => {
	using irc = await enter("Mara", "message-tags");
	irc.send(`@${"a".repeat(4094)} PING most`);
	await irc.until("PONG", /./, "most");
	irc.send(`@${"a".repeat(4095)} PING more`);
	await irc.until("417", "Mara");
	expect((await irc.roundTrip()).filter(({ command }) => command === "PONG")).toEqual([]);
});

test("a message of several lines that has lost one is not posted", async () => {
	using other = await enter("Jun");
	using irc = await enter("Mara", "draft/multiline");
	irc.send("BATCH +b draft/multiline #lobby", "@batch=b PRIVMSG #lobby :before");
	irc.sendBytes(spoilt("@batch=b PRIVMSG #lobby :\ufffd\r\n"));
	irc.send("@batch=b PRIVMSG #lobby :after", "BATCH -b", "PRIVMSG #lobby :whole");
	await irc.until("FAIL", "PRIVMSG", "INVALID_UTF8");
	expect((await other.until("PRIVMSG", "#lobby")).params[1]).toBe("whole");
});

test("a line that its connection's end has cut is none", async () => {
	using other = await enter("Jun");
	const before = ends("");
	{
		using irc = await enter("Mara");
		irc.send("PRIVMSG #lobby :whole");
		irc.sendBytes(bytes("PRIVMSG #lobby :half"));
		expect((await other.until("PRIVMSG", "#lobby")).params[1]).toBe("whole");
	}
	await eventually(() => ends("") > before, "the end");
	using again = await enter("Mara");
	again.send("PRIVMSG #lobby :next");
	expect((await other.until("PRIVMSG", "#lobby")).params[1]).toBe("next");
});

test("ten thousand CAP REQ are answered one by one, and the others have their turn meanwhile", async () => {
	using other = await enter("Jun");
	using irc = await RawIrcClient.connect(gateway.port);
	irc.send("CAP LS 302");
	await irc.until("CAP", "*", "LS");
	for (let count = 0; count < 5_000; count++) irc.send("CAP REQ :server-time", `CAP REQ :-no-such-${count}`);
	await irc.until("CAP", "*", "ACK");
	for (let count = 0; count < 3; count++) await other.roundTrip();
	await irc.until("CAP", "*", "NAK", "-no-such-4999");
	await irc.roundTrip();
});

test("JOIN of a thousand rooms is more than a line holds (417), and joins none", async () => {
	using irc = await enter("Mara");
	irc.send(`JOIN ${Array.from({ length: 1000 }, (_, index) => `#r${index}`).join(",")}`);
	await irc.until("417", "Mara");
	expect((await irc.roundTrip()).filter(({ command }) => command === "JOIN")).toEqual([]);
});

test("bad lines are forgiven in time: a few now and then end nobody's connection", async () => {
	using irc = await enter("Mara");
	for (let round = 0; round < 5; round++) {
		irc.sendBytes(bytes(`${"x".repeat(600)}\r\n`.repeat(10)));
		for (let count = 0; count < 10; count++) await irc.until("417");
		await irc.roundTrip();
		clock.advance(2 * MINUTE);
	}
	await irc.roundTrip();
});

test("a client of nothing but bad lines is sent away", async () => {
	using irc = await RawIrcClient.connect(gateway.port);
	irc.sendBytes(bytes(`${"x".repeat(600)}\r\n`.repeat(30)));
	await irc.until("417");
	await irc.until("ERROR");
	await irc.end();
});

test("sasl-3.2: who is logged in is not logged in again (907), asked for before or after the welcome", async () => {
	using irc = await enter("Mara", "sasl");
	irc.send("AUTHENTICATE PLAIN", "CAP REQ :sasl server-time", "AUTHENTICATE PLAIN");
	await irc.until("907", "Mara");
	await irc.until("CAP", "Mara", "ACK", "sasl server-time");
	await irc.until("907", "Mara");
	irc.send("CAP REQ -cap-notify");
	await irc.until("CAP", "Mara", "NAK");
});
