import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

let server: RunningParlour;
let asha: RawSocket;
let jun: RawSocket;
const tokens = { asha: "", jun: "" };

beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	tokens.asha = await signUp(server.url, "asha");
	tokens.jun = await signUp(server.url, "jun");
	asha = await RawSocket.enter(server.url, tokens.asha);
	jun = await RawSocket.enter(server.url, tokens.jun);
});
afterAll(async () => {
	await server[Symbol.asyncDispose]();
});

function nonce(): string {
	return crypto.randomUUID();
}

async function makeRoom(name: string, visibility: "public" | "private" = "public"): Promise<number> {
	const answer = await asha.ask({ t: "create", name, visibility });
	if (answer.t !== "joined") throw new Error(JSON.stringify(answer));
	return answer.room.id;
}

async function postIn(socket: RawSocket, room: number, body: string, as = nonce()): Promise<number> {
	const answer = await socket.ask({ t: "post", room, nonce: as, body });
	if (answer.t !== "posted") throw new Error(JSON.stringify(answer));
	return answer.seq;
}

test("hello is answered by who one is, one's rooms and who is online", async () => {
	await using socket = await RawSocket.open(server.url);
	socket.send({ t: "hello", v: 1, token: tokens.asha, client: "test/1", resume: true });
	const welcome = await socket.next("welcome");
	expect(welcome).toMatchObject({ v: 1, me: { name: "asha", role: "owner" }, maxBodyChars: 8000 });
	expect(welcome.rooms[0]).toMatchObject({ name: "lobby", lobby: true, visibility: "public" });
	const [owner, member] = [welcome.me.id, (await meOf(tokens.jun)).id];
	expect(welcome.online.toSorted()).toEqual([owner, member].toSorted());
});

async function meOf(token: string) {
	await using socket = await RawSocket.open(server.url);
	socket.send({ t: "hello", v: 1, token });
	return (await socket.next("welcome")).me;
}

test("every request has its answer, and what it changes is told live", async () => {
	const created = await asha.ask({
		t: "create",
		name: "#every-request",
		visibility: "public",
		topic: " on  one\nline ",
	});
	if (created.t !== "joined") throw new Error(JSON.stringify(created));
	expect(created.room).toMatchObject({ name: "every-request", topic: "on one line", head: 1, unread: 0 });
	const room = created.room.id;
	expect((await asha.next("room", (frame) => frame.room.id === room)).room.name).toBe("every-request");

	const directory = await jun.ask({ t: "directory" });
	if (directory.t !== "directory") throw new Error(JSON.stringify(directory));
	const listed = directory.rooms.find(({ id }) => id === room);
	expect(listed).toMatchObject({ name: "every-request", members: 1, joined: false });

	expect(await jun.ask({ t: "join", room })).toMatchObject({ t: "joined", room: { id: room, head: 2 } });
	expect(await jun.ask({ t: "join", room })).toMatchObject({ t: "joined", room: { id: room, head: 2 } });
	const join = await asha.next("messages", (frame) => frame.room === room && frame.messages[0]?.event === "joined");
	expect(join.messages).toMatchObject([{ seq: 2, rev: 2, kind: "system", author: { name: "jun" } }]);

	const posted = await asha.ask({ t: "post", room, nonce: "every-request-1", body: "hello" });
	expect(posted).toMatchObject({ t: "posted", seq: 3, rev: 3 });
	const live = await jun.next("messages", (frame) => frame.room === room && frame.messages[0]?.seq === 3);
	expect(live.messages).toMatchObject([{ rev: 3, kind: "text", body: "hello", author: { name: "asha" } }]);

	expect((await asha.ask({ t: "edit", room, seq: 3, body: "hello again" })).t).toBe("done");
	const edited = await jun.next("messages", (frame) => frame.room === room && frame.messages[0]?.rev === 4);
	expect(edited.messages).toMatchObject([{ seq: 3, body: "hello again", editedAt: expect.any(Number) }]);

	expect(await jun.ask({ t: "read", room, seq: 3 })).toMatchObject({ t: "done" });
	expect(await jun.next("read", (frame) => frame.room === room)).toMatchObject({ seq: 3, unread: 0 });

	expect((await asha.ask({ t: "delete", room, seq: 3 })).t).toBe("done");
	const buried = await jun.next("messages", (frame) => frame.room === room && frame.messages[0]?.rev === 5);
	expect(buried.messages).toMatchObject([{ seq: 3, body: "", deleted: true }]);

	const changes = await jun.ask({ t: "sync", room, cursor: 2 });
	expect(changes).toMatchObject({ t: "changes", more: false, reset: false, room: { head: 5 }, messages: [{ rev: 5 }] });
	const page = await jun.ask({ t: "history", room, before: 3, limit: 1 });
	expect(page).toMatchObject({ t: "page", room, head: 5, more: true, messages: [{ seq: 2 }] });

	expect((await asha.ask({ t: "topic", room, topic: "a topic" })).t).toBe("done");
	await jun.next("messages", (frame) => frame.room === room && frame.messages[0]?.event === "topic");
	expect(await jun.ask({ t: "members", room })).toMatchObject({ members: [{ name: "asha" }, { name: "jun" }] });

	asha.send({ t: "typing", room });
	expect(await jun.next("typing")).toMatchObject({ room, user: { name: "asha" } });

	expect((await jun.ask({ t: "leave", room })).t).toBe("done");
	expect(await jun.next("gone")).toEqual({ t: "gone", room });
	expect((await asha.ask({ t: "invite", room, name: "@JUN" })).t).toBe("done");
	expect((await jun.next("room", (frame) => frame.room.id === room && frame.room.head > 6)).room.name).toBe(
		"every-request",
	);
	expect(await jun.ask({ t: "leave", room: 1 })).toMatchObject({ t: "error", code: "forbidden" });
});

