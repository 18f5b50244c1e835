import { afterAll, beforeAll, expect, test } from "bun:test";
import type { ThreadMark } from "../../src/protocol/entities.ts";
import { type Gathering, type Guest, gather, newGuest } from "./gathering.ts";

let place: Gathering<"asha" | "jun" | "mara">;
let asha: Guest;
let jun: Guest;
let mara: Guest;
beforeAll(async () => {
	place = await gather("asha", "jun", "mara");
	({ asha, jun, mara } = place.guests);
});
afterAll(() => place.server[Symbol.asyncDispose]());

test("a reply is live for all, changes what its root shows, and stands in the room's log only where it was wanted", async () => {
	const room = await place.makeRoom("replies");
	const root = await asha.post(room, "who brings the boat?");
	const first = await jun.post(room, "me", { thread: root });
	expect(await mara.hear(room, ({ seq }) => seq === first)).toMatchObject({ thread: root, body: "me" });
	expect(await mara.hear(room, ({ seq, rev }) => seq === root && rev > root)).toMatchObject({
		replies: { count: 1, lastSeq: first, users: [jun.id] },
	});
	const second = await mara.post(room, "and me", { thread: root, inRoom: true });
	const { messages } = await asha.ask({ t: "history", room });
	expect(messages.filter(({ kind }) => kind === "text").map(({ seq, inRoom }) => [seq, inRoom])).toEqual([
		[root, undefined],
		[second, true],
	]);
	const thread = await asha.ask({ t: "thread", room, root });
	expect(thread.root).toMatchObject({ seq: root, replies: { count: 2, users: [mara.id, jun.id] } });
	expect(thread.messages.map(({ seq }) => seq)).toEqual([first, second]);
	expect(thread).toMatchObject({ more: false, mark: { following: true, unread: 2 } });
	const sync = await asha.ask({ t: "sync", room, cursor: root });
	expect(sync.messages.map(({ seq }) => seq)).toEqual([first, second, root]);
});

test("a reply to a reply goes into the same thread, and the thread is found by any of its messages", async () => {
	const room = await place.makeRoom("deeper");
	const root = await asha.post(room, "root");
	const reply = await jun.post(room, "reply", { thread: root });
	const deeper = await mara.post(room, "deeper", { thread: reply });
	const thread = await asha.ask({ t: "thread", room, root: deeper });
	expect(thread.root.seq).toBe(root);
	expect(thread.messages.map(({ seq, thread }) => [seq, thread])).toEqual([
		[reply, root],
		[deeper, root],
	]);
	const older = await asha.ask({ t: "thread", room, root, before: deeper, limit: 1 });
	expect(older.messages.map(({ seq }) => seq)).toEqual([reply]);
});

test("who takes part follows, and has the same unread count on all devices until it is read, or marked unread again", async () => {
	const room = await place.makeRoom("followed");
	await using phone = (await asha.anotherDevice(place.server)).socket;
	const root = await asha.post(room, "root");
	const first = await jun.post(room, "one", { thread: root });
	const last = await jun.post(room, "two", { thread: root });
	const allHear = async (unread: number, readSeq: number) => {
		for (const device of [asha.socket, phone]) {
			const fits = (mark: ThreadMark) => mark.room === room && mark.unread === unread && mark.readSeq === readSeq;
			expect((await device.next("thread-mark", ({ mark }) => fits(mark))).mark).toMatchObject({
				root,
				following: true,
			});
		}
	};
	await allHear(2, first - 1);
	await asha.ask({ t: "read", room, thread: root, seq: last });
	await allHear(0, last);
	// Without `back` a marker never goes back.
	await asha.ask({ t: "read", room, thread: root, seq: first });
	await asha.ask({ t: "read", room, thread: root, seq: first, back: true });
	await allHear(1, first);
	const later = await asha.anotherDevice(place.server);
	expect(later.welcome.threads.filter((mark) => mark.room === room)).toEqual([
		{ room, root, following: true, readSeq: first, unread: 1, mentions: 0 },
	]);
	later.socket.close();
	await asha.ask({ t: "read", room, thread: root, seq: last });
});

