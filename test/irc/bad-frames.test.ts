import { afterAll, beforeAll, expect, test } from "bun:test";
import { eventually } from "../support/eventually.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, signUp } from "../support/person.ts";
import { BINARY, RawWebSocket, TEXT } from "../support/raw-web-socket.ts";

const BY_TEXT = "text.ircv3.net";
const BY_BINARY = "binary.ircv3.net";

let server: RunningParlour;
let other: RawIrcClient;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	for (const name of ["Mara", "Jun"]) await signUp(server.url, name);
	other = await RawIrcClient.loggedIn(server.ircPort, "Jun", PASSWORD);
});
afterAll(async () => {
	other[Symbol.dispose]();
	await server[Symbol.asyncDispose]();
});

const open = (subprotocol: string) => RawWebSocket.open(server.url, "/irc", subprotocol);
const comes = (socket: RawWebSocket, what: string | RegExp) =>
	eventually(() => socket.messages.some((message) => message.match(what)), `${what} in\n${socket.messages.join("\n")}`);

/** Welcome, by WebSocket. */
async function enter(): Promise<RawWebSocket> {
	const socket = await open(BY_BINARY);
	socket.send(BINARY, `PASS :Mara:${PASSWORD}`);
	socket.send(BINARY, "NICK Mara");
	socket.send(BINARY, "USER Mara 0 * :Mara");
	await comes(socket, / 366 /);
	return socket;
}

test("a text frame that is no UTF-8 ends its connection, and no other", async () => {
	using socket = await open(BY_TEXT);
	socket.send(TEXT, new Uint8Array([0x50, 0x49, 0xff, 0xfe]));
	await socket.closed;
	await other.roundTrip();
});

test("a binary frame that is no UTF-8 is refused with its command, and the next one is taken", async () => {
	using socket = await open(BY_BINARY);
	socket.send(BINARY, Buffer.concat([Buffer.from("PRIVMSG #lobby :"), new Uint8Array([0xff, 0xfe])]));
	await comes(socket, /^:\S+ FAIL PRIVMSG INVALID_UTF8 :/);
	socket.send(BINARY, "PING after");
	await comes(socket, / PONG \S+ after$/);
});

test("a line in parts is one line, several in a frame are several, and an empty frame is none", async () => {
	using socket = await enter();
	socket.send(BINARY, "PRIVMSG #lo", "bby :in pa", "rts");
	expect((await other.until("PRIVMSG", "#lobby")).params[1]).toBe("in parts");
	socket.send(BINARY, "PRIVMSG #lobby :one\r\nPRIVMSG #lobby :two\n\nPRIVMSG #lobby :three\r\n");
	for (const text of ["one", "two", "three"]) {
		expect((await other.until("PRIVMSG", "#lobby")).params[1]).toBe(text);
	}
	socket.send(BINARY, "");
	socket.send(BINARY, "\r\n");
	socket.send(BINARY, "PING after");
	await comes(socket, / PONG \S+ after$/);
	expect(socket.messages.filter((message) => / 421 | 461 | 417 /.test(message))).toEqual([]);
});

test("what NUL and CR are in reaches the others as text, and as nothing that another line could be", async () => {
	using socket = await enter();
	socket.send(BINARY, "PRIVMSG #lobby :a\0b\r:Jun!x@y QUIT :c");
	expect((await other.until("PRIVMSG", "#lobby")).params[1]).toBe("ab");
	expect((await other.until("PRIVMSG", "#lobby")).params[1]).toBe(":Jun!x@y QUIT :c");
	await other.roundTrip();
});

test("a frame that is too long for a line is told so (417), and one that is too long for a frame ends its connection", async () => {
	using socket = await open(BY_TEXT);
	socket.send(TEXT, `PRIVMSG #lobby :${"x".repeat(30_000)}`);
	await comes(socket, / 417 /);
	socket.send(TEXT, "PING after");
	await comes(socket, / PONG \S+ after$/);
	socket.send(TEXT, "x".repeat(8 * 1024 * 1024));
	await socket.closed;
	await other.roundTrip();
});

test("frames without end are sent away as lines are, and the others notice nothing", async () => {
	using socket = await open(BY_BINARY);
	for (let count = 0; count < 30; count++) socket.send(BINARY, new Uint8Array([0xff, count]));
	await comes(socket, /^ERROR :Closing link: Too many bad lines$/);
	await socket.closed;
	await other.roundTrip();
});
