import { describe, expect, test } from "bun:test";
import {
	AT,
	changesIn,
	codeOf,
	createAccount,
	createRoom,
	DAY_MS,
	headOf,
	listen,
	oneTo,
	type Start,
} from "./under-test.contract.ts";

export function roomsContract(start: Start): void {
	describe("rooms and members", () => {
		test("a room's name is taken once, also by two who ask at once", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const outcomes = await Promise.allSettled(["reef", "Reef"].map((name) => createRoom(store, asha, name)));
			expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
			expect(await codeOf(createRoom(store, asha, "REEF"))).toBe("name_taken");
			expect(await codeOf(createRoom(store, asha, "lobby"))).toBe("name_taken");
		});

		test("a room is what its creator asked for, and the creator is its only member", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const input = { name: "Reef", nameKey: "reef", topic: "fish", creator: asha, at: AT };
			const { room, change } = await store.createRoom({ ...input, visibility: "private" });
			expect(room).toEqual({ id: room.id, name: "Reef", topic: "fish", visibility: "private", creator: asha.id });
			expect(change.memberships).toEqual([{ user: asha.id, member: true }]);
			expect(await store.room(room.id)).toEqual(room);
			expect(await store.roomByKey("reef")).toEqual(room);
			expect(await store.members(room.id)).toEqual([asha]);
		});

		test("joining, being brought in and leaving are told with the membership that they change", async () => {
			await using under = await start();
			const { store } = under;
			const [asha, jun, mara] = [
				await createAccount(store, "asha"),
				await createAccount(store, "jun"),
				await createAccount(store, "mara"),
			];
			const room = await createRoom(store, asha);
			const heard = listen(store);
			const joined = await store.addMember({ room, user: jun, at: AT });
			const invited = await store.addMember({ room, user: mara, invitedBy: asha, at: AT });
			const left = await store.removeMember({ room, user: jun, at: AT });
			const changes = [...joined.changes, ...invited.changes, left.change];
			expect(
				changes.map(({ message, memberships }) => [message.event, message.author, message.body, memberships]),
			).toEqual([
				["joined", jun, "", [{ user: jun.id, member: true }]],
				["invited", asha, "mara", [{ user: mara.id, member: true }]],
				["left", jun, "", [{ user: jun.id, member: false }]],
			]);
			expect(changesIn(heard, room)).toEqual(changes);
			expect(await store.members(room)).toEqual([asha, mara]);
			expect(await codeOf(store.removeMember({ room, user: jun, at: AT }))).toBe("not_found");
		});

		test("of two who bring in the same person one does", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			const added = await Promise.all(oneTo(2).map(() => store.addMember({ room, user: jun, at: AT })));
			expect(added.flatMap(({ changes }) => changes)).toHaveLength(1);
			expect(await headOf(store, room)).toBe(2);
		});

		test("a topic is set and told", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const set = await store.setTopic({ room, by: asha, topic: "fish", at: AT });
			expect(set.room.topic).toBe("fish");
			expect(set.change.message).toMatchObject({ seq: 2, event: "topic", author: asha, body: "fish" });
			expect((await store.room(room))?.topic).toBe("fish");
		});

		test("the directory shows public rooms alone, each with its members and who looks in it", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const reef = await createRoom(store, asha);
			const hidden = { name: "cave", nameKey: "cave", topic: "", creator: asha, at: AT };
			await store.createRoom({ ...hidden, visibility: "private" });
			await store.postMessage({ room: reef, author: asha, body: "late", nonce: null, at: AT + DAY_MS });
			const listed = (await store.publicRooms(jun.id)).map(({ name, members, joined }) => ({
				name,
				members,
				joined,
			}));
			expect(listed).toEqual([
				{ name: "lobby", members: 2, joined: true },
				{ name: "reef", members: 1, joined: false },
			]);
			expect((await store.publicRooms(jun.id)).find(({ id }) => id === reef)?.lastAt).toBe(AT + DAY_MS);
			const all = await store.allRooms();
			expect(all.map(({ name, messages }) => [name, messages])).toEqual([
				["cave", 1],
				["lobby", 0],
				["reef", 2],
			]);
		});

		test("one's own rooms come with their heads; who left a room finds it no more", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const reef = await createRoom(store, asha);
			await store.addMember({ room: reef, user: jun, at: AT });
			const rooms = await store.roomsOf(jun.id);
			expect(rooms.map(({ name, head, readSeq, unread }) => [name, head, readSeq, unread])).toEqual([
				["lobby", 0, 0, 0],
				["reef", 2, 1, 0],
			]);
			expect(await store.roomOf(jun.id, reef)).toEqual(rooms[1] ?? null);
			await store.removeMember({ room: reef, user: jun, at: AT });
			expect(await store.roomOf(jun.id, reef)).toBeNull();
			expect((await store.roomsOf(jun.id)).map(({ name }) => name)).toEqual(["lobby"]);
		});
	});
}
