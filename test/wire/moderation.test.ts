import { afterAll, beforeAll, expect, test } from "bun:test";
import * as v from "valibot";
import { sessionReply } from "../../src/protocol/http.ts";
import type { RuleChange } from "../../src/protocol/rule.ts";
import { bearer, upload } from "../support/files.ts";
import { startParlour } from "../support/parlour.ts";
import { postJson } from "../support/person.ts";
import { RawSocket } from "../support/raw-socket.ts";
import { type Gathering, Guest, gather, newGuest } from "./gathering.ts";

let place: Gathering<"owner" | "jun" | "mara" | "tomas">;
let owner: Guest;
let jun: Guest;
let mara: Guest;
let tomas: Guest;
let rooms = 0;
beforeAll(async () => {
	place = await gather("owner", "jun", "mara", "tomas");
	({ owner, jun, mara, tomas } = place.guests);
});
afterAll(() => place.server[Symbol.asyncDispose]());

/** A room of jun's, with the others in it. */
async function junsRoom(): Promise<number> {
	const { room } = await jun.ask({ t: "create", name: `juns-${++rooms}`, visibility: "public" });
	for (const guest of [owner, mara, tomas]) await guest.ask({ t: "join", room: room.id });
	return room.id;
}

function rule(guest: Guest, room: number, change: RuleChange) {
	return guest.ask({ t: "rule", room, change });
}

async function infoOf(guest: Guest, room: number) {
	return (await guest.ask({ t: "sync", room, cursor: 0 })).room;
}

function postIn(room: number, more: object = {}) {
	return { t: "post", room, nonce: crypto.randomUUID(), body: "ahoy", ...more } as const;
}

test("who made a room decides its rules, and everybody in it hears of each", async () => {
	const room = await junsRoom();
	const changes: [RuleChange, body: string, seen: object][] = [
		[{ rule: "announcement", on: true }, "+announcement", { announcement: true }],
		[{ rule: "private", on: true }, "+private", { visibility: "private" }],
		[{ rule: "locked-topic", on: true }, "+locked-topic", { lockedTopic: true }],
		[{ rule: "limit", on: true, value: " 20 " }, "+limit 20", { maxMembers: 20 }],
		[{ rule: "key", on: true, value: "seaweed" }, "+key", { keyed: true }],
		[{ rule: "moderator", on: true, value: "@MARA" }, "+moderator mara", { moderators: [mara.id] }],
		[{ rule: "speaker", on: true, value: "tomas" }, "+speaker tomas", { speakers: [tomas.id] }],
		[{ rule: "ban", on: true, value: "Troll**" }, "+ban Troll*", {}],
		[{ rule: "exception", on: true, value: "troll-anna" }, "+exception troll-anna", {}],
		[{ rule: "invitation", on: true, value: "ray?" }, "+invitation ray?", {}],
	];
	for (const [change, body, seen] of changes) {
		await rule(jun, room, change);
		const heard = await tomas.hear(room, ({ event }) => event === "rule");
		expect(heard).toMatchObject({ body, author: { name: "jun" } });
		expect(await infoOf(tomas, room)).toMatchObject(seen);
	}
	expect((await tomas.ask({ t: "masks", room })).masks).toMatchObject([
		{ kind: "ban", mask: "Troll*", by: { id: jun.id, name: "jun" } },
		{ kind: "exception", mask: "troll-anna" },
		{ kind: "invitation", mask: "ray?" },
	]);
	expect(JSON.stringify(tomas.heardOf(room))).not.toContain("seaweed");
});

