import { describe, expect, test } from "bun:test";
import {
	AT,
	codeOf,
	createAccount,
	createRoom,
	headOf,
	listen,
	post,
	roomOfPeople,
	type Start,
} from "./under-test.contract.ts";

export function directRoomsContract(start: Start): void {
	describe("direct rooms, and rooms that change", () => {
		test("a direct room is made once for the same people, all of them in it from its first event", async () => {
			await using under = await start();
			const { store } = under;
			const { people } = await roomOfPeople(store, "asha", "jun", "mara");
			const [asha = expect.unreachable(), jun = expect.unreachable(), mara = expect.unreachable()] = people;
			const heard = listen(store);
			const open = () => store.createDirect({ people: [jun, asha], key: "1,2", creator: jun, at: AT });
			const [first, second] = await Promise.all([open(), open()]);
			const { id } = first.room;
			expect(first.room).toEqual({
				id,
				name: "",
				topic: "",
				visibility: "direct",
				creator: jun.id,
				people: [asha, jun],
			});
			expect(second).toEqual({ room: first.room, change: null });
			expect(first.change).toMatchObject({ room: id, message: { seq: 1, event: "created", author: jun } });
			expect(new Set(first.change?.memberships)).toEqual(
				new Set([asha, jun].map((user) => ({ user: user.id, member: true }))),
			);
			expect(heard).toEqual([{ type: "change", change: first.change ?? expect.unreachable() }]);
			expect(await store.room(id)).toEqual(first.room);
			expect(await store.roomOf(asha.id, id)).toMatchObject({ people: [asha, jun], head: 1, unread: 0 });
			expect(await store.roomOf(mara.id, id)).toBeNull();
			const group = await store.createDirect({ people, key: "1,2,3", creator: asha, at: AT });
			expect(group.room.people).toEqual(people);
		});

		test("nobody comes into a direct room or leaves it, and it is neither named nor archived nor in the directory", async () => {
			await using under = await start();
			const { store } = under;
			const { people } = await roomOfPeople(store, "asha", "jun", "mara");
			const [asha = expect.unreachable(), jun = expect.unreachable(), mara = expect.unreachable()] = people;
			const { room } = await store.createDirect({ people: [asha, jun], key: "1,2", creator: asha, at: AT });
			const refused = [
				store.addMember({ room: room.id, user: mara, invitedBy: asha, at: AT }),
				store.removeMember({ room: room.id, user: asha, at: AT }),
				store.renameRoom({ room: room.id, by: asha, name: "x", nameKey: "x", at: AT }),
				store.archiveRoom({ room: room.id, by: asha, on: true, at: AT }),
			];
			expect(await Promise.all(refused.map(codeOf))).toEqual(Array(4).fill("forbidden"));
			expect((await store.publicRooms(asha.id)).some(({ id }) => id === room.id)).toBe(false);
			expect((await store.allRooms()).some(({ id }) => id === room.id)).toBe(true);
			expect(await store.roomByKey("direct:1,2")).toEqual(room);
			expect(await headOf(store, room.id)).toBe(1);
		});

		test("a room gets another name, told with it; a name that is taken stays with who has it", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			await createRoom(store, asha, "bay");
			const rename = (name: string) => store.renameRoom({ room, by: asha, name, nameKey: name.toLowerCase(), at: AT });
			expect(await codeOf(rename("Bay"))).toBe("name_taken");
			expect(await rename("Reef")).toMatchObject({
				room: { name: "Reef" },
				change: { kind: { type: "posted" }, message: { event: "renamed", body: "Reef", author: asha } },
			});
			await rename("cove");
			expect((await store.roomByKey("cove"))?.id).toBe(room);
			expect(await store.roomByKey("reef")).toBeNull();
			const stranger = await createAccount(store, "stranger");
			const other = store.renameRoom({ room, by: stranger, name: "x", nameKey: "x", at: AT });
			expect(await codeOf(other)).toBe("not_found");
		});

		test("an archived room is not in the directory, stays one's own, and comes back", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			const archive = (on: boolean) => store.archiveRoom({ room, by: asha, on, at: AT });
			const inDirectory = async () => (await store.publicRooms(asha.id)).some(({ id }) => id === room);
			expect(await archive(false)).toMatchObject({ change: null });
			expect(await archive(true)).toMatchObject({
				room: { archived: true },
				change: { message: { event: "archived", author: asha } },
			});
			expect(await archive(true)).toMatchObject({ room: { archived: true }, change: null });
			expect(await inDirectory()).toBe(false);
			expect(await store.roomOf(asha.id, room)).toMatchObject({ archived: true });
			expect(await store.allRooms()).toContainEqual(expect.objectContaining({ id: room, archived: true }));
			expect(await archive(false)).toMatchObject({ change: { message: { event: "unarchived" } } });
			expect((await store.room(room))?.archived).toBeUndefined();
			expect(await inDirectory()).toBe(true);
		});

		test("a summary says when something last happened, and what one wants to be told of", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			await store.postMessage({ room, author: asha, body: "late", nonce: null, at: AT + 7 });
			expect(await store.roomOf(jun.id, room)).toMatchObject({ lastAt: AT + 7, notify: "all" });
			const heard = listen(store);
			await store.setNotify({ room, user: jun.id, level: "mentions" });
			await store.setNotify({ room, user: jun.id, level: "mentions" });
			expect(heard).toEqual([{ type: "notify", user: jun.id, room }]);
			expect(await store.roomOf(jun.id, room)).toMatchObject({ notify: "mentions" });
			expect(await store.roomOf(asha.id, room)).toMatchObject({ notify: "all" });
			const stranger = await createAccount(store, "stranger");
			expect(await codeOf(store.setNotify({ room, user: stranger.id, level: "none" }))).toBe("not_found");
		});

		test("a direct conversation is posted to and counted as any room", async () => {
			await using under = await start();
			const { store } = under;
			const { people } = await roomOfPeople(store, "asha", "jun", "mara");
			const [asha = expect.unreachable(), jun = expect.unreachable(), mara = expect.unreachable()] = people;
			const { room } = await store.createDirect({ people: [asha, jun], key: "1,2", creator: asha, at: AT });
			await post(store, room.id, asha, "psst");
			expect(await store.roomOf(jun.id, room.id)).toMatchObject({ unread: 1 });
			expect(await codeOf(post(store, room.id, mara, "me too"))).toBe("not_found");
		});
	});
}