describe("a post that is sent again is acknowledged with the same number and not posted again", () => {
	test("on the same connection, on another one, and after a reconnect", async () => {
		const room = await makeRoom("resent");
		const frame = { t: "post", room, nonce: "resent-nonce-1", body: "once" };
		const first = await asha.ask(frame);
		expect(await asha.ask(frame)).toEqual({ ...first, id: expect.any(Number) });
		// Unanswered or not, twice in one breath or not.
		const twins = { ...frame, nonce: "resent-nonce-2" };
		const [one, two] = await Promise.all([asha.ask(twins), asha.ask(twins)]);
		expect(two).toEqual({ ...one, id: expect.any(Number) });
		const other = await RawSocket.enter(server.url, tokens.asha);
		expect(await other.ask(frame)).toEqual({ ...first, id: expect.any(Number) });
		other.close();
		await other.closed;
		await using again = await RawSocket.enter(server.url, tokens.asha);
		expect(await again.ask(frame)).toEqual({ ...first, id: expect.any(Number) });
		const page = await again.ask({ t: "history", room });
		expect(page.t === "page" && page.messages.filter(({ kind }) => kind === "text").map(({ body }) => body)).toEqual([
			"once",
			"once",
		]);
	});

	test("by its author: the same nonce of somebody else is another message", async () => {
		const seq = await postIn(asha, 1, "mine", "shared-nonce");
		expect(await postIn(jun, 1, "not mine", "shared-nonce")).not.toBe(seq);
	});
});

describe("the text of a message", () => {
	test("is counted in characters: 8,000 emoji pass, 8,001 do not", async () => {
		const seq = await postIn(asha, 1, "🦩".repeat(8000));
		expect(await asha.ask({ t: "post", room: 1, nonce: nonce(), body: "🦩".repeat(8001) })).toMatchObject({
			t: "error",
			code: "message_too_long",
		});
		expect(await asha.ask({ t: "post", room: 1, nonce: nonce(), body: "x".repeat(8001) })).toMatchObject({
			code: "message_too_long",
		});
		expect(await asha.ask({ t: "edit", room: 1, seq, body: "x".repeat(8001) })).toMatchObject({
			code: "message_too_long",
		});
	});

	test("may be the longest one escaped in JSON, whatever its characters", async () => {
		const body = `${"\\u0020".repeat(3999)}\\ud83e\\udda9${"\\ud83e\\udda9".repeat(4000)}`;
		asha.sendText(`{"t":"post","id":900001,"room":1,"nonce":"${nonce()}","body":"${body}"}`);
		expect(await asha.next("posted", ({ id }) => id === 900_001)).toMatchObject({ seq: expect.any(Number) });
	});

	test.each([[""], [" \n\t "], ["\u0000\u0007"], ["\n\n\n"]])("is not %j, which is empty", async (body) => {
		expect(await asha.ask({ t: "post", room: 1, nonce: nonce(), body })).toMatchObject({ code: "message_empty" });
	});

	test("loses control characters and half characters, and keeps everything else as it is", async () => {
		const body = "\n a\u0000b\u001b[31mc\r\nd\re\tf\u009f \u202e g <b>&amp;</b> \ud800 👩‍👩‍👧 مرحبا  \n ";
		asha.sendText(JSON.stringify({ t: "post", id: 900_002, room: 1, nonce: "control-characters", body }));
		const { seq } = await asha.next("posted", ({ id }) => id === 900_002);
		const page = await asha.ask({ t: "history", room: 1, before: seq + 1, limit: 1 });
		expect(page.t === "page" && page.messages[0]?.body).toBe(
			" ab[31mc\nd\ne\tf \u202e g <b>&amp;</b> \ufffd 👩‍👩‍👧 مرحبا",
		);
	});
});

test("what is not one's own cannot be edited; the owner may delete it, a member may not", async () => {
	const own = await postIn(jun, 1, "jun's");
	const others = await postIn(asha, 1, "asha's");
	expect(await asha.ask({ t: "edit", room: 1, seq: own, body: "changed" })).toMatchObject({ code: "forbidden" });
	expect(await jun.ask({ t: "delete", room: 1, seq: others })).toMatchObject({ code: "forbidden" });
	expect((await asha.ask({ t: "delete", room: 1, seq: own })).t).toBe("done");
	expect((await asha.ask({ t: "delete", room: 1, seq: own })).t).toBe("done");
	expect(await jun.ask({ t: "edit", room: 1, seq: own, body: "back" })).toMatchObject({ code: "not_found" });
	expect(await jun.ask({ t: "delete", room: 1, seq: 999_999 })).toMatchObject({ code: "not_found" });
});

test("names of rooms are refused where they are bad or taken", async () => {
	await makeRoom("taken");
	const create = (name: string) => asha.ask({ t: "create", name, visibility: "public" });
	expect(await create("TAKEN")).toMatchObject({ code: "name_taken" });
	for (const name of ["", "two words", "x".repeat(33), "a\nb", "#", "../etc"]) {
		expect(await create(name)).toMatchObject({ t: "error", code: "name_invalid" });
	}
	expect(await asha.ask({ t: "topic", room: 1, topic: "x".repeat(251) })).toMatchObject({ code: "message_too_long" });
});