test("who does not moderate a room decides and removes nothing, and nothing of it changes", async () => {
	const room = await junsRoom();
	const before = await infoOf(jun, room);
	for (const change of [
		{ rule: "announcement", on: true },
		{ rule: "private", on: true },
		{ rule: "locked-topic", on: true },
		{ rule: "limit", on: true, value: "1" },
		{ rule: "key", on: true, value: "mine" },
		{ rule: "moderator", on: true, value: "mara" },
		{ rule: "speaker", on: true, value: "mara" },
		{ rule: "ban", on: true, value: "jun" },
		{ rule: "exception", on: true, value: "mara" },
		{ rule: "invitation", on: true, value: "*" },
	] satisfies RuleChange[]) {
		expect(await mara.refusal({ t: "rule", room, change })).toBe("forbidden");
	}
	for (const name of ["tomas", "jun", "mara", "owner"]) {
		expect(await mara.refusal({ t: "remove", room, name })).toBe("forbidden");
	}
	expect(await mara.refusal({ t: "rename", room, name: "mine" })).toBe("forbidden");
	const outsider = await newGuest(place.server, "outsider");
	expect(await outsider.refusal({ t: "rule", room, change: { rule: "announcement", on: true } })).toBe("not_found");
	expect(await outsider.refusal({ t: "remove", room, name: "mara" })).toBe("not_found");
	expect(await outsider.refusal({ t: "masks", room })).toBe("not_found");
	outsider.socket.close();
	expect(await infoOf(jun, room)).toEqual(before);
});

test("who moderates a room may delete what others wrote there, and nobody else may", async () => {
	const room = await junsRoom();
	const { seq } = await mara.ask(postIn(room));
	const { seq: another } = await mara.ask(postIn(room));
	expect(await tomas.refusal({ t: "delete", room, seq })).toBe("forbidden");
	await jun.ask({ t: "delete", room, seq });
	await rule(jun, room, { rule: "moderator", on: true, value: "tomas" });
	await tomas.ask({ t: "delete", room, seq: another });
	for (const gone of [seq, another])
		await mara.hear(room, (message) => message.seq === gone && message.deleted === true);
});

test("what makes no sense is refused with what to do about it, and the wire takes no rule that there is not", async () => {
	const room = await junsRoom();
	for (const change of [
		{ rule: "limit", on: true },
		{ rule: "limit", on: true, value: "0" },
		{ rule: "limit", on: true, value: "-3" },
		{ rule: "limit", on: true, value: "many" },
		{ rule: "limit", on: true, value: "1e9" },
		{ rule: "key", on: true, value: "" },
		{ rule: "key", on: true, value: "two words" },
		{ rule: "key", on: true, value: "a,b" },
		{ rule: "key", on: true, value: "x".repeat(51) },
		{ rule: "key", on: true, value: "zero\u200bwidth" },
		{ rule: "ban", on: true },
		{ rule: "ban", on: true, value: "two words" },
		{ rule: "ban", on: true, value: "a[b-c]" },
		{ rule: "ban", on: true, value: "x".repeat(65) },
		{ rule: "ban", on: true, value: "x".repeat(201) },
		{ rule: "later", on: true },
		{ rule: "announcement" },
	]) {
		expect(await jun.refusal({ t: "rule", room, change })).toBe("bad_request");
	}
	for (const value of ["nobody-here", "", undefined]) {
		const change = { rule: "moderator", on: true, ...(value === undefined ? {} : { value }) };
		expect(await jun.refusal({ t: "rule", room, change })).toBe("not_found");
	}
	const lonely = await newGuest(place.server, `lonely-${rooms}`);
	const change = { rule: "moderator", on: true, value: lonely.name };
	expect(await jun.refusal({ t: "rule", room, change })).toBe("not_found");
	lonely.socket.close();
	expect(await jun.refusal({ t: "remove", room, name: "jun" })).toBe("forbidden");
	expect(await jun.refusal({ t: "remove", room, name: "tomas", reason: "x".repeat(251) })).toBe("message_too_long");
});

