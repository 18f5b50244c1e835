import { afterAll, beforeAll, expect, test } from "bun:test";
import * as v from "valibot";
import { errorReply, type SessionInfo, sessionReply, sessionsReply } from "../../src/protocol/http.ts";
import { ClassicClient } from "../support/classic-client.ts";
import { logged, readDayLog } from "../support/day-log.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, postJson, signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour({ args: ["--announce", "off"] });
});
afterAll(() => server[Symbol.asyncDispose]());

async function call(token: string, path: string, body?: unknown): Promise<Response> {
	return fetch(`${server.url}${path}`, {
		method: body === undefined ? "GET" : "POST",
		headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
}

async function codeOf(response: Response): Promise<string> {
	return v.parse(errorReply, await response.json()).code;
}

async function logIn(name: string, password = PASSWORD): Promise<string> {
	const response = await postJson(server.url, "/api/login", { name, password });
	expect(response.status).toBe(200);
	return v.parse(sessionReply, await response.json()).token;
}

async function sessionsOf(token: string): Promise<SessionInfo[]> {
	return v.parse(sessionsReply, await (await call(token, "/api/sessions")).json()).sessions;
}

test("a new password takes the old one, and ends every other session and connection at once, not the one that asked", async () => {
	const token = await signUp(server.url, "asha");
	const thief = await RawSocket.enter(server.url, await logIn("asha"));
	await using own = await RawSocket.enter(server.url, token);
	using classic = await ClassicClient.loggedIn(server.classicPort, "asha", PASSWORD);
	const response = await call(token, "/api/password", { old: PASSWORD, new: "a new password" });
	expect([response.status, await response.json()]).toEqual([200, {}]);
	expect(await thief.next("bye")).toMatchObject({ code: "revoked" });
	expect(await thief.closed).toMatchObject({ code: 4001 });
	await classic.untilText("Your session was ended");
	await own.roundtrip();
	expect(await sessionsOf(token)).toHaveLength(1);
	expect((await postJson(server.url, "/api/login", { name: "asha", password: PASSWORD })).status).toBe(401);
	await logIn("asha", "a new password");
	expect(await logged(server.data, /:password changed user=asha gateway=web address=127\.0\.0\.1/)).toContain(
		"ended=1",
	);
	expect(await readDayLog(server.data)).not.toContain("a new password");
});

test("one's sessions are listed with the client that used them last, and which one asks", async () => {
	const token = await signUp(server.url, "mara");
	const other = await logIn("mara");
	await using socket = await RawSocket.open(server.url);
	socket.send({ t: "hello", v: 1, token: other, client: "parlour-test/1" });
	await socket.next("welcome");
	// Written after whatever the welcome has set under way.
	await socket.ask({ t: "draft", room: 1, body: "mark" });
	const sessions = await sessionsOf(token);
	expect(sessions).toHaveLength(2);
	expect(sessions.find(({ current }) => !current)).toMatchObject({ client: "parlour-test/1", gateway: "web" });
	expect(sessions.find(({ current }) => current)).toMatchObject({ address: "127.0.0.1" });
	for (const { openedAt, seenAt } of sessions) expect(seenAt).toBeGreaterThanOrEqual(openedAt);
	expect(JSON.stringify(sessions)).not.toContain(token);
	expect((await call("no token", "/api/sessions")).status).toBe(401);
});

test("one ends one's sessions one by one: the socket closes at once, the others stay", async () => {
	const token = await signUp(server.url, "vik");
	const other = await logIn("vik");
	const socket = await RawSocket.enter(server.url, other);
	await using own = await RawSocket.enter(server.url, token);
	const id = (await sessionsOf(token)).find(({ current }) => !current)?.id ?? 0;
	expect((await call(token, "/api/sessions/end", { id })).status).toBe(200);
	expect(await socket.next("bye")).toMatchObject({ code: "revoked" });
	expect(await socket.closed).toMatchObject({ code: 4001 });
	await own.roundtrip();
	expect((await call(other, "/api/me")).status).toBe(401);
	expect(await codeOf(await call(token, "/api/sessions/end", { id }))).toBe("not_found");
	await logged(server.data, /:session ended user=vik gateway=web address=127\.0\.0\.1/);
});

test("nobody else's session is ended or told of", async () => {
	const token = await signUp(server.url, "mine");
	const stranger = await signUp(server.url, "stranger");
	const [session] = await sessionsOf(token);
	expect(await codeOf(await call(stranger, "/api/sessions/end", { id: session?.id }))).toBe("not_found");
	expect((await call(token, "/api/me")).status).toBe(200);
	expect((await sessionsOf(stranger)).map(({ id }) => id)).not.toContain(session?.id);
});

test("a page of another site can neither change the password nor end or list sessions", async () => {
	const reply = await postJson(server.url, "/api/signup", { name: "visitor", password: PASSWORD });
	const cookie = (reply.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
	for (const path of ["/api/password", "/api/sessions/end", "/api/sessions"]) {
		const response = await fetch(`${server.url}${path}`, {
			method: path === "/api/sessions" ? "GET" : "POST",
			headers: { Cookie: cookie, Origin: "https://evil.example", "Content-Type": "application/json" },
			...(path === "/api/sessions" ? {} : { body: JSON.stringify({ old: PASSWORD, new: "x", id: 1 }) }),
		});
		expect([response.status, await codeOf(response)]).toEqual([403, "forbidden"]);
	}
	await logIn("visitor");
});

// The last one: it uses up what this address may guess.
test("who does not know the old password cannot set a new one, and is slowed in guessing it", async () => {
	const token = await signUp(server.url, "jun");
	const guess = (old: string) => call(token, "/api/password", { old, new: "mine now" });
	expect(await codeOf(await guess("wrong"))).toBe("wrong_credentials");
	expect(await codeOf(await call(token, "/api/password", { old: PASSWORD, new: "" }))).toBe("bad_request");
	expect(await codeOf(await call("no token", "/api/password", { old: PASSWORD, new: "x" }))).toBe("unauthorized");
	let code = "";
	for (let n = 0; n < 60 && code !== "rate_limited"; n++) code = await codeOf(await guess(`guess ${n}`));
	expect(code).toBe("rate_limited");
	expect(await codeOf(await guess(PASSWORD))).toBe("rate_limited");
	await logged(server.data, /:password change refused user=jun .*code=wrong_credentials/);
});
