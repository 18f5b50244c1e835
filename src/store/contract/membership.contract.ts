import { describe, expect, test } from "bun:test";
import {
	ALL_NOT_FOUND,
	AT,
	changesIn,
	codeOf,
	createAccount,
	createRoom,
	headOf,
	join,
	leave,
	listen,
	logOf,
	post,
	refusalsOf,
	type Start,
} from "./under-test.contract.ts";

export function membershipContract(start: Start): void {
	describe("membership of who writes", () => {
		test("who is no member writes nothing in a room, and nothing of it changes", async () => {
			await using under = await start();
			const { store } = under;
			const [asha, jun, mara] = [
				await createAccount(store, "asha"),
				await createAccount(store, "jun"),
				await createAccount(store, "mara"),
			];
			const room = await createRoom(store, asha);
			const { change } = await post(store, room, asha, "hers");
			const heard = listen(store);
			expect(await refusalsOf(store, room, jun, 2, mara)).toEqual(ALL_NOT_FOUND);
			const known = store.addMember({ room, user: asha, invitedBy: jun, at: AT });
			expect(await codeOf(known)).toBe("not_found");
			expect(heard).toEqual([]);
			expect((await logOf(store, room)).slice(1)).toEqual([change.message]);
			expect(await headOf(store, room)).toBe(2);
			expect((await store.room(room))?.topic).toBe("");
			expect(await store.members(room)).toEqual([asha]);
		});

		test("who left a room writes nothing in it, also not over the own messages, until joining again", async () => {
			await using under = await start();
			const { store } = under;
			const [asha, jun, mara] = [
				await createAccount(store, "asha"),
				await createAccount(store, "jun"),
				await createAccount(store, "mara"),
			];
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			const { change } = await post(store, room, jun, "his");
			await leave(store, room, jun);
			const heard = listen(store);
			expect(await refusalsOf(store, room, jun, 3, mara)).toEqual(ALL_NOT_FOUND);
			expect(heard).toEqual([]);
			expect((await logOf(store, room))[2]).toEqual(change.message);
			expect(await headOf(store, room)).toBe(4);
			expect((await store.room(room))?.topic).toBe("");
			expect(await store.members(room)).toEqual([asha]);
			await join(store, room, jun);
			const edited = await store.editMessage({ room, seq: 3, by: jun, body: "his!", at: AT });
			expect(edited?.message).toMatchObject({ seq: 3, rev: 6, author: jun, body: "his!" });
			expect((await post(store, room, jun, "back")).change.message.seq).toBe(7);
		});

		test("it counts as of the write before: who leaves and writes in one batch is refused, who joins is not", async () => {
			await using under = await start();
			const { store } = under;
			const [asha, jun, mara] = [
				await createAccount(store, "asha"),
				await createAccount(store, "jun"),
				await createAccount(store, "mara"),
			];
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			await post(store, room, jun, "his");
			const heard = listen(store);
			// A store may begin with the first call alone: it keeps the store at work while the others gather.
			const [, , late, refused] = await Promise.all([
				post(store, room, asha, "first"),
				leave(store, room, jun),
				codeOf(post(store, room, jun, "late")),
				refusalsOf(store, room, jun, 3, mara),
				join(store, room, jun),
				post(store, room, jun, "back"),
			]);
			expect(late).toBe("not_found");
			expect(refused).toEqual(ALL_NOT_FOUND);
			expect((await logOf(store, room)).map(({ seq, rev, event, body }) => [seq, rev, event ?? body])).toEqual([
				[1, 1, "created"],
				[2, 2, "joined"],
				[3, 3, "his"],
				[4, 4, "first"],
				[5, 5, "left"],
				[6, 6, "joined"],
				[7, 7, "back"],
			]);
			expect(changesIn(heard, room).map(({ message }) => message.rev)).toEqual([4, 5, 6, 7]);
			expect(await store.members(room)).toEqual([asha, jun]);
		});

		test("a nonce that is sent again after leaving gives the message that was posted then, a new one is refused", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			const first = await post(store, room, jun, "ahoy", "nonce-01");
			await leave(store, room, jun);
			const heard = listen(store);
			expect(await post(store, room, jun, "ahoy", "nonce-01")).toEqual({ change: first.change, duplicate: true });
			expect(await codeOf(post(store, room, jun, "ahoy", "nonce-02"))).toBe("not_found");
			expect(heard).toEqual([]);
			expect(await headOf(store, room)).toBe(4);
			await join(store, room, jun);
			expect((await post(store, room, jun, "ahoy", "nonce-02")).duplicate).toBe(false);
		});
	});
}