test("of the lobby the owner decides what it can have, and nobody is removed from it; direct rooms have no rules", async () => {
	const ban = { rule: "ban", on: true, value: "tomas" } as const;
	expect(await jun.refusal({ t: "rule", room: 1, change: ban })).toBe("forbidden");
	await rule(owner, 1, ban);
	expect(await tomas.refusal(postIn(1))).toBe("banned");
	await rule(owner, 1, { ...ban, on: false });
	await tomas.ask(postIn(1));
	for (const change of [
		{ rule: "private", on: true },
		{ rule: "limit", on: true, value: "2" },
		{ rule: "key", on: true, value: "x" },
		{ rule: "moderator", on: true, value: "jun" },
		{ rule: "invitation", on: true, value: "*" },
	]) {
		expect(await owner.refusal({ t: "rule", room: 1, change })).toBe("forbidden");
	}
	expect(await owner.refusal({ t: "remove", room: 1, name: "tomas" })).toBe("forbidden");

	const { room: direct } = await jun.ask({ t: "direct", names: ["mara"] });
	expect(await jun.refusal({ t: "rule", room: direct.id, change: ban })).toBe("forbidden");
	expect(await jun.refusal({ t: "remove", room: direct.id, name: "mara" })).toBe("forbidden");
});

test("in a room for announcements others only react, until it is one for all again", async () => {
	const room = await junsRoom();
	const seq = await mara.post(room, "before");
	await rule(jun, room, { rule: "announcement", on: true });
	await rule(jun, room, { rule: "speaker", on: true, value: "tomas" });
	expect(await mara.refusal(postIn(room))).toBe("announcement_only");
	expect(await mara.refusal(postIn(room, { thread: seq }))).toBe("announcement_only");
	expect(await mara.refusal({ t: "edit", room, seq, body: "other words" })).toBe("announcement_only");
	await mara.ask({ t: "react", room, seq, emoji: "👍", on: true });
	await mara.ask({ t: "read", room, seq });
	for (const guest of [owner, jun, tomas]) await guest.post(room, "news");
	await rule(jun, room, { rule: "announcement", on: false });
	await mara.post(room, "after");
});

test("who is banned neither posts nor comes back, and does once the ban is lifted", async () => {
	const room = await junsRoom();
	const seq = await tomas.post(room, "before");
	await rule(jun, room, { rule: "ban", on: true, value: "TOM*" });
	expect(await tomas.refusal(postIn(room))).toBe("banned");
	expect(await tomas.refusal({ t: "edit", room, seq, body: "other words" })).toBe("banned");
	expect(await tomas.refusal({ t: "topic", room, topic: "other words" })).toBe("banned");
	// What they have said is theirs to read and to take back.
	await tomas.ask({ t: "history", room });
	await tomas.ask({ t: "delete", room, seq });
	await jun.ask({ t: "remove", room, name: "tomas", reason: "that is enough" });
	expect(await tomas.refusal({ t: "join", room })).toBe("banned");
	expect(await mara.refusal({ t: "invite", room, name: "tomas" })).toBe("banned");
	await rule(jun, room, { rule: "ban", on: false, value: "tom*" });
	await tomas.ask({ t: "join", room });
	await tomas.post(room, "back");
});

test("a key, a limit and a private room keep out whom they are for", async () => {
	const { room } = await jun.ask({ t: "create", name: "guarded", visibility: "public" });
	await rule(jun, room.id, { rule: "key", on: true, value: "seaweed" });
	expect((await mara.ask({ t: "directory" })).rooms.find(({ id }) => id === room.id)).toMatchObject({ keyed: true });
	expect(await mara.refusal({ t: "join", room: room.id })).toBe("wrong_key");
	expect(await mara.refusal({ t: "join", room: room.id, key: "kelp" })).toBe("wrong_key");
	expect((await mara.ask({ t: "join", room: room.id, key: "seaweed" })).room.id).toBe(room.id);
	await rule(jun, room.id, { rule: "limit", on: true, value: "2" });
	expect(await tomas.refusal({ t: "join", room: room.id, key: "seaweed" })).toBe("room_full");
	await rule(jun, room.id, { rule: "limit", on: false });

	await rule(jun, room.id, { rule: "private", on: true });
	const directory = (guest: Guest) => guest.ask({ t: "directory" });
	expect((await directory(tomas)).rooms.map(({ id }) => id)).not.toContain(room.id);
	expect((await tomas.ask({ t: "search", query: "guarded" })).rooms).toEqual([]);
	expect(await tomas.refusal({ t: "join", room: room.id, key: "seaweed" })).toBe("not_found");
	await mara.ask({ t: "invite", room: room.id, name: "tomas" });
	await tomas.ask({ t: "leave", room: room.id });
	await rule(jun, room.id, { rule: "invitation", on: true, value: "t?mas" });
	expect(await tomas.refusal({ t: "join", room: room.id })).toBe("wrong_key");
	await tomas.ask({ t: "join", room: room.id, key: "seaweed" });
	await tomas.ask({ t: "leave", room: room.id });

	await rule(jun, room.id, { rule: "private", on: false });
	expect((await directory(tomas)).rooms.map(({ id }) => id)).toContain(room.id);
});

