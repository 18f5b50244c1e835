import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Gathering, type Guest, gather, newGuest } from "./gathering.ts";

let place: Gathering<"asha" | "jun" | "mara" | "vik">;
let asha: Guest;
let jun: Guest;
let mara: Guest;
let vik: Guest;
beforeAll(async () => {
	place = await gather("asha", "jun", "mara", "vik");
	({ asha, jun, mara, vik } = place.guests);
});
afterAll(() => place.server[Symbol.asyncDispose]());

async function direct(guest: Guest, ...names: string[]): Promise<number> {
	return (await guest.ask({ t: "direct", names })).room.id;
}

test("a direct message is live to both at once, counts as unread, and nobody else hears of it", async () => {
	const from = vik.socket.frames.length;
	const { room } = await asha.ask({ t: "direct", names: ["@JUN"] });
	expect(room).toMatchObject({ visibility: "direct", name: "", people: [{ name: "asha" }, { name: "jun" }] });
	const told = await jun.socket.next("room", (frame) => frame.room.id === room.id);
	expect(told.room).toMatchObject({ visibility: "direct", people: [{ name: "asha" }, { name: "jun" }] });
	const seq = await asha.post(room.id, "between us");
	expect(await jun.hear(room.id, (message) => message.seq === seq)).toMatchObject({ body: "between us" });
	expect((await jun.ask({ t: "sync", room: room.id, cursor: 0 })).room.unread).toBe(1);
	await jun.post(room.id, "yes");
	await asha.hear(room.id, ({ body }) => body === "yes");
	await vik.socket.roundtrip();
	expect(vik.socket.frames.slice(from).filter(({ t }) => t !== "pong")).toEqual([]);
	expect(await vik.refusal({ t: "history", room: room.id })).toBe("not_found");
	expect(await vik.refusal({ t: "join", room: room.id })).toBe("not_found");
	expect((await vik.ask({ t: "directory" })).rooms.map(({ name }) => name)).toEqual(["lobby"]);
});

test("the same people have one room, whoever opens it and in whichever order they are named", async () => {
	const room = await direct(asha, "mara", "jun");
	expect(await direct(jun, "asha", "mara")).toBe(room);
	expect(await direct(mara, "jun", "asha", "MARA", "jun")).toBe(room);
	expect(await direct(asha, "mara")).not.toBe(room);
	const ids = await Promise.all([direct(jun, "vik"), direct(vik, "jun"), direct(jun, "vik")]);
	expect(new Set(ids).size).toBe(1);
});

test("one may keep notes with oneself", async () => {
	const { room } = await asha.ask({ t: "direct", names: ["asha"] });
	expect(room.people).toEqual([{ id: asha.id, name: "asha" }]);
	const seq = await asha.post(room.id, "note to self");
	await asha.hear(room.id, (message) => message.seq === seq);
	expect((await asha.ask({ t: "sync", room: room.id, cursor: 0 })).room.unread).toBe(0);
});

test("up to eight others may be in it; nobody who does not exist", async () => {
	const names = Array.from({ length: 9 }, (_, n) => `many${n}`);
	for (const name of names) (await newGuest(place.server, name)).socket.close();
	expect((await asha.ask({ t: "direct", names: names.slice(0, 8) })).room.people).toHaveLength(9);
	expect(await asha.refusal({ t: "direct", names })).toBe("bad_request");
	expect(await asha.refusal({ t: "direct", names: [] })).toBe("bad_request");
	expect(await asha.refusal({ t: "direct", names: ["jun", "nobody"] })).toBe("not_found");
});

test("a direct room stays what it is: no topic, no name, no invitation, no leaving, no archive", async () => {
	const room = await direct(asha, "jun");
	for (const request of [
		{ t: "topic", room, topic: "x" },
		{ t: "rename", room, name: "x" },
		{ t: "invite", room, name: "vik" },
		{ t: "leave", room },
		{ t: "archive", room, on: true },
	] as const) {
		expect(await asha.refusal(request)).toBe("forbidden");
	}
	expect(await asha.ask({ t: "members", room })).toMatchObject({ members: [{ name: "asha" }, { name: "jun" }] });
});

test("everything else works in it as in a room: threads, reactions, mentions, pins", async () => {
	const room = await direct(asha, "jun");
	const root = await asha.post(room, "hello @jun and @vik");
	expect(await jun.hear(room, ({ seq }) => seq === root)).toMatchObject({ mentions: [jun.id] });
	await jun.post(room, "in thread", { thread: root });
	await jun.ask({ t: "react", room, seq: root, emoji: "👍", on: true });
	await jun.ask({ t: "pin", room, seq: root, on: true });
	const message = await asha.hear(room, ({ seq, pinned }) => seq === root && pinned === true);
	expect(message).toMatchObject({ replies: { count: 1 }, reactions: [{ emoji: "👍", users: [jun.id] }] });
});

test("who is not connected finds it in the welcome", async () => {
	const late = await newGuest(place.server, "late");
	late.socket.close();
	await late.socket.closed;
	const room = await direct(asha, "late");
	await asha.post(room, "for later");
	const back = await late.anotherDevice(place.server);
	expect(back.welcome.rooms.find(({ id }) => id === room)).toMatchObject({ unread: 1, visibility: "direct" });
	back.socket.close();
});
