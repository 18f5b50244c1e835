import { afterAll, beforeAll, expect, test } from "bun:test";
import type { DownFrame } from "../../src/protocol/down.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { signUp } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";

const NOWHERE = 999_999;

let server: RunningParlour;
let owner: RawSocket;
let outsider: RawSocket;
let outsiderToken = "";

beforeAll(async () => {
	server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	// The first account owns the place; private rooms are not its business either.
	outsiderToken = await signUp(server.url, "outsider");
	outsider = await RawSocket.enter(server.url, outsiderToken);
	owner = await RawSocket.enter(server.url, await signUp(server.url, "keeper"));
	await signUp(server.url, "friend");
});
afterAll(() => server[Symbol.asyncDispose]());

async function makePrivate(name: string): Promise<number> {
	const answer = await owner.ask({ t: "create", name, visibility: "private", topic: `topic of ${name}` });
	if (answer.t !== "joined") throw new Error(JSON.stringify(answer));
	return answer.room.id;
}

function mentions(frame: DownFrame, room: number): boolean {
	if (frame.t === "room" || frame.t === "joined" || frame.t === "changes") return frame.room.id === room;
	if (frame.t === "welcome" || frame.t === "directory") return frame.rooms.some(({ id }) => id === room);
	return "room" in frame && frame.room === room;
}

function requestsFor(room: number): ({ t: string } & Record<string, unknown>)[] {
	return [
		{ t: "post", room, nonce: crypto.randomUUID(), body: "let me in" },
		{ t: "post", room, nonce: crypto.randomUUID(), body: "@keeper let me in", thread: 2, inRoom: true },
		{ t: "react", room, seq: 2, emoji: "👍", on: true },
		{ t: "pin", room, seq: 2, on: true },
		{ t: "pins", room },
		{ t: "save", room, seq: 2, on: true },
		{ t: "edits", room, seq: 2 },
		{ t: "thread", room, root: 2 },
		{ t: "follow", room, root: 2, on: true },
		{ t: "read", room, thread: 2, seq: 2 },
		{ t: "read", room, seq: 0, back: true },
		{ t: "draft", room, body: "my words" },
		{ t: "draft", room, thread: 2, body: "my words" },
		{ t: "notify", room, level: "none" },
		{ t: "rename", room, name: "taken-over" },
		{ t: "archive", room, on: true },
		{ t: "history", room, around: 2 },
		{ t: "history", room, after: 1 },
		{ t: "edit", room, seq: 2, body: "changed" },
		{ t: "delete", room, seq: 2 },
		{ t: "sync", room, cursor: 0 },
		{ t: "sync", room, cursor: Number.MAX_SAFE_INTEGER },
		{ t: "history", room },
		{ t: "history", room, before: 2, limit: 200 },
		{ t: "read", room, seq: 1 },
		{ t: "join", room },
		{ t: "leave", room },
		{ t: "invite", room, name: "outsider" },
		{ t: "join", room, key: "a guess" },
		{ t: "remove", room, name: "keeper" },
		{ t: "rule", room, change: { rule: "private", on: false } },
		{ t: "rule", room, change: { rule: "invitation", on: true, value: "*" } },
		{ t: "masks", room },
		{ t: "topic", room, topic: "taken over" },
		{ t: "members", room },
	];
}

test("a private room is to who is not in it as a room that there is not: same answers, no effect, no live frame", async () => {
	const room = await makePrivate("vault");
	await owner.ask({ t: "post", room, nonce: "the-secret-1", body: "the secret" });
	const from = outsider.frames.length;

	const nowhere = requestsFor(NOWHERE);
	for (const [index, request] of requestsFor(room).entries()) {
		const refusal = await outsider.ask(request);
		expect(refusal).toMatchObject({ t: "error", code: "not_found" });
		const same = await outsider.ask(nowhere[index] ?? request);
		expect({ ...same, id: 0 }).toEqual({ ...refusal, id: 0 });
	}
	outsider.send({ t: "typing", room });
	await owner.ask({ t: "post", room, nonce: "the-secret-2", body: "the other secret" });
	await owner.ask({ t: "edit", room, seq: 2, body: "the edited secret" });
	await owner.ask({ t: "topic", room, topic: "a secret topic" });
	await owner.ask({ t: "read", room, seq: 3 });
	owner.send({ t: "typing", room });
	await owner.roundtrip();
	await outsider.roundtrip();
	const directory = await outsider.ask({ t: "directory" });
	// These name no room, and must find nothing of it.
	for (const t of ["saved", "inbox"]) await outsider.ask({ t });
	await using second = await RawSocket.enter(server.url, outsiderToken);

	const heard = [...outsider.frames.slice(from), ...second.frames];
	expect(heard.filter((frame) => mentions(frame, room))).toEqual([]);
	expect(JSON.stringify(heard)).not.toMatch(/secret|vault/);
	expect(directory).toMatchObject({ t: "directory", rooms: [{ name: "lobby" }] });

	expect(owner.frames.filter(({ t }) => t === "typing")).toEqual([]);
	const page = await owner.ask({ t: "history", room });
	expect(page.t === "page" && page.messages.map(({ body, event }) => event ?? body)).toEqual([
		"created",
		"the edited secret",
		"the other secret",
		"topic",
	]);
	expect(await owner.ask({ t: "members", room })).toMatchObject({ members: [{ name: "keeper" }] });
});