test("a moderator does what the room's maker does, but not to its maker, and nothing any more once it is taken back", async () => {
	const room = await junsRoom();
	await rule(jun, room, { rule: "moderator", on: true, value: "mara" });
	await rule(mara, room, { rule: "locked-topic", on: true });
	await mara.ask({ t: "topic", room, topic: "by mara" });
	await mara.ask({ t: "rename", room, name: `maras-${rooms}` });
	expect(await tomas.refusal({ t: "topic", room, topic: "by tomas" })).toBe("forbidden");
	await mara.ask({ t: "remove", room, name: "tomas" });
	expect(await mara.refusal({ t: "remove", room, name: "jun" })).toBe("forbidden");
	await mara.ask({ t: "rule", room, change: { rule: "ban", on: true, value: "jun" } });
	await jun.post(room, "still here");
	await jun.ask({ t: "rule", room, change: { rule: "moderator", on: false, value: "mara" } });
	expect(await mara.refusal({ t: "rule", room, change: { rule: "announcement", on: true } })).toBe("forbidden");
	expect(await mara.refusal({ t: "remove", room, name: "owner" })).toBe("forbidden");
	expect(await infoOf(jun, room)).not.toHaveProperty("moderators");
	await owner.ask({ t: "remove", room, name: "jun" });
	await jun.socket.next("gone", (frame) => frame.room === room);
});

test("who is removed is gone from the room at once, on every device, and hears and does nothing more there", async () => {
	const room = await junsRoom();
	const target = await newGuest(place.server, `target-${rooms}`);
	await target.ask({ t: "join", room });
	const seq = await target.post(room, "mine");
	const file = await upload(place.server.url, jun.token, { body: "for members" });
	await jun.post(room, "the plan", { files: [file.id] });
	const fetchFile = () =>
		fetch(`${place.server.url}/files/${file.id}/plan.txt`, { headers: bearer(target.token) }).then(
			({ status }) => status,
		);
	expect(await fetchFile()).toBe(200);
	const device = await target.anotherDevice(place.server);
	await jun.ask({ t: "remove", room, name: target.name, reason: "spam" });
	for (const { socket } of [target, device]) {
		expect(await socket.next("gone", (frame) => frame.room === room)).toMatchObject({
			removed: { by: { name: "jun" }, reason: "spam" },
		});
	}
	expect(await mara.hear(room, ({ event }) => event === "removed")).toMatchObject({
		author: { name: "jun" },
		body: `${target.name} spam`,
	});
	expect((await mara.ask({ t: "members", room })).members.map(({ name }) => name)).not.toContain(target.name);

	const marks = [target, device].map(({ socket }) => socket.frames.length);
	await jun.post(room, `@${target.name} @room`);
	jun.socket.send({ t: "typing", room });
	await jun.socket.roundtrip();
	for (const [index, { socket }] of [target, device].entries()) {
		await socket.roundtrip();
		expect(socket.frames.slice(marks[index]).filter(({ t }) => t !== "pong")).toEqual([]);
	}
	for (const request of [
		postIn(room),
		{ t: "edit", room, seq, body: "x" },
		{ t: "delete", room, seq },
		{ t: "history", room },
		{ t: "sync", room, cursor: 0 },
		{ t: "members", room },
		{ t: "masks", room },
		{ t: "rule", room, change: { rule: "announcement", on: true } },
		{ t: "remove", room, name: "mara" },
		{ t: "invite", room, name: target.name },
	] as const) {
		for (const guest of [target, device]) expect(await guest.refusal(request)).toBe("not_found");
	}
	expect(await fetchFile()).toBe(404);
	expect((await target.ask({ t: "search", query: "plan" })).items).toEqual([]);
	await target.ask({ t: "join", room });
	expect(await fetchFile()).toBe(200);
	for (const guest of [target, device]) guest.socket.close();
});

