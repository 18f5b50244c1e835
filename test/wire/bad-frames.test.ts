import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { logged } from "../support/day-log.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

let server: RunningParlour;
let token = "";
let silent: RawSocket;
let bystander: RawSocket;

beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited"] });
	token = await signUp(server.url, "asha");
	silent = await RawSocket.open(server.url);
	bystander = await RawSocket.enter(server.url, await signUp(server.url, "bystander"));
});
afterAll(async () => {
	await server[Symbol.asyncDispose]();
});

/** The door, the connection and everybody else are as they were. */
async function goesOn(socket: RawSocket): Promise<void> {
	await socket.roundtrip();
	await bystander.roundtrip();
}

describe("a frame that cannot be read is answered, with its id where that can be read, and changes nothing", () => {
	const frames: [string, string, number | undefined][] = [
		["no JSON", "{", undefined],
		["nothing", "", undefined],
		["a bare value", "null", undefined],
		["a list", "[]", undefined],
		["a frame of no type", '{"id":7}', 7],
		["an unknown frame", '{"t":"launch","id":7}', 7],
		["a frame without its fields", '{"t":"post","id":7}', 7],
		["a field of a wrong type", '{"t":"sync","id":7,"room":"1","cursor":0}', 7],
		["a number below zero", '{"t":"sync","id":7,"room":1,"cursor":-1}', 7],
		["a number with a fraction", '{"t":"sync","id":7,"room":1.5,"cursor":0}', 7],
		["a number beyond all numbers", '{"t":"sync","id":7,"room":1,"cursor":1e400}', 7],
		["a field too many", '{"t":"members","id":7,"room":1,"extra":true}', 7],
		["a nonce too short", '{"t":"post","id":7,"room":1,"nonce":"short","body":"x"}', 7],
		["a limit too high", '{"t":"history","id":7,"room":1,"limit":201}', 7],
		["an id of a wrong type", '{"t":"members","id":"7","room":1}', undefined],
		["an id of nought", '{"t":"members","id":0,"room":1}', undefined],
		["a prototype", '{"t":"members","id":7,"room":1,"__proto__":{"t":"x"}}', 7],
		["deep nesting", `{"t":"members","id":7,"room":${"[".repeat(10_000)}${"]".repeat(10_000)}}`, 7],
	];
	test.each(frames)("%s", async (_, text, id) => {
		await using socket = await RawSocket.enter(server.url, token);
		socket.sendText(text);
		const error = await socket.next("error");
		expect(error).toMatchObject({ code: "bad_request", message: expect.stringContaining("Cannot read this frame: ") });
		expect(error.id).toBe(id);
		await goesOn(socket);
	});

	test("a binary frame", async () => {
		await using socket = await RawSocket.enter(server.url, token);
		socket.sendBytes(new TextEncoder().encode('{"t":"members","id":7,"room":1}'));
		expect(await socket.next("error")).toMatchObject({ code: "bad_request" });
		await goesOn(socket);
	});
});

test("a frame before hello is refused, and hello still works", async () => {
	await using socket = await RawSocket.open(server.url);
	expect(await socket.ask({ t: "history", room: 1 })).toMatchObject({ t: "error", code: "bad_request" });
	socket.send({ t: "typing", room: 1 });
	await socket.next("error");
	expect(socket.frames.map(({ t }) => t)).toEqual(["error", "error"]);
	socket.send({ t: "hello", v: 1, token });
	await socket.next("welcome");
});

test("requests in the same breath as hello are refused, not lost: its welcome is awaited", async () => {
	await using socket = await RawSocket.open(server.url);
	socket.send({ t: "hello", v: 1, token });
	const answer = await socket.ask({ t: "members", room: 1 });
	expect(["error", "members"]).toContain(answer.t);
});

test("a second hello is refused, and the connection stays whose it was", async () => {
	await using socket = await RawSocket.enter(server.url, token);
	socket.send({ t: "hello", v: 1, token: await signUp(server.url, "somebody-else") });
	expect(await socket.next("error")).toMatchObject({ code: "bad_request" });
	await socket.ask({ t: "post", room: 1, nonce: "who-am-i-now", body: "who am I" });
	const page = await socket.ask({ t: "history", room: 1, limit: 1 });
	expect(page.t === "page" && page.messages[0]?.author?.name).toBe("asha");
});

test("another version is told which one this is, and closed with 4000", async () => {
	const socket = await RawSocket.open(server.url);
	socket.send({ t: "hello", v: 2, token });
	const bye = await socket.next("bye");
	expect(bye).toMatchObject({ code: "version_unsupported", message: expect.stringContaining("this server talks 1") });
	expect(await socket.closed).toMatchObject({ code: 4000 });
});

const wrongTokens: [string, { token?: string }][] = [
	["no token", {}],
	["an empty token", { token: "" }],
	["a token that was never given out", { token: "never-given-out" }],
	["a very long token", { token: "x".repeat(5000) }],
];
test.each(wrongTokens)("%s opens nothing", async (_, wrong) => {
	const socket = await RawSocket.open(server.url);
	socket.send({ t: "hello", v: 1, ...wrong });
	expect(await socket.next("bye")).toMatchObject({ code: "unauthorized" });
	expect(await socket.closed).toMatchObject({ code: 4001 });
});

test("ten bad frames end the connection, and nobody else's", async () => {
	const socket = await RawSocket.enter(server.url, token);
	for (let count = 0; count < 9; count++) {
		socket.sendText("{");
		await socket.next("error");
	}
	await socket.roundtrip();
	socket.sendText("{");
	expect(await socket.closed).toMatchObject({ code: 4000, reason: "too many bad frames" });
	await bystander.roundtrip();
});

test("a frame over the limit ends the connection, and nobody else's", async () => {
	const socket = await RawSocket.enter(server.url, token);
	socket.send({ t: "post", id: 1, room: 1, nonce: "far-too-large", body: "x".repeat(1_000_000) });
	expect((await socket.closed).code).not.toBe(1000);
	await bystander.roundtrip();
	await logged(server.data, /:disconnection .*user=asha .*100[69]/);
});

test("more than 256 requests under way are refused with a time to wait, and each is answered", async () => {
	await using socket = await RawSocket.enter(server.url, token);
	const answers = await Promise.all(
		Array.from({ length: 600 }, (_, index) =>
			socket.ask({ t: "post", room: 1, nonce: `under-way-${index}`, body: `${index}` }),
		),
	);
	for (const answer of answers) {
		if (answer.t !== "posted") expect(answer).toMatchObject({ code: "rate_limited", retryAfterMs: expect.any(Number) });
	}
	expect(answers.filter(({ t }) => t === "posted").length).toBeGreaterThanOrEqual(256);
});

test("who says no hello is shown out after ten seconds, who has said it stays", async () => {
	expect(await silent.closed).toMatchObject({ code: 4000, reason: "no hello" });
	await bystander.roundtrip();
});
