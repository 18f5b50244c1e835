import { describe, expect, test } from "bun:test";
import { AT, createAccount, createRoom, headOf, join, listen, oneTo, post, type Start } from "./under-test.contract.ts";

export function noncesContract(start: Start): void {
	describe("nonces", () => {
		test("the same nonce again gives the message that was posted then, and no second one", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const first = await post(store, room, asha, "ahoy", "nonce-01");
			const heard = listen(store);
			const second = await post(store, room, asha, "ahoy", "nonce-01");
			expect(first.duplicate).toBe(false);
			expect(second).toEqual({ change: first.change, duplicate: true });
			expect(heard).toEqual([]);
			expect(await headOf(store, room)).toBe(2);
		});

		test("also where they come at once, before the first is acknowledged", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const posts = await Promise.all(oneTo(8).map(() => post(store, room, asha, "ahoy", "nonce-01")));
			expect(posts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
			expect(new Set(posts.map(({ change }) => change.message.seq))).toEqual(new Set([2]));
			expect(await headOf(store, room)).toBe(2);
		});

		test("a nonce of another author is another nonce", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			await post(store, room, asha, "hers", "nonce-01");
			const his = await post(store, room, jun, "his", "nonce-01");
			expect(his.duplicate).toBe(false);
			expect(his.change.message).toMatchObject({ seq: 4, author: jun, body: "his" });
		});

		test("a nonce counts in every room, and gives the message as it is now", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const other = await createRoom(store, asha, "other");
			await post(store, room, asha, "ahoy", "nonce-01");
			const edited = await store.editMessage({ room, seq: 2, by: asha, body: "ahoy!", at: AT });
			const again = await post(store, other, asha, "ahoy", "nonce-01");
			expect(again.duplicate).toBe(true);
			expect(again.change).toEqual({
				room,
				message: edited?.message ?? expect.unreachable(),
				kind: { type: "posted" },
			});
			expect(await headOf(store, other)).toBe(1);
		});

		test("without a nonce the same words are posted as often as they are said", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			await post(store, room, asha, "ahoy");
			expect((await post(store, room, asha, "ahoy")).duplicate).toBe(false);
			expect(await headOf(store, room)).toBe(3);
		});
	});
}
