import { afterAll, beforeAll, expect, test } from "bun:test";
import * as v from "valibot";
import { appPasswordsReply, newAppPasswordReply } from "../../src/protocol/app-passwords.ts";
import { errorReply, sessionReply } from "../../src/protocol/http.ts";
import { ClassicClient } from "../support/classic-client.ts";
import { logged, readDayLog } from "../support/day-log.ts";
import { bearer } from "../support/files.ts";
import { RawIrcClient } from "../support/irc-client.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, postJson, signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited"] });
});
afterAll(() => server[Symbol.asyncDispose]());

function call(token: string, path: string, body?: unknown): Promise<Response> {
	return fetch(`${server.url}${path}`, {
		method: body === undefined ? "GET" : "POST",
		headers: { ...bearer(token), "Content-Type": "application/json" },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
}

async function make(token: string, label: string): Promise<{ id: number; password: string }> {
	return v.parse(newAppPasswordReply, await (await call(token, "/api/app-passwords", { label })).json());
}

async function list(token: string) {
	return v.parse(appPasswordsReply, await (await call(token, "/api/app-passwords")).json()).appPasswords;
}

async function end(token: string, id: number): Promise<void> {
	expect((await call(token, "/api/app-passwords/end", { id })).status).toBe(200);
}

async function codeOf(response: Response): Promise<string> {
	return v.parse(errorReply, await response.json()).code;
}

async function logIn(name: string, password: string): Promise<string> {
	const response = await postJson(server.url, "/api/login", { name, password });
	expect(response.status).toBe(200);
	return v.parse(sessionReply, await response.json()).token;
}

test("an app password is told once, listed to its person alone, and never in the log", async () => {
	const [token, other] = [await signUp(server.url, "asha"), await signUp(server.url, "bela")];
	const { id, password } = await make(token, "  irssi\tat home ");
	expect(password.length).toBeGreaterThanOrEqual(24);
	expect(await list(token)).toEqual([{ id, label: "irssi at home", createdAt: expect.any(Number) }]);
	await logIn("asha", password);
	expect(await list(token)).toEqual([
		{ id, label: "irssi at home", createdAt: expect.any(Number), usedAt: expect.any(Number) },
	]);
	expect(await list(other)).toEqual([]);
	expect(await codeOf(await call(other, "/api/app-passwords/end", { id }))).toBe("not_found");
	expect(await codeOf(await call(token, "/api/app-passwords", { label: " " }))).toBe("bad_request");
	expect(await codeOf(await call("none", "/api/app-passwords"))).toBe("unauthorized");
	expect(await codeOf(await postJson(server.url, "/api/login", { name: "bela", password }))).toBe("wrong_credentials");
	await logged(server.data, /:app password made user=asha gateway=web address=127\.0\.0\.1/);
	expect(await readDayLog(server.data)).not.toContain(password);
});

test("the end of one closes what came in by it at once, on every gateway, and nothing else", async () => {
	const token = await signUp(server.url, "cara");
	const { id, password } = await make(token, "everything");
	const kept = await make(token, "another");
	await using own = await RawSocket.enter(server.url, token);
	const terminal = await RawSocket.enter(server.url, await logIn("cara", password));
	using sasl = await RawIrcClient.connect(server.ircPort);
	sasl.send("CAP REQ sasl", "NICK cara", "USER cara 0 * :c", "AUTHENTICATE PLAIN");
	await sasl.until("AUTHENTICATE", "+");
	sasl.send(`AUTHENTICATE ${btoa(`\0cara\0${password}`)}`, "CAP END");
	await sasl.until("001", "cara");
	using pass = await RawIrcClient.loggedIn(server.ircPort, "cara", password);
	using other = await RawIrcClient.loggedIn(server.ircPort, "cara", kept.password);
	using classic = await ClassicClient.loggedIn(server.classicPort, "cara", password);
	await end(token, id);
	expect(await terminal.closed).toMatchObject({ code: 4001 });
	for (const client of [sasl, pass]) await client.until("ERROR");
	await classic.untilText("Your session was ended");
	await own.roundtrip();
	await other.roundTrip();
	expect(await codeOf(await postJson(server.url, "/api/login", { name: "cara", password }))).toBe("wrong_credentials");
	using again = await RawIrcClient.connect(server.ircPort);
	again.send(`PASS :cara:${password}`, "NICK cara", "USER cara 0 * :c");
	await again.until("464");
});

test("an IRC client that is still on its way in by one that is ended does not come in", async () => {
	const token = await signUp(server.url, "dora");
	const { id, password } = await make(token, "slow");
	using slow = await RawIrcClient.connect(server.ircPort);
	slow.send("CAP REQ sasl", "NICK dora", "USER dora 0 * :d", "AUTHENTICATE PLAIN");
	await slow.until("AUTHENTICATE", "+");
	slow.send(`AUTHENTICATE ${btoa(`\0dora\0${password}`)}`);
	await slow.until("903");
	await end(token, id);
	slow.send("CAP END");
	await slow.until("ERROR");
	await slow.end();
});

test("who came in by an app password neither makes others nor changes the account's password with it", async () => {
	const token = await signUp(server.url, "ella");
	const { password } = await make(token, "phone");
	const phone = await logIn("ella", password);
	expect(await codeOf(await call(phone, "/api/app-passwords"))).toBe("forbidden");
	expect(await codeOf(await call(phone, "/api/app-passwords", { label: "more" }))).toBe("forbidden");
	const change = await call(phone, "/api/password", { old: password, new: "mine now" });
	expect(await codeOf(change)).toBe("wrong_credentials");
	const { ticket } = v.parse(v.object({ ticket: v.string() }), await (await call(phone, "/api/ticket", {})).json());
	const redeemed = v.parse(sessionReply, await (await postJson(server.url, "/api/ticket/redeem", { ticket })).json());
	expect(await codeOf(await call(redeemed.token, "/api/app-passwords"))).toBe("forbidden");
	expect(await list(token)).toHaveLength(1);
});

test("a new password of the account ends its app passwords, and what came in by them", async () => {
	const token = await signUp(server.url, "finn");
	const { password } = await make(token, "phone");
	using irc = await RawIrcClient.loggedIn(server.ircPort, "finn", password);
	expect((await call(token, "/api/password", { old: PASSWORD, new: "a new password" })).status).toBe(200);
	await irc.until("ERROR");
	expect(await list(token)).toEqual([]);
	expect((await postJson(server.url, "/api/login", { name: "finn", password })).status).toBe(401);
});

test("a wrong one is slowed as any wrong password is", async () => {
	await using guarded = await startParlour();
	await signUp(guarded.url, "gina");
	const attempt = (n: number) => postJson(guarded.url, "/api/login", { name: "gina", password: `guess ${n}` });
	let status = 0;
	for (let n = 0; n < 200 && status !== 429; n++) ({ status } = await attempt(n));
	expect(status).toBe(429);
});
