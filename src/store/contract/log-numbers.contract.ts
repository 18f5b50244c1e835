import { describe, expect, test } from "bun:test";
import {
	AT,
	codeOf,
	createAccount,
	createRoom,
	headOf,
	join,
	listen,
	logOf,
	oneTo,
	post,
	type Start,
} from "./under-test.contract.ts";

export function logNumbersContract(start: Start): void {
	describe("the numbers of a room", () => {
		test("a new room's creation is number 1, and each post takes the next", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const { change } = await post(store, room, asha, "ahoy", "nonce-01");
			expect(change).toEqual({
				room,
				kind: { type: "posted" },
				message: { seq: 2, rev: 2, at: AT, kind: "text", author: asha, body: "ahoy", nonce: "nonce-01" },
			});
			expect(await logOf(store, room)).toEqual([
				{ seq: 1, rev: 1, at: AT, kind: "system", event: "created", author: asha, body: "" },
				change.message,
			]);
			expect(await headOf(store, room)).toBe(2);
		});

		test("an edit and a deletion take the next number and keep their message's place", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			for (const body of ["one", "two", "three"]) await post(store, room, asha, body);
			const edited = await store.editMessage({ room, seq: 2, by: asha, body: "one!", at: AT + 1 });
			const deleted = await store.deleteMessage({ room, seq: 3, by: asha, anyone: false, at: AT + 2 });
			expect(edited?.message).toEqual({
				seq: 2,
				rev: 5,
				at: AT,
				kind: "text",
				author: asha,
				body: "one!",
				editedAt: AT + 1,
			});
			expect(deleted?.message).toEqual({
				seq: 3,
				rev: 6,
				at: AT,
				kind: "text",
				author: asha,
				body: "",
				deleted: true,
			});
			const log = await logOf(store, room);
			expect(log.map(({ seq, rev, body }) => [seq, rev, body])).toEqual([
				[1, 1, ""],
				[2, 5, "one!"],
				[3, 6, ""],
				[4, 4, "three"],
			]);
			expect(await headOf(store, room)).toBe(6);
		});

		test("a deleted message that was edited before shows nothing of its edit", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			await post(store, room, asha, "one");
			await store.editMessage({ room, seq: 2, by: asha, body: "one!", at: AT });
			await store.deleteMessage({ room, seq: 2, by: asha, anyone: false, at: AT });
			const [, tombstone] = await logOf(store, room);
			expect(tombstone).toEqual({ seq: 2, rev: 4, at: AT, kind: "text", author: asha, body: "", deleted: true });
		});

		test("what changes nothing takes no number and is told to nobody", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			await post(store, room, asha, "same");
			await post(store, room, asha, "gone");
			await store.deleteMessage({ room, seq: 3, by: asha, anyone: false, at: AT });
			const heard = listen(store);
			expect(await store.editMessage({ room, seq: 2, by: asha, body: "same", at: AT })).toBeNull();
			expect(await store.deleteMessage({ room, seq: 3, by: asha, anyone: false, at: AT })).toBeNull();
			expect((await store.addMember({ room, user: asha, at: AT })).changes).toEqual([]);
			expect(heard).toEqual([]);
			expect(await headOf(store, room)).toBe(4);
		});

		test("concurrent posts to several rooms get each room's numbers without a hole or a double", async () => {
			await using under = await start();
			const { store } = under;
			const people = await Promise.all(["asha", "jun", "mara"].map((name) => createAccount(store, name)));
			const [asha = { id: 0, name: "" }] = people;
			const rooms = await Promise.all(["one", "two", "three"].map((name) => createRoom(store, asha, name)));
			for (const room of rooms) for (const user of people.slice(1)) await join(store, room, user);
			const posts = oneTo(120).flatMap((number) =>
				people.map((author) => post(store, rooms[number % rooms.length] ?? 0, author, `${number}`)),
			);
			const posted = (await Promise.all(posts)).map(({ change }) => change);
			for (const room of rooms) {
				const numbers = posted.filter((change) => change.room === room).map(({ message }) => message.seq);
				expect(numbers.toSorted((a, b) => a - b)).toEqual(oneTo(120).map((number) => number + 3));
				expect(await headOf(store, room)).toBe(123);
			}
		});

		test("one author's posts keep the order in which they were given, in one batch and over many", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const posts = oneTo(60).map(async (number) => {
				if (number > 30) await post(store, room, asha, `early ${number}`);
				return post(store, room, asha, `${number}`);
			});
			await Promise.all(posts);
			const bodies = (await logOf(store, room)).map(({ body }) => body);
			expect(bodies.filter((body) => /^\d+$/.test(body))).toEqual(oneTo(60).map(String));
		});

		test("writing in a room that does not exist is not_found", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = 4711;
			expect(await codeOf(post(store, room, asha, "x"))).toBe("not_found");
			expect(await codeOf(store.postEvent({ room, event: "said", author: null, body: "x", at: AT }))).toBe("not_found");
			expect(await codeOf(store.editMessage({ room, seq: 1, by: asha, body: "x", at: AT }))).toBe("not_found");
			expect(await codeOf(store.deleteMessage({ room, seq: 1, by: asha, anyone: true, at: AT }))).toBe("not_found");
			expect(await codeOf(store.addMember({ room, user: asha, at: AT }))).toBe("not_found");
			expect(await codeOf(store.removeMember({ room, user: asha, at: AT }))).toBe("not_found");
			expect(await codeOf(store.setTopic({ room, by: asha, topic: "x", at: AT }))).toBe("not_found");
			expect(await codeOf(store.markRead({ room, user: asha.id, seq: 1 }))).toBe("not_found");
			expect(await codeOf(store.clearRoom({ room, at: AT }))).toBe("not_found");
		});
	});
}