test("what somebody sends in the moment in which they are removed comes before it or not at all", async () => {
	const room = await junsRoom();
	const file = await upload(place.server.url, jun.token, { body: "for members" });
	await jun.post(room, "the plan", { files: [file.id] });
	const posts: Promise<unknown>[] = [];
	const post = () => posts.push(mara.socket.ask(postIn(room)));
	for (let index = 0; index < 20; index++) post();
	const removed = jun.ask({ t: "remove", room, name: "mara" });
	for (let index = 0; index < 20; index++) {
		post();
		posts.push(mara.socket.ask({ t: "history", room }));
		posts.push(mara.socket.ask({ t: "topic", room, topic: `last words ${index}` }));
		posts.push(mara.socket.ask({ t: "rule", room, change: { rule: "key", on: true, value: "mine" } }));
		posts.push(fetch(`${place.server.url}/files/${file.id}/plan.txt`, { headers: bearer(mara.token) }));
	}
	await removed;
	const after = [postIn(room), { t: "history", room }, { t: "topic", room, topic: "x" }] as const;
	for (const request of after) expect(await mara.refusal(request)).toBe("not_found");
	await Promise.all(posts);
	const { messages } = await jun.ask({ t: "history", room, limit: 200 });
	const end = messages.findIndex(({ event }) => event === "removed");
	expect(messages.slice(end + 1).filter(({ author }) => author?.name === "mara")).toEqual([]);
	expect((await infoOf(jun, room)).keyed).toBeUndefined();
	expect(await jun.refusal({ t: "remove", room, name: "mara" })).toBe("not_found");
});

test("a guest moderates what they made, but makes nothing private, and is removed from what becomes so and from the lobby", async () => {
	await using server = await startParlour({ args: ["--guests", "--unlimited", "--announce", "off"] });
	const host = await newGuest(server, "host-of-all");
	const { token } = v.parse(sessionReply, await (await postJson(server.url, "/api/guest", { name: "Jo" })).json());
	const jo = new Guest("Jo", token, await RawSocket.enter(server.url, token));
	const { room: own } = await jo.ask({ t: "create", name: "jos", visibility: "public" });
	await rule(jo, own.id, { rule: "announcement", on: true });
	expect(await jo.refusal({ t: "rule", room: own.id, change: { rule: "private", on: true } })).toBe("forbidden");
	expect(await jo.refusal({ t: "rule", room: 1, change: { rule: "announcement", on: true } })).toBe("forbidden");
	await host.ask({ t: "join", room: own.id });
	await rule(host, own.id, { rule: "private", on: true });
	await jo.socket.next("gone", (frame) => frame.room === own.id);
	expect(await jo.refusal({ t: "history", room: own.id })).toBe("not_found");
	expect(await host.refusal({ t: "invite", room: own.id, name: "Jo" })).toBe("forbidden");

	await rule(host, 1, { rule: "ban", on: true, value: "jo" });
	expect(await jo.refusal(postIn(1))).toBe("banned");
	await host.ask({ t: "remove", room: 1, name: "Jo" });
	await jo.socket.next("gone", (frame) => frame.room === 1);
	expect(await jo.refusal({ t: "join", room: 1 })).toBe("banned");
	for (const guest of [jo, host]) guest.socket.close();
});
