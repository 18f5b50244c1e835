import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import type { Committed, Store } from "../port.ts";
import {
	AT,
	changesIn,
	codeOf,
	createRoom,
	headOf,
	join,
	leave,
	listen,
	logOf,
	oneTo,
	post,
	roomOfPeople,
	type Start,
	seqOf,
} from "./under-test.contract.ts";

interface Reply {
	thread: number;
	inRoom?: boolean;
	mentions?: number[];
	here?: number[];
	at?: number;
}

function reply(store: Store, room: number, author: User, body: string, how: Reply) {
	return store.postMessage({ room, author, body, nonce: null, at: AT, ...how });
}

function marksIn(committed: readonly Committed[]) {
	return committed.flatMap((item) => (item.type === "thread" ? [{ user: item.user, ...item.mark }] : []));
}

/** Asha, Jun and Mara, and a root by Asha that is number 4. */
async function threadOf(store: Store) {
	const { room, people } = await roomOfPeople(store, "asha", "jun", "mara");
	const [asha = expect.unreachable(), jun = expect.unreachable(), mara = expect.unreachable()] = people;
	await post(store, room, asha, "root");
	return { room, asha, jun, mara };
}

export function threadsContract(start: Start): void {
	describe("threads", () => {
		test("a reply takes a number and changes its root, which takes the next, in one commit", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			const heard = listen(store);
			const { change } = await reply(store, room, jun, "one", { thread: 4, at: AT + 5 });
			expect(change.message).toEqual({
				seq: 5,
				rev: 5,
				at: AT + 5,
				kind: "text",
				author: jun,
				body: "one",
				thread: 4,
			});
			const replies = { count: 1, lastSeq: 5, lastAt: AT + 5, users: [jun.id] };
			const root = { seq: 4, rev: 6, at: AT, kind: "text" as const, author: asha, body: "root", replies };
			expect(changesIn(heard, room)).toEqual([change, { room, message: root, kind: { type: "replied" } }]);
			expect(await store.message(room, 4)).toEqual(root);
			expect(await headOf(store, room)).toBe(6);
		});

		test("the root shows how many replied, the last reply and the five latest faces", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "a", "b", "c", "d", "e", "f", "g");
			const root = await seqOf(post(store, room, people[0] ?? expect.unreachable(), "root"));
			for (const author of [...people, ...people.slice(1, 3)]) await reply(store, room, author, "x", { thread: root });
			const message = await store.message(room, root);
			const ids = people.map(({ id }) => id);
			expect(message?.replies).toMatchObject({ count: 9, users: [ids[2], ids[1], ids[6], ids[5], ids[4]] });
		});

		test("a reply to a reply is one to its root; there is none to system messages, deleted or missing ones", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			await reply(store, room, jun, "one", { thread: 4 });
			expect((await reply(store, room, asha, "two", { thread: 5 })).change.message.thread).toBe(4);
			const gone = await seqOf(post(store, room, asha, "gone"));
			await store.deleteMessage({ room, seq: gone, by: asha, anyone: false, at: AT });
			const other = await createRoom(store, asha, "other");
			await post(store, other, asha, "elsewhere");
			for (const thread of [1, gone, 99, 0]) {
				expect(await codeOf(reply(store, room, jun, "x", { thread }))).toBe("not_found");
			}
			expect(await codeOf(reply(store, other, asha, "x", { thread: 4 }))).toBe("not_found");
		});

		test("a reply is in the changes, and in the room's pages and unread only where it was sent to the room too", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			await store.markRead({ room, user: asha.id, seq: 4 });
			await reply(store, room, jun, "hidden", { thread: 4 });
			const shown = await reply(store, room, jun, "shown", { thread: 4, inRoom: true });
			expect(shown.change.message).toMatchObject({ thread: 4, inRoom: true });
			expect((await logOf(store, room)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 7]);
			expect((await store.changesSince(room, 4, 100))?.map(({ seq }) => seq)).toEqual([5, 7, 4]);
			expect(await store.roomOf(asha.id, room)).toMatchObject({ unread: 1, mentions: 0 });
		});

		test("a page with threads has every reply in its place, and says what is left on either side", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			await reply(store, room, jun, "hidden", { thread: 4 });
			await reply(store, room, jun, "shown", { thread: 4, inRoom: true });
			await post(store, room, asha, "beside it");
			const other = await createRoom(store, asha, "other");
			await post(store, other, asha, "elsewhere");
			const read = async (where: { before?: number; after?: number; around?: number }, limit: number) => {
				const { messages, more, newer, head } = await store.pageWithThreads(room, where, limit);
				expect(head).toBe(9);
				return [messages.map(({ seq }) => seq), more, newer];
			};
			expect(await read({}, 9)).toEqual([[1, 2, 3, 4, 5, 7, 9], false, false]);
			expect(await read({}, 3)).toEqual([[5, 7, 9], true, false]);
			expect(await read({ before: 7 }, 2)).toEqual([[4, 5], true, true]);
			expect(await read({ after: 4 }, 1)).toEqual([[5], true, true]);
			expect(await read({ after: 7 }, 5)).toEqual([[9], true, false]);
			expect(await read({ around: 5 }, 3)).toEqual([[4, 5, 7], true, true]);
			expect((await store.pageWithThreads(room, {}, 9, 1)).messages).toHaveLength(1);
		});

		test("what was said last in a room is its last message that stands, be it a reply in a thread; events are none", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara } = await threadOf(store);
			const silent = await createRoom(store, asha, "silent");
			const last = () => store.lastSaid([silent, room]);
			expect(await last()).toEqual([{ room, at: AT }]);
			const { change } = await reply(store, room, jun, "hidden", { thread: 4, at: AT + 5 });
			await store.removeMember({ room, user: mara, at: AT + 9 });
			await store.editMessage({ room, seq: 4, by: asha, body: "root!", at: AT + 9 });
			expect(await last()).toEqual([{ room, at: AT + 5 }]);
			await store.deleteMessage({ room, seq: change.message.seq, by: jun, anyone: false, at: AT + 9 });
			expect(await last()).toEqual([{ room, at: AT }]);
			const topics = oneTo(120).map((n) => store.setTopic({ room, by: asha, topic: `${n}`, at: AT + 10 }));
			await Promise.all(topics);
			expect(await last()).toEqual([{ room, at: AT }]);
			expect(await store.lastSaid([])).toEqual([]);
		});

		test("its author, the root's and whom it names follow it, each told what is unread to them", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara } = await threadOf(store);
			const heard = listen(store);
			await reply(store, room, jun, "one", { thread: 4 });
			const mark = { room, root: 4, following: true, mentions: 0 };
			expect(marksIn(heard)).toEqual([
				{ ...mark, user: asha.id, readSeq: 4, unread: 1 },
				{ ...mark, user: jun.id, readSeq: 5, unread: 0 },
			]);
			heard.length = 0;
			await reply(store, room, asha, "@mara", { thread: 4, mentions: [mara.id] });
			expect(marksIn(heard)).toEqual([
				{ ...mark, user: asha.id, readSeq: 7, unread: 0 },
				{ ...mark, user: jun.id, readSeq: 5, unread: 1 },
				{ ...mark, user: mara.id, readSeq: 6, unread: 1, mentions: 1 },
			]);
		});

		test("who stopped following hears no more of it until named or replying, and what passed is no news", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			await reply(store, room, jun, "one", { thread: 4 });
			const off = await store.followThread({ room, root: 4, user: asha.id, on: false });
			expect(off).toEqual({ room, root: 4, following: false, readSeq: 4, unread: 0, mentions: 0 });
			const heard = listen(store);
			await reply(store, room, jun, "two", { thread: 4 });
			expect(marksIn(heard).map(({ user }) => user)).toEqual([jun.id]);
			await reply(store, room, jun, "@asha", { thread: 4, mentions: [asha.id] });
			expect(marksIn(heard).filter(({ user }) => user === asha.id)).toMatchObject([
				{ following: true, unread: 1, mentions: 1 },
			]);
		});

		test("following by hand starts at the end of the thread; what changes nothing is told to nobody", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara } = await threadOf(store);
			await reply(store, room, jun, "one", { thread: 4 });
			const heard = listen(store);
			const on = { room, root: 4, following: true, readSeq: 5, unread: 0, mentions: 0 };
			expect(await store.followThread({ room, root: 5, user: mara.id, on: true })).toEqual(on);
			expect(await store.followThread({ room, root: 4, user: mara.id, on: true })).toEqual(on);
			expect(heard).toEqual([{ type: "thread", user: mara.id, mark: on }]);
			expect(await codeOf(store.followThread({ room, root: 1, user: mara.id, on: true }))).toBe("not_found");
			expect(await codeOf(store.followThread({ room, root: 99, user: mara.id, on: true }))).toBe("not_found");
		});

		test("a thread's marker moves forward, never past the head, and back when it is asked to", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			for (const n of oneTo(3)) await reply(store, room, jun, `${n}`, { thread: 4 });
			const heard = listen(store);
			const read = async (seq: number, back?: boolean) => {
				const input = { room, root: 4, user: asha.id, seq };
				const { readSeq, unread } = await store.markThreadRead(back ? { ...input, back } : input);
				return [readSeq, unread];
			};
			expect(await read(7)).toEqual([7, 1]);
			expect(await read(5)).toEqual([7, 1]);
			expect(await read(99)).toEqual([10, 0]);
			expect(await read(4, true)).toEqual([4, 3]);
			expect(marksIn(heard).map(({ readSeq, unread }) => [readSeq, unread])).toEqual([
				[7, 1],
				[10, 0],
				[4, 3],
			]);
			const root = { room, user: asha.id, seq: 1 };
			expect(await codeOf(store.markThreadRead({ ...root, root: 99 }))).toBe("not_found");
		});

		test("who does not follow has nothing to read: reading leaves no marker, and a first reply is still followed", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			const mark = await store.markThreadRead({ room, root: 4, user: asha.id, seq: 4 });
			expect(mark).toEqual({ room, root: 4, following: false, readSeq: 4, unread: 0, mentions: 0 });
			await reply(store, room, jun, "one", { thread: 4 });
			expect(await store.unreadThreads(asha.id, 10)).toMatchObject([{ root: 4, unread: 1 }]);
		});

		test("a deleted reply goes from the root's count and from what is unread", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara } = await threadOf(store);
			await reply(store, room, jun, "one", { thread: 4 });
			await reply(store, room, mara, "two", { thread: 4, at: AT + 9, mentions: [asha.id] });
			const heard = listen(store);
			await store.deleteMessage({ room, seq: 7, by: mara, anyone: false, at: AT + 10 });
			expect(changesIn(heard, room)).toMatchObject([
				{ kind: { type: "deleted" }, message: { seq: 7, rev: 9, deleted: true, thread: 4 } },
				{
					kind: { type: "replied" },
					message: { seq: 4, rev: 10, replies: { count: 1, lastSeq: 5, lastAt: AT, users: [jun.id] } },
				},
			]);
			expect(marksIn(heard)).toMatchObject([
				{ user: asha.id, unread: 1, mentions: 0 },
				{ user: jun.id },
				{ user: mara.id },
			]);
			await store.deleteMessage({ room, seq: 5, by: jun, anyone: false, at: AT });
			expect((await store.message(room, 4))?.replies).toBeUndefined();
			expect(await store.unreadThreads(asha.id, 10)).toEqual([]);
		});

		test("the thread of a deleted root stays readable, and takes no more replies", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			await reply(store, room, jun, "one", { thread: 4 });
			await store.deleteMessage({ room, seq: 4, by: asha, anyone: false, at: AT });
			const thread = await store.thread(jun.id, room, 4, null, 10);
			expect(thread).toMatchObject({
				root: { seq: 4, deleted: true, body: "", replies: { count: 1 } },
				messages: [{ body: "one" }],
			});
			expect(await codeOf(reply(store, room, jun, "two", { thread: 5 }))).toBe("not_found");
		});

		test("a thread is read page by page, with its root, the head and one's own mark", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara } = await threadOf(store);
			for (const n of oneTo(5)) await reply(store, room, jun, `${n}`, { thread: 4 });
			await post(store, room, asha, "beside it");
			const read = async (before: number | null) => {
				const found = await store.thread(asha.id, room, 4, before, 2);
				return { seqs: found?.messages.map(({ seq }) => seq), more: found?.more };
			};
			expect(await read(null)).toEqual({ seqs: [11, 13], more: true });
			expect(await read(11)).toEqual({ seqs: [7, 9], more: true });
			expect(await read(7)).toEqual({ seqs: [5], more: false });
			const found = await store.thread(asha.id, room, 4, null, 9);
			expect(found).toMatchObject({ root: { seq: 4, replies: { count: 5 } }, head: 15, more: false });
			expect(found?.mark).toEqual({ room, root: 4, following: true, readSeq: 4, unread: 5, mentions: 0 });
			expect((await store.thread(asha.id, room, 4, null, 9, 1))?.messages).toHaveLength(1);
			for (const root of [1, 5, 99]) expect(await store.thread(asha.id, room, root, null, 2)).toBeNull();
			await leave(store, room, mara);
			expect(await store.thread(mara.id, room, 4, null, 2)).toBeNull();
		});

		test("who left a room hears nothing of its threads", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara } = await threadOf(store);
			await reply(store, room, jun, "one", { thread: 4 });
			await leave(store, room, asha);
			const heard = listen(store);
			await reply(store, room, mara, "two", { thread: 4, mentions: [asha.id] });
			expect(new Set(marksIn(heard).map(({ user }) => user))).toEqual(new Set([jun.id, mara.id]));
			expect(await store.unreadThreads(asha.id, 10)).toEqual([]);
			expect(await codeOf(store.followThread({ room, root: 4, user: asha.id, on: false }))).toBe("not_found");
			expect(await codeOf(store.markThreadRead({ room, root: 4, user: asha.id, seq: 5 }))).toBe("not_found");
		});

		test("to who comes back to a room nothing that was replied meanwhile is news, as it is in the room", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			await reply(store, room, jun, "one", { thread: 4 });
			await leave(store, room, jun);
			await reply(store, room, asha, "two", { thread: 4 });
			await join(store, room, jun);
			expect(await store.unreadThreads(jun.id, 10)).toEqual([]);
			expect((await store.thread(jun.id, room, 4, null, 10))?.mark).toMatchObject({ following: true, unread: 0 });
			await reply(store, room, asha, "three", { thread: 4 });
			expect(await store.unreadThreads(jun.id, 10)).toMatchObject([{ root: 4, unread: 1 }]);
		});

		test("of the unread threads the latest come first, as many as are wanted", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await threadOf(store);
			const second = await seqOf(post(store, room, asha, "another root"));
			await reply(store, room, jun, "late", { thread: 4, at: AT + 2 });
			await reply(store, room, jun, "early", { thread: second, at: AT + 1 });
			const roots = async (limit: number) => (await store.unreadThreads(asha.id, limit)).map(({ root }) => root);
			expect(await roots(10)).toEqual([4, second]);
			expect(await roots(1)).toEqual([4]);
			expect(await store.unreadThreads(jun.id, 10)).toEqual([]);
		});

		test("a nonce of a reply that is sent again gives the reply, and counts once", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun } = await threadOf(store);
			const input = { room, author: jun, body: "one", nonce: "nonce-01", at: AT, thread: 4 };
			const [first, again] = await Promise.all([store.postMessage(input), store.postMessage(input)]);
			expect(again).toEqual({ change: first.change, duplicate: true });
			expect((await store.message(room, 4))?.replies?.count).toBe(1);
		});
	});
}
