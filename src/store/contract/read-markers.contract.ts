import { describe, expect, test } from "bun:test";
import { AT, codeOf, createAccount, createRoom, join, listen, oneTo, post, type Start } from "./under-test.contract.ts";

export function readMarkersContract(start: Start): void {
	describe("read markers", () => {
		test("a marker only moves forward, and never past the head", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			for (const number of oneTo(4)) await post(store, room, jun, `${number}`);
			const heard = listen(store);
			const mark = { room, user: asha.id };
			expect(await store.markRead({ ...mark, seq: 4 })).toEqual({ ...mark, seq: 4, unread: 2, mentions: 0, head: 6 });
			expect(await store.markRead({ ...mark, seq: 3 })).toEqual({ ...mark, seq: 4, unread: 2, mentions: 0, head: 6 });
			expect(await store.markRead({ ...mark, seq: 4 })).toEqual({ ...mark, seq: 4, unread: 2, mentions: 0, head: 6 });
			expect(await store.markRead({ ...mark, seq: 99 })).toEqual({ ...mark, seq: 6, unread: 0, mentions: 0, head: 6 });
			expect(heard).toEqual([
				{ type: "read", mark: { ...mark, seq: 4, unread: 2, mentions: 0, head: 6 } },
				{ type: "read", mark: { ...mark, seq: 6, unread: 0, mentions: 0, head: 6 } },
			]);
			expect(await store.roomOf(asha.id, room)).toMatchObject({ readSeq: 6, unread: 0 });
		});

		test("markers that come at once in any order end at the furthest", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			for (const number of oneTo(6)) await post(store, room, jun, `${number}`);
			await Promise.all([4, 7, 3, 6].map((seq) => store.markRead({ room, user: asha.id, seq })));
			expect(await store.roomOf(asha.id, room)).toMatchObject({ readSeq: 7, unread: 1 });
		});

		test("unread are the messages of others that still stand after the marker", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await store.addMember({ room, user: jun, at: AT });
			const unread = async () => (await store.roomOf(asha.id, room))?.unread;
			await post(store, room, jun, "one");
			await post(store, room, asha, "my own");
			await post(store, room, jun, "two");
			await store.postEvent({ room, event: "said", author: null, body: "the host", at: AT });
			expect(await unread()).toBe(2);
			await store.editMessage({ room, seq: 3, by: jun, body: "one!", at: AT });
			expect(await unread()).toBe(2);
			await store.deleteMessage({ room, seq: 3, by: jun, anyone: false, at: AT });
			expect(await unread()).toBe(1);
			await store.clearRoom({ room, at: AT });
			expect(await unread()).toBe(0);
		});

		test("who joins has nothing unread of what was said before", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await post(store, room, asha, "before");
			await store.addMember({ room, user: jun, at: AT });
			expect((await store.roomOf(jun.id, room))?.unread).toBe(0);
			await post(store, room, asha, "after");
			expect((await store.roomOf(jun.id, room))?.unread).toBe(1);
		});

		test("who is no member has no marker", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			expect(await codeOf(store.markRead({ room, user: jun.id, seq: 1 }))).toBe("not_found");
		});
	});
}
