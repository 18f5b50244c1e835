import { afterAll, beforeAll, expect, test } from "bun:test";
import * as v from "valibot";
import { errorReply, serverInfo, sessionReply } from "../../src/protocol/http.ts";
import { logged, readDayLog } from "../support/day-log.ts";
import { bearer, get, PNG, pathOf, send, tryUpload, upload } from "../support/files.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { PASSWORD, postJson } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";
import { newGuest as newAccount, Guest as Someone } from "./gathering.ts";

let server: RunningParlour;
let asha: Someone;
beforeAll(async () => {
	server = await startParlour({ args: ["--guests", "--unlimited"] });
	asha = await newAccount(server, "asha");
});
afterAll(() => server[Symbol.asyncDispose]());

async function guest(name: string): Promise<Someone> {
	const response = await postJson(server.url, "/api/guest", { name });
	const { account, token } = v.parse(sessionReply, await response.json());
	expect(account).toMatchObject({ name, role: "guest", guest: true });
	return new Someone(name, token, await RawSocket.enter(server.url, token));
}

async function codeOf(response: Response): Promise<string> {
	return v.parse(errorReply, await response.json()).code;
}

async function logOut({ token }: Someone): Promise<void> {
	expect((await fetch(`${server.url}/api/logout`, { method: "POST", headers: bearer(token) })).status).toBe(200);
}

test("a guest comes in to the lobby by POST /api/guest with a cookie, and is told as a guest", async () => {
	expect(v.parse(serverInfo, await (await fetch(`${server.url}/api/server`)).json()).guests).toBe(true);
	const response = await postJson(server.url, "/api/guest", { name: "Ann" });
	expect(response.headers.get("set-cookie")).toContain("HttpOnly");
	const { token } = v.parse(sessionReply, await response.json());
	const joined = await asha.hear(1, ({ event, author }) => event === "joined" && author?.name === "Ann");
	expect(joined.author?.guest).toBe(true);
	await using ann = await RawSocket.enter(server.url, token);
	const welcome = ann.frames.find((frame) => frame.t === "welcome");
	expect(welcome).toMatchObject({ me: { name: "Ann", role: "guest", guest: true }, rooms: [{ lobby: true }] });
	const presence = await asha.socket.next("presence", ({ user }) => user.name === "Ann");
	expect(presence.user.guest).toBe(true);
	expect((await asha.ask({ t: "members", room: 1 })).members).toContainEqual({ ...presence.user });
});

test("names of accounts and of guests who are here are refused, look-alikes too, and what cannot be a name", async () => {
	const bea = await guest("bea");
	for (const [name, code] of [
		["asha", "name_taken"],
		["ASHA", "name_taken"],
		["аѕһа", "name_taken"],
		["Bea", "name_taken"],
		["a b", "name_invalid"],
		["host", "name_invalid"],
	] as const) {
		expect(await codeOf(await postJson(server.url, "/api/guest", { name }))).toBe(code);
	}
	const signUp = await postJson(server.url, "/api/signup", { name: "BEA", password: PASSWORD });
	expect(await codeOf(signUp)).toBe("name_taken");
	await logOut(bea);
	expect((await postJson(server.url, "/api/signup", { name: "BEA", password: PASSWORD })).status).toBe(200);
});

test("whoever logs out has left at once: out of every room, the name free, the session gone, the words there", async () => {
	const cy = await guest("cy");
	const { room } = await asha.ask({ t: "create", name: "garden", visibility: "public" });
	await cy.ask({ t: "join", room: room.id });
	const seq = await cy.post(room.id, "hello");
	await logOut(cy);
	expect(await cy.socket.closed).toMatchObject({ code: 4001 });
	const left = await asha.hear(room.id, ({ event }) => event === "left");
	expect(left.author).toMatchObject({ name: "cy", guest: true });
	expect((await asha.ask({ t: "members", room: room.id })).members.map(({ name }) => name)).toEqual(["asha"]);
	const { messages } = await asha.ask({ t: "history", room: room.id, limit: 10 });
	expect(messages.find((message) => message.seq === seq)).toMatchObject({ body: "hello", author: { name: "cy" } });
	await guest("cy");
	const back = await RawSocket.open(server.url);
	back.send({ t: "hello", v: 1, token: cy.token });
	expect(await back.next("bye")).toMatchObject({ code: "unauthorized" });
});

