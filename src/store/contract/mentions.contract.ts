import { describe, expect, test } from "bun:test";
import { AT, createAccount, join, leave, listen, post, roomOfPeople, type Start } from "./under-test.contract.ts";

export function mentionsContract(start: Start): void {
	describe("mentions", () => {
		test("a message names the members among those it was given, and it counts for them until they have read it", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			const stranger = await createAccount(store, "stranger");
			const input = { room, author: asha, body: "@jun @stranger", nonce: null, at: AT };
			const { change } = await store.postMessage({ ...input, mentions: [jun.id, stranger.id, jun.id] });
			expect(change.message.mentions).toEqual([jun.id]);
			expect(await store.message(room, 3)).toEqual(change.message);
			expect(await store.roomOf(jun.id, room)).toMatchObject({ unread: 1, mentions: 1 });
			expect(await store.roomsOf(jun.id)).toMatchObject([{ mentions: 0 }, { mentions: 1 }]);
			const mark = await store.markRead({ room, user: jun.id, seq: 3 });
			expect(mark).toEqual({ room, user: jun.id, seq: 3, unread: 0, mentions: 0, head: 3 });
			expect((await store.inbox(stranger.id, 10)).mentions).toEqual([]);
		});

		test("@here counts for whom it reached, @room for every member, once for who is named too; never for their author", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun", "mara");
			const [asha = expect.unreachable(), jun = expect.unreachable(), mara = expect.unreachable()] = people;
			const say = (more: { everyone: "here" | "room"; here?: number[]; mentions?: number[] }) =>
				store.postMessage({ room, author: asha, body: "x", nonce: null, at: AT, ...more });
			const mentionsOf = async () =>
				Promise.all(people.map(async ({ id }) => (await store.roomOf(id, room))?.mentions));
			const here = await say({ everyone: "here", here: [asha.id, jun.id, 4711] });
			expect(here.change.message).toMatchObject({ everyone: "here" });
			expect(here.change.message.mentions).toBeUndefined();
			expect(await mentionsOf()).toEqual([0, 1, 0]);
			await say({ everyone: "room", mentions: [mara.id, asha.id] });
			expect(await mentionsOf()).toEqual([0, 2, 1]);
			await store.deleteMessage({ room, seq: 5, by: asha, anyone: false, at: AT });
			expect(await mentionsOf()).toEqual([0, 1, 0]);
		});

		test("whom @here has reached it goes on to name, whichever names an edit takes away", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun", "mara");
			const [asha = expect.unreachable(), jun = expect.unreachable(), mara = expect.unreachable()] = people;
			const input = { room, author: asha, nonce: null, at: AT, everyone: "here" as const };
			await store.postMessage({ ...input, body: "@here @jun", mentions: [jun.id], here: [jun.id, mara.id] });
			const edited = await store.editMessage({ room, seq: 4, by: asha, body: "@here", mentions: [], at: AT });
			expect(edited?.message.mentions).toBeUndefined();
			for (const { id } of [jun, mara]) expect(await store.roomOf(id, room)).toMatchObject({ mentions: 1 });
		});

		test("a reply in its thread alone names one there, not in the room", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			await post(store, room, asha, "root");
			const input = { room, author: asha, body: "@jun", nonce: null, at: AT, thread: 3, mentions: [jun.id] };
			await store.postMessage(input);
			expect(await store.roomOf(jun.id, room)).toMatchObject({ mentions: 0 });
			expect(await store.unreadThreads(jun.id, 10)).toMatchObject([{ mentions: 1, unread: 1 }]);
			await store.postMessage({ ...input, inRoom: true });
			expect(await store.roomOf(jun.id, room)).toMatchObject({ mentions: 1 });
		});

		test("an edit names anew: who is not in it any more is not named", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun", "mara");
			const [asha = expect.unreachable(), jun = expect.unreachable(), mara = expect.unreachable()] = people;
			await store.postMessage({ room, author: asha, body: "@jun", nonce: null, at: AT, mentions: [jun.id] });
			const change = await store.editMessage({ room, seq: 4, by: asha, body: "@mara", mentions: [mara.id], at: AT });
			expect(change?.message.mentions).toEqual([mara.id]);
			expect(await store.roomOf(jun.id, room)).toMatchObject({ mentions: 0 });
			expect(await store.roomOf(mara.id, room)).toMatchObject({ mentions: 1 });
			await store.editMessage({ room, seq: 4, by: asha, body: "nobody", at: AT });
			expect((await store.message(room, 4))?.mentions).toBeUndefined();
			expect(await store.roomOf(mara.id, room)).toMatchObject({ mentions: 0 });
		});

		test("the inbox has the latest messages that name one, of the rooms that one is in, and whether they were read", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			const late = await createAccount(store, "late");
			const say = (body: string, at: number, more: object) =>
				store.postMessage({ room, author: asha, body, nonce: null, at, ...more });
			await say("one", AT + 1, { mentions: [jun.id] });
			await say("two", AT + 2, { everyone: "room" });
			await say("three", AT + 3, { everyone: "here", here: [jun.id], mentions: [jun.id] });
			await say("four", AT + 4, { thread: 3, mentions: [jun.id] });
			await store.markRead({ room, user: jun.id, seq: 4 });
			const inbox = async () =>
				(await store.inbox(jun.id, 10)).mentions.map((item) => [item.room, item.message.body, item.read]);
			expect(await inbox()).toEqual([
				[room, "four", false],
				[room, "three", false],
				[room, "two", true],
				[room, "one", true],
			]);
			expect((await store.inbox(jun.id, 1)).mentions.map(({ message }) => message.body)).toEqual(["four"]);
			await store.markRead({ room, user: jun.id, seq: 99 });
			expect((await inbox())[0]).toEqual([room, "four", false]);
			await store.markThreadRead({ room, root: 3, user: jun.id, seq: 99 });
			expect((await inbox())[0]).toEqual([room, "four", true]);
			await store.addMember({ room, user: late, at: AT + 9 });
			expect((await store.inbox(late.id, 10)).mentions).toEqual([]);
			await leave(store, room, jun);
			expect(await store.inbox(jun.id, 10)).toEqual({ threads: [], mentions: [] });
		});

		test("the inbox has the followed threads, unread ones first, with root and last reply", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			for (const body of ["read", "unread", "without replies"]) await post(store, room, asha, body);
			const answer = (thread: number, at: number) =>
				store.postMessage({ room, author: jun, body: `to ${thread}`, nonce: null, at, thread });
			await answer(4, AT + 1);
			await answer(3, AT + 2);
			await store.markThreadRead({ room, root: 3, user: asha.id, seq: 99 });
			await store.followThread({ room, root: 5, user: asha.id, on: true });
			const { threads } = await store.inbox(asha.id, 10);
			expect(threads.map(({ mark, root, last }) => [mark.unread, root.body, last?.body])).toEqual([
				[1, "unread", "to 4"],
				[0, "read", "to 3"],
			]);
			expect((await store.inbox(asha.id, 1)).threads).toHaveLength(1);
		});

		test("a marker moved back shows as unread what stands behind it", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			await store.postMessage({ room, author: asha, body: "@jun", nonce: null, at: AT, mentions: [jun.id] });
			await post(store, room, asha, "more");
			await store.markRead({ room, user: jun.id, seq: 4 });
			const heard = listen(store);
			const mark = { room, user: jun.id, seq: 2, unread: 2, mentions: 1, head: 4 };
			expect(await store.markRead({ room, user: jun.id, seq: 2, back: true })).toEqual(mark);
			expect(heard).toEqual([{ type: "read", mark }]);
			expect(await store.markRead({ room, user: jun.id, seq: 0, back: true })).toMatchObject({ seq: 0, unread: 2 });
			await leave(store, room, jun);
			await join(store, room, jun);
			expect(await store.roomOf(jun.id, room)).toMatchObject({ unread: 0, mentions: 0 });
		});
	});
}
