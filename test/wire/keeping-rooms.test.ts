import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Gathering, type Guest, gather, newGuest } from "./gathering.ts";

let place: Gathering<"owner" | "maker" | "member">;
let owner: Guest;
let maker: Guest;
let member: Guest;
beforeAll(async () => {
	place = await gather("owner", "maker", "member");
	({ owner, maker, member } = place.guests);
});
afterAll(() => place.server[Symbol.asyncDispose]());

async function roomOf(guest: Guest, name: string): Promise<number> {
	const { room } = await guest.ask({ t: "create", name, visibility: "public" });
	for (const other of [owner, maker, member]) if (other !== guest) await other.ask({ t: "join", room: room.id });
	return room.id;
}

test("who made a room renames it, the owner too, others not; all hear the new name", async () => {
	const room = await roomOf(maker, "old-name");
	expect(await member.refusal({ t: "rename", room, name: "mine" })).toBe("forbidden");
	await maker.ask({ t: "rename", room, name: "#New-Name" });
	expect(await member.hear(room, ({ event }) => event === "renamed")).toMatchObject({
		body: "New-Name",
		author: { name: "maker" },
	});
	expect((await member.ask({ t: "sync", room, cursor: 0 })).room).toMatchObject({
		name: "New-Name",
		creator: maker.id,
	});
	// A room may change the case of its own name, and the old one is free.
	await owner.ask({ t: "rename", room, name: "new-name" });
	await roomOf(member, "old-name");
	expect(await maker.refusal({ t: "rename", room, name: "old-name" })).toBe("name_taken");
	expect(await maker.refusal({ t: "rename", room, name: "two words" })).toBe("name_invalid");
});

test("in an archived room nothing is said any more, but it is read, and can be opened again", async () => {
	const room = await roomOf(maker, "archive");
	const seq = await member.post(room, "last words");
	expect(await member.refusal({ t: "archive", room, on: true })).toBe("forbidden");
	await maker.ask({ t: "archive", room, on: true });
	await maker.ask({ t: "archive", room, on: true });
	await member.hear(room, ({ event }) => event === "archived");
	for (const request of [
		{ t: "post", room, nonce: crypto.randomUUID(), body: "more" },
		{ t: "post", room, nonce: crypto.randomUUID(), body: "more", thread: seq },
		{ t: "edit", room, seq, body: "other words" },
		{ t: "react", room, seq, emoji: "👍", on: true },
	] as const) {
		expect(await member.refusal(request)).toBe("room_archived");
	}
	const { room: summary, messages } = await member.ask({ t: "sync", room, cursor: seq - 1 });
	expect(summary.archived).toBe(true);
	expect(messages.map(({ body, event }) => event ?? body)).toEqual(["last words", "archived"]);
	await owner.ask({ t: "archive", room, on: false });
	await member.hear(room, ({ event }) => event === "unarchived");
	await member.post(room, "again");
});

test("the lobby is nobody's to rename or archive", async () => {
	for (const guest of [owner, member]) {
		expect(await guest.refusal({ t: "rename", room: 1, name: "mine" })).toBe("forbidden");
		expect(await guest.refusal({ t: "archive", room: 1, on: true })).toBe("forbidden");
	}
});

test("the owner has no say in a private room that they are not in", async () => {
	const { room } = await maker.ask({ t: "create", name: "hidden", visibility: "private" });
	expect(await owner.refusal({ t: "rename", room: room.id, name: "found" })).toBe("not_found");
	expect(await owner.refusal({ t: "archive", room: room.id, on: true })).toBe("not_found");
});

test("who has left a room gets nothing of it at once: no answers, no live frames, nothing saved, nothing in the inbox", async () => {
	const room = await roomOf(maker, "leaving");
	const leaver = await newGuest(place.server, "leaver");
	await leaver.ask({ t: "join", room });
	const root = await leaver.post(room, "root");
	const reply = await maker.post(room, "@leaver", { thread: root, inRoom: true });
	await leaver.ask({ t: "save", room, seq: reply, on: true });
	await leaver.ask({ t: "draft", room, body: "half a" });
	const device = await leaver.anotherDevice(place.server);
	await leaver.ask({ t: "leave", room });
	for (const socket of [leaver.socket, device.socket]) await socket.next("gone", (frame) => frame.room === room);
	const marks = [leaver.socket.frames.length, device.socket.frames.length];
	await maker.post(room, "@leaver @room", { thread: root });
	await maker.ask({ t: "edit", room, seq: reply, body: "@leaver again" });
	await maker.ask({ t: "delete", room, seq: reply });
	await maker.ask({ t: "react", room, seq: root, emoji: "👋", on: true });
	maker.socket.send({ t: "typing", room });
	await maker.socket.roundtrip();
	for (const [index, socket] of [leaver.socket, device.socket].entries()) {
		await socket.roundtrip();
		const heard = socket.frames.slice(marks[index]).filter(({ t }) => t !== "pong" && t !== "saved");
		expect(heard).toEqual([]);
	}
	const nonce = crypto.randomUUID();
	for (const request of [
		{ t: "post", room, nonce, body: "x" },
		{ t: "edit", room, seq: root, body: "x" },
		{ t: "delete", room, seq: root },
		{ t: "react", room, seq: root, emoji: "👋", on: true },
		{ t: "pin", room, seq: root, on: true },
		{ t: "pins", room },
		{ t: "save", room, seq: root, on: true },
		{ t: "edits", room, seq: root },
		{ t: "sync", room, cursor: 0 },
		{ t: "history", room },
		{ t: "thread", room, root },
		{ t: "members", room },
		{ t: "draft", room, body: "x" },
		{ t: "notify", room, level: "all" },
	] as const) {
		expect(await leaver.refusal(request)).toBe("not_found");
	}
	expect((await leaver.ask({ t: "saved" })).items).toEqual([]);
	expect(await leaver.ask({ t: "inbox" })).toMatchObject({ threads: [], mentions: [] });
	const back = await leaver.anotherDevice(place.server);
	expect(back.welcome.drafts).toEqual([]);
	for (const guest of [leaver, device, back]) guest.socket.close();
});