test("one may follow a thread that one has no part in, and stop following one's own", async () => {
	const room = await place.makeRoom("by-choice");
	const root = await asha.post(room, "root");
	await jun.post(room, "one", { thread: root });
	const markOf = (guest: Guest) =>
		guest.socket.next("thread-mark", ({ mark }) => mark.room === room).then(({ mark }) => mark);
	await markOf(asha);
	await mara.ask({ t: "follow", room, root, on: true });
	expect(await markOf(mara)).toMatchObject({ following: true, unread: 0 });
	await asha.ask({ t: "follow", room, root, on: false });
	expect(await markOf(asha)).toMatchObject({ following: false, unread: 0 });
	await jun.post(room, "two", { thread: root });
	expect(await markOf(mara)).toMatchObject({ following: true, unread: 1 });
	const page = await asha.ask({ t: "thread", room, root });
	expect(page.mark).toMatchObject({ following: false, unread: 0 });
	await asha.socket.roundtrip();
	expect(asha.socket.frames.filter((frame) => frame.t === "thread-mark" && frame.mark.room === room).length).toBe(2);
});

test("a deleted reply leaves the count, the faces and what is unread", async () => {
	const room = await place.makeRoom("deleted-reply");
	const root = await asha.post(room, "root");
	const kept = await jun.post(room, "kept", { thread: root });
	const gone = await mara.post(room, "gone", { thread: root });
	await asha.hear(room, ({ seq, replies }) => seq === root && replies?.count === 2);
	await mara.ask({ t: "delete", room, seq: gone });
	expect(await asha.hear(room, ({ seq, deleted }) => seq === gone && deleted === true)).toMatchObject({ body: "" });
	expect(await asha.hear(room, ({ seq, replies }) => seq === root && replies?.count === 1)).toMatchObject({
		replies: { lastSeq: kept, users: [jun.id] },
	});
	expect((await asha.ask({ t: "thread", room, root })).mark.unread).toBe(1);
	await jun.ask({ t: "delete", room, seq: kept });
	const after = await asha.hear(room, ({ seq, rev, replies }) => seq === root && rev > gone + 3 && !replies);
	expect(after.body).toBe("root");
});

test("what is not there, or was deleted, has no replies", async () => {
	const room = await place.makeRoom("no-root");
	const root = await asha.post(room, "root");
	await asha.ask({ t: "delete", room, seq: root });
	const nonce = () => crypto.randomUUID();
	expect(await jun.refusal({ t: "post", room, nonce: nonce(), body: "x", thread: root })).toBe("not_found");
	expect(await jun.refusal({ t: "post", room, nonce: nonce(), body: "x", thread: 999 })).toBe("not_found");
	// The room's first entry is that it was created.
	expect(await jun.refusal({ t: "post", room, nonce: nonce(), body: "x", thread: 1 })).toBe("not_found");
	expect(await jun.refusal({ t: "thread", room, root: 999 })).toBe("not_found");
	expect(await jun.refusal({ t: "follow", room, root: 999, on: true })).toBe("not_found");
	expect(await jun.refusal({ t: "read", room, thread: 999, seq: 1 })).toBe("not_found");
});

test("typing in a thread says in which", async () => {
	const room = await place.makeRoom("typing");
	const root = await asha.post(room, "root");
	asha.socket.send({ t: "typing", room, thread: root });
	expect(await jun.socket.next("typing", (frame) => frame.room === room)).toEqual({
		t: "typing",
		room,
		thread: root,
		user: { id: asha.id, name: "asha" },
	});
});

test("who left the room hears nothing more of its threads, and nothing of them is left in what they connect to", async () => {
	const room = await place.makeRoom("left-behind");
	const leaver = await newGuest(place.server, "leaver");
	await leaver.ask({ t: "join", room });
	const root = await leaver.post(room, "root");
	await asha.post(room, "@leaver one", { thread: root });
	await leaver.socket.next("thread-mark", ({ mark }) => mark.room === room && mark.unread === 1);
	await leaver.ask({ t: "leave", room });
	const from = leaver.socket.frames.length;
	await asha.post(room, "@leaver two", { thread: root });
	await asha.ask({ t: "react", room, seq: root, emoji: "👍", on: true });
	await leaver.socket.roundtrip();
	expect(leaver.socket.frames.slice(from).filter(({ t }) => t !== "pong" && t !== "gone")).toEqual([]);
	for (const request of [
		{ t: "thread", room, root },
		{ t: "read", room, thread: root, seq: root },
		{ t: "follow", room, root, on: true },
	] as const) {
		expect(await leaver.refusal(request)).toBe("not_found");
	}
	expect(await leaver.ask({ t: "inbox" })).toMatchObject({ threads: [], mentions: [] });
	const again = await leaver.anotherDevice(place.server);
	expect(again.welcome.threads).toEqual([]);
	again.socket.close();
});