test("a guest is in no private place, and brings nothing but words", async () => {
	const dee = await guest("dee");
	const { room: den } = await asha.ask({ t: "create", name: "den", visibility: "private" });
	const { room: open } = await asha.ask({ t: "create", name: "open", visibility: "public" });
	const file = await upload(server.url, asha.token, { body: "secret" });
	const seq = await asha.post(den.id, "secret words", { files: [file.id] });

	const refusals = {
		create: await dee.refusal({ t: "create", name: "own", visibility: "private" }),
		direct: await dee.refusal({ t: "direct", names: ["asha"] }),
		notes: await dee.refusal({ t: "direct", names: ["dee"] }),
		"direct to a guest": await asha.refusal({ t: "direct", names: ["dee"] }),
		invite: await asha.refusal({ t: "invite", room: den.id, name: "dee" }),
	};
	expect(refusals).toEqual({
		create: "forbidden",
		direct: "forbidden",
		notes: "forbidden",
		"direct to a guest": "forbidden",
		invite: "forbidden",
	});
	await asha.ask({ t: "rule", room: den.id, change: { rule: "invitation", on: true, value: "*" } });
	for (const request of [
		{ t: "join", room: den.id },
		{ t: "history", room: den.id, around: seq, limit: 1 },
		{ t: "sync", room: den.id, cursor: 0 },
		{ t: "thread", room: den.id, root: seq, limit: 1 },
		{ t: "members", room: den.id },
		{ t: "pins", room: den.id },
		{ t: "post", room: den.id, nonce: crypto.randomUUID(), body: "x" },
	] as const) {
		expect([request.t, await dee.refusal(request)]).toEqual([request.t, "not_found"]);
	}
	expect((await dee.ask({ t: "search", query: "secret" })).items).toEqual([]);
	expect((await get(server.url, dee.token, pathOf(file))).status).toBe(404);
	expect((await dee.ask({ t: "directory" })).rooms.map(({ name }) => name)).not.toContain("den");

	expect(await codeOf(await tryUpload(server.url, dee.token, { body: "x" }))).toBe("forbidden");
	const picture = await fetch(`${server.url}/api/picture`, { method: "POST", headers: bearer(dee.token), body: PNG });
	expect(await codeOf(picture)).toBe("forbidden");
	for (const [path, body] of [
		["/api/ticket", {}],
		["/api/password", { old: "", new: "x" }],
		["/api/app-passwords", { label: "x" }],
	] as const) {
		const headers = { ...bearer(dee.token), "Content-Type": "application/json" };
		const response = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
		expect([path, await codeOf(response)]).toEqual([path, "forbidden"]);
	}
	expect(await codeOf(await postJson(server.url, "/api/login", { name: "dee", password: "none" }))).toBe(
		"wrong_credentials",
	);
	await dee.ask({ t: "join", room: open.id });
	expect(await dee.refusal({ t: "rename", room: open.id, name: "mine" })).toBe("forbidden");
	const words = await asha.post(open.id, "mine");
	expect(await dee.refusal({ t: "delete", room: open.id, seq: words })).toBe("forbidden");
});

test("a guest makes a public room, but not private, and is out of one that becomes so, its files with it", async () => {
	const eve = await guest("eve");
	const { room } = await eve.ask({ t: "create", name: "eves", visibility: "public" });
	const toPrivate = { t: "rule", room: room.id, change: { rule: "private", on: true } } as const;
	expect(await eve.refusal(toPrivate)).toBe("forbidden");
	await asha.ask({ t: "join", room: room.id });
	const file = await upload(server.url, asha.token, { body: "plan" });
	const seq = await send(asha.socket, room.id, file);
	expect((await get(server.url, eve.token, pathOf(file))).status).toBe(200);
	await asha.ask(toPrivate);
	await eve.socket.next("gone", (frame) => frame.room === room.id);
	expect((await get(server.url, eve.token, pathOf(file))).status).toBe(404);
	expect(await eve.refusal({ t: "history", room: room.id, around: seq, limit: 1 })).toBe("not_found");
});

test("a browser that comes in again as the same guest has the name still, and an account's session is not lost by a try", async () => {
	const post = (cookie: string, name: string) =>
		fetch(`${server.url}/api/guest`, {
			method: "POST",
			headers: { "Content-Type": "application/json", Cookie: cookie },
			body: JSON.stringify({ name }),
		});
	const first = await post("", "fay");
	const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
	expect((await post(cookie, "fay")).status).toBe(200);
	expect((await post(`parlour_session=${asha.token}`, "asha")).status).toBe(409);
	expect((await get(server.url, asha.token, "/api/me")).status).toBe(200);
});

test("the host sees guests come, be refused and go in the day's log, and ends one by kick", async () => {
	const gus = await guest("gus");
	await postJson(server.url, "/api/guest", { name: "gus" });
	server.type("kick gus");
	expect(await gus.socket.closed).toMatchObject({ code: 4003 });
	await logged(server.data, /:guest left user=gus/);
	const log = await readDayLog(server.data);
	expect(log).toMatch(/:guest came user=gus gateway=web address=127\.0\.0\.1/);
	expect(log).toMatch(/:guest refused user=gus gateway=web address=127\.0\.0\.1 code=name_taken/);
	await server.printed(/gus was disconnected/);
	server.type("reset-password asha-is-no-guest");
	const hal = await guest("hal");
	server.type("reset-password hal");
	await server.printed(/hal is a guest, and has none/);
	hal.socket.close();
});

test("without --guests the door is shut, and nobody is told otherwise", async () => {
	await using closed = await startParlour();
	expect(v.parse(serverInfo, await (await fetch(`${closed.url}/api/server`)).json()).guests).toBe(false);
	const response = await postJson(closed.url, "/api/guest", { name: "jo" });
	expect([response.status, await codeOf(response)]).toEqual([403, "forbidden"]);
	await using first = (await newAccount(closed, "asha")).socket;
	expect(first.frames.find((frame) => frame.t === "welcome")).toMatchObject({ me: { role: "owner" } });
});