test("who was invited sees the room, on every device; who leaves it hears nothing more, on none", async () => {
	const room = await makePrivate("den");
	await using second = await RawSocket.enter(server.url, outsiderToken);
	expect((await owner.ask({ t: "invite", room, name: "outsider" })).t).toBe("done");
	for (const device of [outsider, second]) {
		expect((await device.next("room", (frame) => frame.room.id === room)).room).toMatchObject({
			visibility: "private",
		});
	}
	await owner.ask({ t: "post", room, nonce: "for-members-1", body: "for members" });
	for (const device of [outsider, second]) {
		await device.next("messages", (frame) => frame.room === room && frame.messages[0]?.body === "for members");
	}
	expect((await second.ask({ t: "history", room })).t).toBe("page");

	expect((await outsider.ask({ t: "leave", room })).t).toBe("done");
	for (const device of [outsider, second]) {
		const goneAt = device.frames.indexOf(await device.next("gone", (frame) => frame.room === room));
		await owner.ask({ t: "post", room, nonce: crypto.randomUUID(), body: "after you left" });
		await owner.ask({ t: "topic", room, topic: "without you" });
		owner.send({ t: "typing", room });
		await owner.roundtrip();
		await device.roundtrip();
		expect(device.frames.slice(goneAt + 1).filter((frame) => mentions(frame, room))).toEqual([]);
		for (const request of requestsFor(room)) {
			expect(await device.ask(request)).toMatchObject({ t: "error", code: "not_found" });
		}
	}
	const left = (await owner.ask({ t: "history", room, limit: 200 })) as Extract<DownFrame, { t: "page" }>;
	expect(left.messages.some(({ body }) => body === "let me in")).toBe(false);
});

test("what is sent in one breath after leaving is refused as well", async () => {
	const room = await makePrivate("breath");
	await owner.ask({ t: "invite", room, name: "outsider" });
	await outsider.next("room", (frame) => frame.room.id === room);
	const [left, ...refused] = await Promise.all([
		outsider.ask({ t: "leave", room }),
		outsider.ask({ t: "post", room, nonce: "after-leaving-1", body: "one more thing" }),
		outsider.ask({ t: "topic", room, topic: "last word" }),
		outsider.ask({ t: "invite", room, name: "friend" }),
	]);
	expect(left.t).toBe("done");
	expect(refused.map((answer) => (answer.t === "error" ? answer.code : answer.t))).toEqual([
		"not_found",
		"not_found",
		"not_found",
	]);
	expect(await owner.ask({ t: "members", room })).toMatchObject({ members: [{ name: "keeper" }] });
	const page = await owner.ask({ t: "history", room });
	expect(page.t === "page" && page.messages.at(-1)?.event).toBe("left");
});

test("a member who was invited while away finds the room in the welcome", async () => {
	const room = await makePrivate("waiting");
	const token = await signUp(server.url, "absent");
	await owner.ask({ t: "invite", room, name: "absent" });
	await owner.ask({ t: "post", room, nonce: "while-absent", body: "come in" });
	await using absent = await RawSocket.enter(server.url, token);
	const welcome = absent.frames.find(({ t }) => t === "welcome");
	expect(welcome?.t === "welcome" && welcome.rooms.find(({ id }) => id === room)).toMatchObject({ unread: 1 });
	await owner.ask({ t: "post", room, nonce: "while-present", body: "hello" });
	await absent.next("messages", (frame) => frame.room === room && frame.messages[0]?.body === "hello");
});
