import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { sessionReply } from "../../src/protocol/http.ts";
import { logged, readDayLog } from "../support/day-log.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { postJson, signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const LINE = /^\[\d\d:\d\d:\d\d\.\d{3}\]:[^\n]+$/;
const FORGED = "[00:00:00.000]:log-in user=parlour gateway=web address=203.0.113.1";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour();
});
afterAll(() => server[Symbol.asyncDispose]());

async function lines(): Promise<string[]> {
	return (await readDayLog(server.data)).trimEnd().split("\n");
}

test("connections, log-ins, sign-ups, refusals and changes of rooms are logged with their time, address and person", async () => {
	const token = await signUp(server.url, "asha");
	await signUp(server.url, "jun");
	expect((await postJson(server.url, "/api/login", { name: "asha", password: "wrong" })).status).toBe(401);
	expect((await postJson(server.url, "/api/login", { name: "nobody", password: "wrong" })).status).toBe(401);
	expect((await postJson(server.url, "/api/login", { name: "asha", password: "correct horse" })).status).toBe(200);
	expect((await postJson(server.url, "/api/signup", { name: "ASHA", password: "x" })).status).toBe(409);
	const socket = await RawSocket.enter(server.url, token);
	const created = await socket.ask({ t: "create", name: "plans", visibility: "private" });
	const room = created.t === "joined" ? created.room.id : 0;
	await socket.ask({ t: "invite", room, name: "jun" });
	await socket.ask({ t: "topic", room, topic: "the topic's words" });
	await socket.ask({ t: "rule", room, change: { rule: "key", on: true, value: "the-key's-word" } });
	await socket.ask({ t: "rule", room, change: { rule: "ban", on: true, value: "troll*" } });
	await socket.ask({ t: "remove", room, name: "jun", reason: "the reason's words" });
	await socket.ask({ t: "rename", room, name: "better-plans" });
	await socket.ask({ t: "archive", room, on: true });
	await socket.ask({ t: "direct", names: ["jun"] });
	await socket.ask({ t: "leave", room });
	socket.close();
	await socket.closed;
	await fetch(`${server.url}/api/logout`, { method: "POST", headers: { Authorization: `Bearer ${token}` } });

	const from = "gateway=web address=127\\.0\\.0\\.1";
	for (const what of [
		`:started version=`,
		`:sign-up user=asha role=owner ${from}`,
		`:sign-up user=jun role=member ${from}`,
		`:sign-up refused user=ASHA ${from} code=name_taken`,
		`:log-in refused user=asha ${from} code=wrong_credentials`,
		`:log-in refused user=nobody ${from} code=wrong_credentials`,
		`:log-in user=asha ${from}`,
		`:connection ${from}`,
		`:connected ${from} user=asha`,
		`:room created user=asha address=127.0.0.1 room=plans visibility=private`,
		`:room invitation user=asha address=127.0.0.1 room=plans invited=jun`,
		`:room topic user=asha address=127.0.0.1 room=plans`,
		`:room rule user=asha address=127.0.0.1 room=plans rule=\\+key$`,
		`:room rule user=asha address=127.0.0.1 room=plans rule="\\+ban troll\\*"`,
		`:room removal user=asha address=127.0.0.1 room=plans removed=jun`,
		`:room renamed user=asha address=127.0.0.1 room=plans to=better-plans`,
		`:room archived user=asha address=127.0.0.1 room=better-plans`,
		`:direct room created user=asha address=127.0.0.1 people=2`,
		`:room left user=asha address=127.0.0.1 room=better-plans`,
		`:disconnection ${from} user=asha`,
		`:log-out user=asha`,
	]) {
		expect(await logged(server.data, new RegExp(what))).toMatch(LINE);
	}
	expect(await readDayLog(server.data)).not.toMatch(/the (topic|key|reason)'s[- ]word/);
});

test("no message's text, no password and no token is ever logged, not even from what cannot be read", async () => {
	const words = (what: string) => `confidential-${what}-words`;
	const password = words("password");
	const reply = await postJson(server.url, "/api/signup", { name: "vik", password });
	const { token } = v.parse(sessionReply, await reply.json());
	await postJson(server.url, "/api/login", { name: "vik", password: words("wrong") });
	await postJson(server.url, "/api/login", { name: "vik", password, [words("key")]: 1 });
	await postJson(server.url, "/api/login", { name: 1, password: [words("list")] });

	await using socket = await RawSocket.enter(server.url, token);
	const posted = await socket.ask({ t: "post", room: 1, nonce: "confidential-1", body: words("body") });
	const seq = posted.t === "posted" ? posted.seq : 0;
	await socket.ask({ t: "edit", room: 1, seq, body: words("edit") });
	await socket.ask({ t: "draft", room: 1, body: words("draft") });
	await socket.ask({ t: "react", room: 1, seq, emoji: words("emoji"), on: true });
	await socket.ask({ t: "search", query: words("query") });
	await socket.ask({ t: "profile", display: words("display"), status: { emoji: "🌴", text: words("status") } });
	await socket.ask({ t: "delete", room: 1, seq });
	await socket.ask({ t: "post", room: 1, nonce: "confidential-2", body: `${words("long")} ${"x".repeat(9000)}` });
	for (const passwords of [
		{ old: words("wrong"), new: words("new") },
		{ old: password, new: words("new") },
	]) {
		await fetch(`${server.url}/api/password`, {
			method: "POST",
			headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
			body: JSON.stringify(passwords),
		});
	}
	// Each from a connection of its own: it is the first fault that is logged.
	for (const frame of [
		`"${words("bare")}"`,
		words("broken"),
		JSON.stringify({ t: words("type") }),
		JSON.stringify({ t: "post", id: 1, room: words("room"), nonce: "confidential-3", body: "x" }),
		JSON.stringify({ t: "members", id: 1, room: 1, [words("field")]: "x" }),
		JSON.stringify({ t: "post", id: words("id"), room: 1, nonce: "confidential-3", body: "x" }),
		JSON.stringify({ t: "create", id: 1, name: "x", visibility: words("visibility") }),
		JSON.stringify({ t: "hello", v: 1, token: { [words("token")]: token } }),
		JSON.stringify({ t: "hello", v: token, token }),
		JSON.stringify({ t: "hello", v: 1, token, [token]: true }),
	]) {
		await using stranger = await RawSocket.open(server.url);
		stranger.sendText(frame);
		await stranger.next("error");
	}
	await using wrong = await RawSocket.open(server.url);
	wrong.send({ t: "hello", v: 1, token: words("wrong-token") });
	await wrong.next("bye");
	await fetch(`${server.url}/?ticket=${words("query")}`);
	// Whatever was to be logged of all this has been when this is.
	await signUp(server.url, "afterwards");
	await logged(server.data, /:sign-up user=afterwards /);

	const log = await readDayLog(server.data);
	expect(log).toMatch(/:protocol fault .*fault=/);
	expect(log.split("\n").filter((line) => line.includes("confidential"))).toEqual([]);
	expect(log).not.toContain(token);
});

test("no name, client or origin with a line break in it can forge a line", async () => {
	const evil = `x\n${FORGED}\r\n${FORGED}\u2028`.slice(0, 190);
	await postJson(server.url, "/api/login", { name: evil, password: "x" });
	await postJson(server.url, "/api/signup", { name: evil, password: "x" });
	await using socket = await RawSocket.open(server.url);
	const token = await signUp(server.url, "innocent");
	socket.send({ t: "hello", v: 1, token, client: `y\n${FORGED}`.slice(0, 100) });
	await socket.next("welcome");
	await socket.ask({ t: "create", name: evil, visibility: "public" });
	await socket.ask({ t: "invite", room: 1, name: evil });
	socket.sendText(evil);
	socket.send({ t: evil });
	await socket.next("error");
	await logged(server.data, /:connected .*user=innocent .*client=/);
	await logged(server.data, /:sign-up refused .*code=name_invalid/);
	const all = await lines();
	expect(all.filter((line) => !LINE.test(line))).toEqual([]);
	expect(all.filter((line) => line.startsWith("[00:00:00.000]"))).toEqual([]);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not stand in the file
	expect(all.filter((line) => /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/.test(line))).toEqual([]);
});

test("the log is for its owner's eyes alone", async () => {
	const folder = join(server.data, "logs");
	const places = [folder, ...(await readdir(folder)).map((name) => join(folder, name))];
	for (const place of places) expect((await stat(place)).mode & 0o077).toBe(0);
});
