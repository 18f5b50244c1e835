import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import type { Store } from "../port.ts";
import {
	AT,
	changesIn,
	codeOf,
	createAccount,
	headOf,
	listen,
	oneTo,
	post,
	roomOfPeople,
	type Start,
} from "./under-test.contract.ts";

function react(store: Store, room: number, by: User, emoji: string, on = true) {
	return store.react({ room, seq: 3, by, emoji, on, at: AT });
}

/** A message of Asha's, number 3. */
async function messageOf(store: Store) {
	const { room, people } = await roomOfPeople(store, "asha", "jun");
	const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
	await post(store, room, asha, "ahoy");
	return { room, asha, jun };
}

export function reactionsContract(start: Start): void {
	describe("reactions and pins", () => {
		test("a reaction changes its message: emoji and people in the order in which they came", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await messageOf(store);
			const heard = listen(store);
			const first = await react(store, room, jun, "👍");
			expect(first).toMatchObject({ kind: { type: "reacted", by: jun, emoji: "👍", on: true } });
			expect(first?.message).toMatchObject({ seq: 3, rev: 4, reactions: [{ emoji: "👍", users: [jun.id] }] });
			await react(store, room, asha, "🎉");
			const third = await react(store, room, asha, "👍");
			expect(third?.message.reactions).toEqual([
				{ emoji: "👍", users: [jun.id, asha.id] },
				{ emoji: "🎉", users: [asha.id] },
			]);
			const off = await react(store, room, asha, "🎉", false);
			expect(off).toMatchObject({ kind: { type: "reacted", on: false }, message: { rev: 7 } });
			expect(off?.message.reactions).toEqual([{ emoji: "👍", users: [jun.id, asha.id] }]);
			await react(store, room, asha, "👍", false);
			const last = await react(store, room, jun, "👍", false);
			expect(last?.message.reactions).toBeUndefined();
			expect(await store.message(room, 3)).toEqual(last?.message ?? null);
			expect(changesIn(heard, room).map(({ message }) => message.rev)).toEqual([4, 5, 6, 7, 8, 9]);
		});

		test("what is so already, or is about a deleted message, changes nothing", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await messageOf(store);
			await react(store, room, jun, "👍");
			await store.pin({ room, seq: 3, by: jun, on: true, at: AT });
			expect(await react(store, room, jun, "👍")).toBeNull();
			expect(await react(store, room, jun, "🎉", false)).toBeNull();
			expect(await store.pin({ room, seq: 3, by: asha, on: true, at: AT })).toBeNull();
			await store.deleteMessage({ room, seq: 3, by: asha, anyone: false, at: AT });
			expect(await react(store, room, jun, "👍")).toBeNull();
			expect(await react(store, room, jun, "👍", false)).toBeNull();
			expect(await store.pin({ room, seq: 3, by: asha, on: true, at: AT })).toBeNull();
			expect(await headOf(store, room)).toBe(6);
		});

		test("a message takes thirty different reactions, and many of the same", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await messageOf(store);
			for (const n of oneTo(30)) await react(store, room, asha, `e${n}`);
			expect(await codeOf(react(store, room, jun, "e31"))).toBe("forbidden");
			expect((await react(store, room, jun, "e30"))?.message.reactions).toHaveLength(30);
			await react(store, room, asha, "e1", false);
			expect((await react(store, room, jun, "e31"))?.message.reactions?.at(-1)?.emoji).toBe("e31");
		});

		test("who reacted and when is told of the messages that are asked for, the earliest first, as many as are wanted", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await messageOf(store);
			await post(store, room, asha, "second");
			const at = (seq: number, by: User, emoji: string, ms: number, on = true) =>
				store.react({ room, seq, by, emoji, on, at: AT + ms });
			await at(3, jun, "👍", 2);
			await at(3, asha, "👍", 1);
			await at(3, asha, "🎉", 3);
			await at(3, asha, "🎉", 4, false);
			await at(4, jun, "🎉", 0);
			const [one, two, three] = [
				{ seq: 4, by: jun, emoji: "🎉", at: AT },
				{ seq: 3, by: asha, emoji: "👍", at: AT + 1 },
				{ seq: 3, by: jun, emoji: "👍", at: AT + 2 },
			];
			expect(await store.reactions(room, [4, 3, 1, 99], 10)).toEqual([one, two, three]);
			expect(await store.reactions(room, [4, 3], 2)).toEqual([one, two]);
			expect(await store.reactions(room, [3], 10)).toEqual([two, three]);
			expect(await store.reactions(room + 1, [3], 10)).toEqual([]);
			await store.deleteMessage({ room, seq: 3, by: asha, anyone: false, at: AT });
			expect(await store.reactions(room, [3], 10)).toEqual([]);
		});

		test("who is no member neither reacts nor pins, and nobody does to system messages or what is not there", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha } = await messageOf(store);
			const stranger = await createAccount(store, "stranger");
			expect(await codeOf(react(store, room, stranger, "👍"))).toBe("not_found");
			expect(await codeOf(store.pin({ room, seq: 3, by: stranger, on: true, at: AT }))).toBe("not_found");
			for (const seq of [1, 99]) {
				expect(await codeOf(store.react({ room, seq, by: asha, emoji: "👍", on: true, at: AT }))).toBe("not_found");
				expect(await codeOf(store.pin({ room, seq, by: asha, on: true, at: AT }))).toBe("not_found");
			}
		});

		test("pins are listed, the latest first, until they are taken off or deleted", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await messageOf(store);
			await post(store, room, asha, "second");
			await store.pin({ room, seq: 4, by: jun, on: true, at: AT + 1 });
			const change = await store.pin({ room, seq: 3, by: jun, on: true, at: AT + 2 });
			expect(change).toMatchObject({
				kind: { type: "pinned", by: jun, on: true },
				message: { seq: 3, rev: 6, pinned: true },
			});
			const pins = async (limit: number) =>
				(await store.pins(room, limit)).map((item) => [item.room, item.message.seq, item.message.pinned]);
			expect(await pins(10)).toEqual([
				[room, 3, true],
				[room, 4, true],
			]);
			expect(await pins(1)).toEqual([[room, 3, true]]);
			const off = await store.pin({ room, seq: 3, by: asha, on: false, at: AT });
			expect(off?.message.pinned).toBeUndefined();
			await store.deleteMessage({ room, seq: 4, by: asha, anyone: false, at: AT });
			expect(await pins(10)).toEqual([]);
		});
	});
}
