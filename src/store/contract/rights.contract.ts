import { describe, expect, test } from "bun:test";
import { AT, codeOf, createAccount, createRoom, headOf, join, logOf, post, type Start } from "./under-test.contract.ts";

export function rightsContract(start: Start): void {
	describe("rights over a message", () => {
		test("nobody edits a message of somebody else, and nothing of it changes", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			const { change } = await post(store, room, asha, "hers");
			expect(await codeOf(store.editMessage({ room, seq: 3, by: jun, body: "his", at: AT }))).toBe("forbidden");
			const removal = store.deleteMessage({ room, seq: 3, by: jun, anyone: false, at: AT });
			expect(await codeOf(removal)).toBe("forbidden");
			expect((await logOf(store, room)).at(-1)).toEqual(change.message);
			expect(await headOf(store, room)).toBe(3);
		});

		test("who may delete anyone's messages does", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			await post(store, room, jun, "his");
			const removed = await store.deleteMessage({ room, seq: 3, by: asha, anyone: true, at: AT });
			expect(removed?.message).toMatchObject({ seq: 3, rev: 4, author: jun, body: "", deleted: true });
		});

		test("what was deleted, system messages and what is not there cannot be edited", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			await post(store, room, asha, "gone");
			await store.deleteMessage({ room, seq: 2, by: asha, anyone: false, at: AT });
			for (const seq of [1, 2, 99]) {
				expect(await codeOf(store.editMessage({ room, seq, by: asha, body: "x", at: AT }))).toBe("not_found");
			}
			for (const seq of [1, 99]) {
				const removal = store.deleteMessage({ room, seq, by: asha, anyone: true, at: AT });
				expect(await codeOf(removal)).toBe("not_found");
			}
			expect(await headOf(store, room)).toBe(3);
		});
	});
}
