import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Gathering, type Guest, gather } from "./gathering.ts";

let place: Gathering<"asha" | "jun">;
let asha: Guest;
let jun: Guest;
beforeAll(async () => {
	place = await gather("asha", "jun");
	({ asha, jun } = place.guests);
});
afterAll(() => place.server[Symbol.asyncDispose]());

/** A room whose numbers 3 to 22 are messages. */
async function longRoom(name: string): Promise<number> {
	const room = await place.makeRoom(name);
	for (let n = 3; n <= 22; n++) await asha.post(room, `message ${n}`);
	return room;
}

test("history is read from either end and around any place, and says whether there is more on either side", async () => {
	const room = await longRoom("pages");
	const page = async (where: Record<string, number>) => {
		const { messages, more, newer } = await jun.ask({ t: "history", room, limit: 5, ...where });
		return { seqs: messages.map(({ seq }) => seq), more, newer: newer ?? false };
	};
	expect(await page({})).toEqual({ seqs: [18, 19, 20, 21, 22], more: true, newer: false });
	expect(await page({ before: 4 })).toEqual({ seqs: [1, 2, 3], more: false, newer: true });
	expect(await page({ after: 17 })).toEqual({ seqs: [18, 19, 20, 21, 22], more: true, newer: false });
	expect(await page({ after: 10 })).toEqual({ seqs: [11, 12, 13, 14, 15], more: true, newer: true });
	const around = await page({ around: 10 });
	expect(around).toMatchObject({ more: true, newer: true });
	expect(around.seqs).toHaveLength(5);
	expect(around.seqs).toContain(10);
	expect((await page({ around: 10, limit: 1 })).seqs).toEqual([10]);
	expect((await page({ around: 22 })).seqs).toContain(22);
	expect((await page({ around: 1 })).seqs).toContain(1);
	expect((await page({ around: 999 })).seqs).toContain(22);
	expect(await jun.refusal({ t: "history", room, before: 5, after: 2 })).toBe("bad_request");
});

test("the marker of a room is equal on all devices, forward and back, with what is unread and names one", async () => {
	const room = await longRoom("markers");
	await using phone = (await jun.anotherDevice(place.server)).socket;
	const last = await asha.post(room, "@jun");
	const hear = async () => {
		const frames = [];
		for (const socket of [jun.socket, phone]) frames.push(await socket.next("read", (frame) => frame.room === room));
		expect(frames[1]).toEqual(frames[0]);
		return frames[0];
	};
	await jun.ask({ t: "read", room, seq: 12 });
	expect(await hear()).toMatchObject({ seq: 12, unread: 11, mentions: 1, head: last });
	await jun.ask({ t: "read", room, seq: 999 });
	expect(await hear()).toMatchObject({ seq: last, unread: 0, mentions: 0 });
	// Without `back` it only goes forward, and what does not move is not told.
	await jun.ask({ t: "read", room, seq: 5 });
	await jun.ask({ t: "read", room, seq: last - 2, back: true });
	expect(await hear()).toMatchObject({ seq: last - 2, unread: 2, mentions: 1 });
	const later = await jun.anotherDevice(place.server);
	expect(later.welcome.rooms.find(({ id }) => id === room)).toMatchObject({
		readSeq: last - 2,
		unread: 2,
		mentions: 1,
		notify: "all",
	});
	later.socket.close();
});

test("what one wants to be told of is one's own, and on all of one's devices", async () => {
	const room = await place.makeRoom("notify");
	await using phone = (await jun.anotherDevice(place.server)).socket;
	await jun.ask({ t: "notify", room, level: "none" });
	for (const socket of [jun.socket, phone]) {
		await socket.next("room", (frame) => frame.room.id === room && frame.room.notify === "none");
	}
	expect((await asha.ask({ t: "sync", room, cursor: 0 })).room.notify).toBe("all");
	await asha.socket.roundtrip();
	expect(asha.socket.frames.filter((frame) => frame.t === "room" && frame.room.notify === "none")).toEqual([]);
	expect(await jun.refusal({ t: "notify", room, level: "loud" })).toBe("bad_request");
});

test("saved messages are one's own, on all devices, the latest first, and go with the message", async () => {
	const room = await place.makeRoom("saving");
	await using phone = (await jun.anotherDevice(place.server)).socket;
	const [one, two] = [await asha.post(room, "one"), await asha.post(room, "two")];
	for (const seq of [one, two]) {
		await jun.ask({ t: "save", room, seq, on: true });
		expect(await phone.next("saved")).toEqual({ t: "saved", room, seq, on: true });
	}
	const saved = async (guest: Guest) => (await guest.ask({ t: "saved" })).items.map(({ message }) => message.body);
	expect((await saved(jun)).toSorted()).toEqual(["one", "two"]);
	expect(await saved(asha)).toEqual([]);
	await jun.ask({ t: "save", room, seq: one, on: false });
	expect(await phone.next("saved")).toEqual({ t: "saved", room, seq: one, on: false });
	await asha.ask({ t: "delete", room, seq: two });
	expect(await phone.next("saved")).toEqual({ t: "saved", room, seq: two, on: false });
	expect(await saved(jun)).toEqual([]);
	expect(await jun.refusal({ t: "save", room, seq: 999, on: true })).toBe("not_found");
	expect(asha.socket.frames.filter(({ t }) => t === "saved")).toEqual([]);
});

test("drafts are one's own, on all devices, a room and a thread each, until they are emptied", async () => {
	const room = await place.makeRoom("drafts");
	const root = await asha.post(room, "root");
	await using phone = (await jun.anotherDevice(place.server)).socket;
	const drafts = [
		// A blank at the end may be followed by another word.
		{ room, body: "to the\nroom, " },
		{ room, thread: root, body: "to the thread" },
	];
	for (const draft of drafts) {
		await jun.ask({ t: "draft", ...draft });
		expect(await phone.next("draft")).toEqual({ t: "draft", draft });
	}
	const later = await jun.anotherDevice(place.server);
	expect(later.welcome.drafts).toHaveLength(2);
	expect(later.welcome.drafts).toEqual(expect.arrayContaining(drafts));
	later.socket.close();
	await jun.ask({ t: "draft", room, body: " \n" });
	expect(await phone.next("draft")).toEqual({ t: "draft", draft: { room, body: "" } });
	expect((await jun.anotherDevice(place.server)).welcome.drafts).toEqual([drafts[1] ?? { room, body: "" }]);
	expect(await jun.refusal({ t: "draft", room, body: "x".repeat(8001) })).toBe("message_too_long");
	expect(asha.socket.frames.filter(({ t }) => t === "draft")).toEqual([]);
	expect(asha.welcome.drafts).toEqual([]);
});
