import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import * as v from "valibot";
import { errorReply, sessionReply } from "../../src/protocol/http.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, postJson, signUp } from "../support/person.ts";
import { rawHttp } from "../support/raw-http.ts";
import { RawSocket } from "../support/raw-socket.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour();
});
afterAll(() => server[Symbol.asyncDispose]());

async function logIn(name: string): Promise<string> {
	const response = await postJson(server.url, "/api/login", { name, password: PASSWORD });
	expect(response.status).toBe(200);
	return v.parse(sessionReply, await response.json()).token;
}

function logOut(headers: Record<string, string>): Promise<Response> {
	return fetch(`${server.url}/api/logout`, { method: "POST", headers });
}

async function opens(token: string): Promise<boolean> {
	const socket = await RawSocket.open(server.url);
	socket.send({ t: "hello", v: 1, token });
	const first = await Promise.race(
		[socket.next("welcome"), socket.next("bye")].map((frame) => frame.catch(() => null)),
	);
	socket.close();
	return first?.t === "welcome";
}

describe("logging out", () => {
	test("closes the session's live sockets at once with bye revoked, and nobody else's", async () => {
		const token = await signUp(server.url, "asha");
		const other = await logIn("ASHA");
		const sockets = [await RawSocket.enter(server.url, token), await RawSocket.enter(server.url, token)];
		await using stays = await RawSocket.enter(server.url, other);
		expect((await logOut({ Authorization: `Bearer ${token}` })).status).toBe(200);
		for (const socket of sockets) {
			expect(await socket.next("bye")).toMatchObject({ code: "revoked" });
			expect(await socket.closed).toMatchObject({ code: 4001 });
		}
		await stays.roundtrip();
		expect([await opens(token), await opens(other)]).toEqual([false, true]);
		expect((await logOut({ Authorization: `Bearer ${token}` })).status).toBe(401);
	});

	test("by the cookie works too, and takes the cookie back", async () => {
		const reply = await postJson(server.url, "/api/signup", { name: "by-cookie", password: PASSWORD });
		const cookie = reply.headers.get("set-cookie") ?? "";
		for (const part of ["HttpOnly", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);
		expect(cookie).not.toContain("Secure");
		const { token } = v.parse(sessionReply, await reply.json());
		const response = await logOut({ Cookie: cookie.split(";")[0] ?? "" });
		expect(response.headers.get("set-cookie")).toContain("parlour_session=;");
		expect(await opens(token)).toBe(false);
	});

	test("without a session is no fault", async () => {
		expect((await logOut({})).status).toBe(200);
	});
});

describe("a page of another site", () => {
	let cookie = "";
	beforeAll(async () => {
		const reply = await postJson(server.url, "/api/signup", { name: "visitor", password: PASSWORD });
		cookie = (reply.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
	});
	const upgrade = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13" };
	const key = { "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" };
	const strangers = ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example", "file://"];

	test.each(strangers)("%s gets no socket", async (Origin) => {
		const headers = { ...upgrade, ...key, Origin, Cookie: cookie };
		expect((await rawHttp(server.port, { line: "GET /ws", headers })).status).toBe(403);
	});

	test.each(strangers)("%s can post nothing", async (Origin) => {
		for (const path of ["/api/login", "/api/signup", "/api/logout"]) {
			const response = await fetch(`${server.url}${path}`, {
				method: "POST",
				headers: { "Content-Type": "application/json", Origin, Cookie: cookie },
				body: JSON.stringify({ name: "visitor", password: PASSWORD }),
			});
			expect(response.status).toBe(403);
			expect(response.headers.get("set-cookie")).toBe(null);
			expect(v.parse(errorReply, await response.json()).code).toBe("forbidden");
		}
	});

	test("of this one is let in by its cookie; a program is not", async () => {
		await using page = await RawSocket.open(server.url, { Origin: server.url, Cookie: cookie });
		page.send({ t: "hello", v: 1 });
		expect((await page.next("welcome")).me.name).toBe("visitor");
		const program = await RawSocket.open(server.url, { Cookie: cookie });
		program.send({ t: "hello", v: 1 });
		expect(await program.next("bye")).toMatchObject({ code: "unauthorized" });
	});
});

describe("what is posted", () => {
	const credentials = JSON.stringify({ name: "asha", password: PASSWORD });
	const bad: [string, Record<string, string>, string][] = [
		["without a type", {}, credentials],
		["as text", { "Content-Type": "text/plain" }, credentials],
		["as a form", { "Content-Type": "application/x-www-form-urlencoded" }, "name=asha&password=x"],
		["as JSON that is none", { "Content-Type": "application/json" }, "{"],
		["as nothing", { "Content-Type": "application/json" }, ""],
		["as something else", { "Content-Type": "application/json" }, "[]"],
		["with a field of a wrong type", { "Content-Type": "application/json" }, '{"name":1,"password":"x"}'],
		["with a field too many", { "Content-Type": "application/json" }, '{"name":"a","password":"x","role":"owner"}'],
	];
	test.each(bad)("%s is refused", async (_, headers, body) => {
		for (const path of ["/api/login", "/api/signup"]) {
			const response = await rawHttp(server.port, { line: `POST ${path}`, headers, body });
			expect([response.status, JSON.parse(response.body)]).toMatchObject([400, { code: "bad_request" }]);
		}
	});

	test("may not be larger than a megabyte", async () => {
		const body = JSON.stringify({ name: "asha", password: "x".repeat(1_100_000) });
		const headers = { "Content-Type": "application/json" };
		expect((await fetch(`${server.url}/api/login`, { method: "POST", headers, body })).status).toBe(413);
	});
});

describe("sign-up", () => {
	const refused: [string, { name: string; password: string }, number, string][] = [
		["a name that is taken", { name: "asha", password: "x" }, 409, "name_taken"],
		["a name that looks like one that is taken", { name: "аѕһа", password: "x" }, 409, "name_taken"],
		["a reserved name", { name: "Parlour", password: "x" }, 400, "name_invalid"],
		["an empty name", { name: "  ", password: "x" }, 400, "name_invalid"],
		["a name with a line break", { name: "a\nb", password: "x" }, 400, "name_invalid"],
		["a name too long", { name: "n".repeat(33), password: "x" }, 400, "name_invalid"],
		["an empty password", { name: "fresh", password: "" }, 400, "bad_request"],
	];
	test.each(refused)("with %s is refused", async (_, body, status, code) => {
		const response = await postJson(server.url, "/api/signup", body);
		expect([response.status, await response.json()]).toMatchObject([status, { code }]);
		expect(response.headers.get("set-cookie")).toBe(null);
	});
});

test("guessing a password is slowed, right or wrong, and the account's owner still gets in from another address", async () => {
	await signUp(server.url, "target");
	const attempt = async (password: string, from: string) => {
		const body = JSON.stringify({ name: "target", password });
		const headers = { "Content-Type": "application/json" };
		const {
			status,
			headers: answered,
			body: text,
		} = await rawHttp(server.port, {
			line: "POST /api/login",
			headers,
			body,
			from,
		});
		return { status, retryAfter: answered.get("retry-after"), reply: JSON.parse(text) };
	};
	let last = await attempt("guess", "127.0.0.3");
	for (let guess = 0; guess < 60 && last.status === 401; guess++) {
		expect(last.reply.code).toBe("wrong_credentials");
		last = await attempt(`guess ${guess}`, "127.0.0.3");
	}
	expect(last).toMatchObject({ status: 429, reply: { code: "rate_limited" } });
	expect(last.reply.retryAfterMs).toBeGreaterThan(0);
	expect(Number(last.retryAfter)).toBe(Math.ceil(last.reply.retryAfterMs / 1000));
	// Else the answer would tell a guesser that this one was right.
	expect(await attempt(PASSWORD, "127.0.0.3")).toMatchObject({ status: 429 });
	expect(await attempt(PASSWORD, "127.0.0.2")).toMatchObject({ status: 200, reply: { account: { name: "target" } } });
});

test("from ever new addresses an account's guesses run out as well, and where its owner was before still lets them in", async () => {
	await signUp(server.url, "hunted");
	const attempt = async (password: string, from: string) => {
		const body = JSON.stringify({ name: "hunted", password });
		const headers = { "Content-Type": "application/json" };
		return (await rawHttp(server.port, { line: "POST /api/login", headers, body, from })).status;
	};
	expect(await attempt(PASSWORD, "127.0.0.2")).toBe(200);
	const guesses: number[] = [];
	for (let guess = 0; guess < 60 && guesses.at(-1) !== 429; guess++) {
		guesses.push(await attempt("guess", `127.0.1.${guess + 1}`));
	}
	expect(guesses.at(-1)).toBe(429);
	expect(await attempt(PASSWORD, "127.0.0.2")).toBe(200);
});
