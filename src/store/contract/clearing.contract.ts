import { describe, expect, test } from "bun:test";
import {
	AT,
	changesIn,
	createAccount,
	createRoom,
	listen,
	logOf,
	oneTo,
	post,
	type Start,
} from "./under-test.contract.ts";

export function clearingContract(start: Start): void {
	describe("clearing a room", () => {
		test("every message goes, and the numbers go on", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const other = await createRoom(store, asha, "other");
			for (const number of oneTo(5)) await post(store, room, asha, `${number}`);
			await store.editMessage({ room, seq: 2, by: asha, body: "1!", at: AT });
			const heard = listen(store);
			const { change, cleared } = await store.clearRoom({ room, at: AT });
			expect(cleared).toBe(6);
			expect(change.message).toEqual({
				seq: 8,
				rev: 8,
				at: AT,
				kind: "system",
				event: "cleared",
				author: null,
				body: "",
			});
			expect(changesIn(heard, room)).toEqual([change]);
			expect(await logOf(store, room)).toEqual([change.message]);
			expect(await store.changesSince(room, 3, 100)).toEqual([change.message]);
			expect((await post(store, room, asha, "anew")).change.message.seq).toBe(9);
			expect(await logOf(store, other)).toHaveLength(1);
			await store.scrub();
			expect((await logOf(store, room)).map(({ seq }) => seq)).toEqual([8, 9]);
		});

		test("members and read markers stay", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			await store.markRead({ room, user: asha.id, seq: 1 });
			await store.clearRoom({ room, at: AT });
			expect(await store.members(room)).toEqual([asha]);
			expect(await store.roomOf(asha.id, room)).toMatchObject({ head: 2, readSeq: 1, unread: 0 });
		});
	});
}
