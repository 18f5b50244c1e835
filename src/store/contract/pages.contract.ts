import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import type { Store } from "../port.ts";
import { AT, createAccount, createRoom, headOf, logOf, oneTo, post, type Start } from "./under-test.contract.ts";

export function pagesContract(start: Start): void {
	describe("pages and changes", () => {
		async function roomOfTen(store: Store): Promise<{ room: number; asha: User }> {
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			for (const number of oneTo(9)) await post(store, room, asha, `${number}`);
			return { room, asha };
		}

		test("a page holds the newest messages, or those right before a place, and says whether there are older ones", async () => {
			await using under = await start();
			const { store } = under;
			const { room } = await roomOfTen(store);
			const seqs = async (before: number | null, limit: number) => {
				const { messages, more, newer, head } = await store.page(room, before === null ? {} : { before }, limit);
				expect(newer).toBe(before !== null && before <= 10);
				return { seqs: messages.map(({ seq }) => seq), more, head };
			};
			expect(await seqs(null, 3)).toEqual({ seqs: [8, 9, 10], more: true, head: 10 });
			expect(await seqs(8, 3)).toEqual({ seqs: [5, 6, 7], more: true, head: 10 });
			expect(await seqs(4, 3)).toEqual({ seqs: [1, 2, 3], more: false, head: 10 });
			expect(await seqs(null, 10)).toEqual({ seqs: oneTo(10), more: false, head: 10 });
			expect(await seqs(null, 9)).toEqual({ seqs: oneTo(10).slice(1), more: true, head: 10 });
			expect(await seqs(1, 3)).toEqual({ seqs: [], more: false, head: 10 });
			expect(await seqs(999, 1)).toEqual({ seqs: [10], more: true, head: 10 });
		});

		test("a page begins after a place, or stands around it, and says what is left on either side", async () => {
			await using under = await start();
			const { store } = under;
			const { room } = await roomOfTen(store);
			const seqs = async (where: { after?: number; around?: number }, limit: number, maxChars?: number) => {
				const { messages, more, newer } = await store.page(room, where, limit, maxChars);
				return [messages.map(({ seq }) => seq), more, newer];
			};
			expect(await seqs({ after: 3 }, 3)).toEqual([[4, 5, 6], true, true]);
			expect(await seqs({ after: 0 }, 3)).toEqual([[1, 2, 3], false, true]);
			expect(await seqs({ after: 8 }, 3)).toEqual([[9, 10], true, false]);
			expect(await seqs({ after: 10 }, 3)).toEqual([[], true, false]);
			expect(await seqs({ around: 5 }, 4)).toEqual([[3, 4, 5, 6], true, true]);
			expect(await seqs({ around: 5 }, 5)).toEqual([[3, 4, 5, 6, 7], true, true]);
			expect(await seqs({ around: 1 }, 4)).toEqual([[1, 2], false, true]);
			expect(await seqs({ around: 10 }, 4)).toEqual([[7, 8, 9, 10], true, false]);
			expect(await seqs({ around: 99 }, 2)).toEqual([[9, 10], true, false]);
			expect(await seqs({ around: 5 }, 100)).toEqual([oneTo(10), false, false]);
			expect(await seqs({ around: 5 }, 100, 1)).toEqual([[5], true, true]);
			expect(await seqs({ after: 3 }, 100, 1)).toEqual([[4], true, true]);
		});

		test("changes since a cursor are the messages that changed after it, by rev, each as it is now", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha } = await roomOfTen(store);
			await store.editMessage({ room, seq: 2, by: asha, body: "1!", at: AT });
			await store.deleteMessage({ room, seq: 9, by: asha, anyone: false, at: AT });
			await store.editMessage({ room, seq: 2, by: asha, body: "1!!", at: AT });
			const revs = async (cursor: number) =>
				(await store.changesSince(room, cursor, 100))?.map(({ seq, rev }) => [seq, rev]);
			expect(await revs(8)).toEqual([
				[10, 10],
				[9, 12],
				[2, 13],
			]);
			expect(await revs(12)).toEqual([[2, 13]]);
			expect(await revs(13)).toEqual([]);
			expect(await revs(99)).toEqual([]);
			expect(await store.changesSince(room, 12, 100)).toMatchObject([{ body: "1!!", editedAt: AT }]);
		});

		test("changes that are more than the limit are null, and exactly as many are not", async () => {
			await using under = await start();
			const { store } = under;
			const { room } = await roomOfTen(store);
			expect(await store.changesSince(room, 5, 5)).toHaveLength(5);
			expect(await store.changesSince(room, 5, 4)).toBeNull();
		});

		test("one room's pages and changes show nothing of another", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha } = await roomOfTen(store);
			const other = await createRoom(store, asha, "other");
			await post(store, other, asha, "elsewhere");
			expect((await logOf(store, other)).map(({ body }) => body)).toEqual(["", "elsewhere"]);
			expect(await store.changesSince(other, 0, 100)).toHaveLength(2);
			expect(await headOf(store, room)).toBe(10);
		});

		test("a read sees all that was acknowledged before it", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			for (const number of oneTo(50)) {
				const { change } = await post(store, room, asha, `${number}`);
				expect((await store.page(room, {}, 1)).messages).toEqual([change.message]);
			}
		});
	});
}
