import { afterAll, beforeAll, expect, test } from "bun:test";
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

async function mentionsOf(guest: Guest, room: number): Promise<number> {
	return (await guest.ask({ t: "sync", room, cursor: 0 })).room.mentions;
}

test("members are named in any spelling of their names, in words and not in code, and others are not", async () => {
	const room = await place.makeRoom("naming");
	const outsider = await newGuest(place.server, "outsider");
	const body = "@JUN, see `@mara` and ask @outsider, @nobody or a@mara.example. And @jun again";
	const seq = await asha.post(room, body);
	expect((await jun.hear(room, (message) => message.seq === seq)).mentions).toEqual([jun.id]);
	expect([await mentionsOf(jun, room), await mentionsOf(mara, room)]).toEqual([1, 0]);
	expect((await outsider.ask({ t: "inbox" })).mentions).toEqual([]);
	outsider.socket.close();
});

test("punctuation behind a name is part of it only where somebody has such a name", async () => {
	const room = await place.makeRoom("punctuation");
	const dotted = await newGuest(place.server, "jun.");
	const one = await asha.post(room, "thanks @jun.");
	expect((await jun.hear(room, ({ seq }) => seq === one)).mentions).toEqual([jun.id]);
	await dotted.ask({ t: "join", room });
	const other = await asha.post(room, "thanks @jun.");
	expect((await jun.hear(room, ({ seq }) => seq === other)).mentions).toEqual([dotted.id]);
	dotted.socket.close();
});

test("an edit names anew: who is named no more is not counted, who is named now is", async () => {
	const room = await place.makeRoom("renaming");
	const seq = await asha.post(room, "@jun");
	await asha.ask({ t: "edit", room, seq, body: "@mara" });
	expect((await jun.hear(room, ({ editedAt }) => editedAt !== undefined)).mentions).toEqual([mara.id]);
	expect([await mentionsOf(jun, room), await mentionsOf(mara, room)]).toEqual([0, 1]);
	await asha.ask({ t: "edit", room, seq, body: "nobody" });
	expect(await mentionsOf(mara, room)).toBe(0);
});

test("@room calls all members, @here those who are connected, and an edit calls nobody", async () => {
	const room = await place.makeRoom("calling");
	const away = await newGuest(place.server, "away");
	await away.ask({ t: "join", room });
	away.socket.close();
	await away.socket.closed;
	await jun.socket.next("presence", ({ user, online }) => user.id === away.id && !online);
	const here = await asha.post(room, "@here lunch");
	expect(await jun.hear(room, ({ seq }) => seq === here)).toMatchObject({ everyone: "here" });
	expect(await mentionsOf(jun, room)).toBe(1);
	const all = await asha.post(room, "@room meeting");
	expect(await jun.hear(room, ({ seq }) => seq === all)).toMatchObject({ everyone: "room" });
	expect([await mentionsOf(jun, room), await mentionsOf(asha, room)]).toEqual([2, 0]);
	const quiet = await asha.post(room, "nothing");
	await asha.ask({ t: "edit", room, seq: quiet, body: "@room" });
	expect(await mentionsOf(jun, room)).toBe(2);
	const back = await away.anotherDevice(place.server);
	expect(back.welcome.rooms.find(({ id }) => id === room)).toMatchObject({ mentions: 1 });
	back.socket.close();
});

test("twenty posts sent at once, every other one naming somebody, keep their order, and so do edits", async () => {
	const room = await place.makeRoom("in-order");
	const bodies = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? `${n} @jun @mara.` : `${n}`));
	const seqs = await Promise.all(bodies.map((body) => asha.post(room, body)));
	expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
	const { messages } = await jun.ask({ t: "history", room });
	expect(messages.filter(({ kind }) => kind === "text").map(({ body }) => body)).toEqual(bodies);
	const seq = seqs[0] ?? 0;
	await Promise.all(bodies.map((body) => asha.ask({ t: "edit", room, seq, body: `edit ${body}` })));
	const { versions } = await jun.ask({ t: "edits", room, seq });
	expect(versions.map(({ body }) => body)).toEqual([
		bodies[0] ?? "",
		...bodies.slice(0, -1).map((body) => `edit ${body}`),
	]);
});

test("who is named in a thread follows it from there", async () => {
	const room = await place.makeRoom("into-a-thread");
	const root = await asha.post(room, "root");
	await asha.post(room, "one", { thread: root });
	await asha.post(room, "what do you think, @mara?", { thread: root });
	const { mark } = await mara.socket.next("thread-mark", (frame) => frame.mark.room === room);
	expect(mark).toMatchObject({ root, following: true, unread: 1, mentions: 1 });
	expect(await mentionsOf(mara, room)).toBe(0);
});

test("the inbox has the threads that one follows and the messages that name one, and says what is read", async () => {
	const room = await place.makeRoom("inbox");
	const reader = await newGuest(place.server, "reader");
	await reader.ask({ t: "join", room });
	const root = await reader.post(room, "root");
	const reply = await asha.post(room, "reply", { thread: root });
	const named = await asha.post(room, "hello @reader");
	const inbox = await reader.ask({ t: "inbox" });
	expect(inbox.threads).toMatchObject([
		{ mark: { room, root, unread: 1 }, root: { body: "root" }, last: { seq: reply, body: "reply" } },
	]);
	expect(inbox.mentions).toMatchObject([{ room, message: { seq: named }, read: false }]);
	await reader.ask({ t: "read", room, seq: named });
	await reader.ask({ t: "read", room, thread: root, seq: reply });
	const after = await reader.ask({ t: "inbox" });
	expect(after).toMatchObject({ threads: [{ mark: { unread: 0 } }], mentions: [{ read: true }] });
	await asha.ask({ t: "delete", room, seq: named });
	expect((await reader.ask({ t: "inbox" })).mentions).toEqual([]);
	reader.socket.close();
});
