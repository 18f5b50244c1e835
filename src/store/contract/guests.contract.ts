import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import type { Store } from "../port.ts";
import {
	AT,
	codeOf,
	createAccount,
	createRoom,
	join,
	leave,
	listen,
	logOf,
	post,
	type Start,
} from "./under-test.contract.ts";

function come(store: Store, name: string): Promise<User> {
	return store.createGuest({ name, nameKey: name.toLowerCase(), at: AT });
}

export function guestsContract(start: Start): void {
	describe("guests", () => {
		test("a guest has the name as an account would, is in no room, and is told as a guest everywhere", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const jo = await come(store, "Jo");
			expect(jo).toEqual({ id: jo.id, name: "Jo", role: "guest", guest: true } as User);
			expect(await store.roomIdsOf(jo.id)).toEqual([]);
			expect(await codeOf(come(store, "jo"))).toBe("name_taken");
			expect(await codeOf(come(store, "ASHA"))).toBe("name_taken");
			expect(await codeOf(createAccount(store, "JO"))).toBe("name_taken");
			await join(store, room, jo);
			await post(store, room, jo, "hello");
			const user = { id: jo.id, name: "Jo", guest: true as const };
			expect((await logOf(store, room)).at(-1)?.author).toEqual(user);
			expect(await store.members(room)).toContainEqual(user);
			expect(await store.profiles([jo.id])).toEqual([user]);
			expect(await store.findPeople("jo", 5)).toEqual([user]);
			expect(await store.account(jo.id)).toMatchObject({ role: "guest", guest: true });
			expect(await store.accountByKey("jo")).toMatchObject({ role: "guest", guest: true });
		});

		test("guests are no accounts: the first account owns the place after them too", async () => {
			await using under = await start();
			const { store } = under;
			await come(store, "jo");
			expect(await store.countAccounts()).toBe(0);
			const input = { name: "asha", nameKey: "asha", passwordHash: "hash", onlyFirst: true, at: AT };
			expect((await store.createAccount(input)).role).toBe("owner");
			expect(await store.countAccounts()).toBe(1);
		});

		test("another name lets go of the old one, and is told; one that is taken is refused", async () => {
			await using under = await start();
			const { store } = under;
			await createAccount(store, "asha");
			const jo = await come(store, "jo");
			const heard = listen(store);
			const profile = await store.renameGuest({ user: jo.id, name: "Ann", nameKey: "ann" });
			expect(profile).toEqual({ id: jo.id, name: "Ann", guest: true });
			expect(heard).toEqual([{ type: "profile", profile }]);
			expect(await codeOf(store.renameGuest({ user: jo.id, name: "asha", nameKey: "asha" }))).toBe("name_taken");
			await store.renameGuest({ user: jo.id, name: "ANN", nameKey: "ann" });
			expect((await come(store, "jo")).id).not.toBe(jo.id);
		});

		test("who is let go has left every room and lost name and sessions; what they said stays theirs", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const jo = await come(store, "jo");
			await join(store, room, jo);
			await post(store, room, jo, "hello");
			await store.openSession({ user: jo.id, tokenHash: "t", gateway: "web", address: "::1", at: AT });
			await store.setDraft({ user: jo.id, draft: { room, body: "more" }, at: AT });
			const [left, ...more] = await store.releaseGuests({ user: jo.id, at: AT });
			expect(more).toEqual([]);
			expect(left).toMatchObject({ room, message: { event: "left" }, memberships: [{ user: jo.id, member: false }] });
			expect(await store.roomIdsOf(jo.id)).toEqual([]);
			expect(await store.session("t")).toBeNull();
			expect(await store.drafts(jo.id)).toEqual([]);
			expect(await store.findPeople("jo", 5)).toEqual([]);
			expect(await store.accountByKey("jo")).toBeNull();
			const next = await createAccount(store, "jo");
			expect((await logOf(store, room)).map(({ author, body }) => [author?.id, body])).toContainEqual([jo.id, "hello"]);
			expect(next.id).not.toBe(jo.id);
			expect(await store.releaseGuests({ user: jo.id, at: AT })).toEqual([]);
			expect(await codeOf(store.renameGuest({ user: jo.id, name: "x", nameKey: "x" }))).toBe("not_found");
			expect(await codeOf(join(store, room, jo))).toBe("not_found");
			expect(await codeOf(store.addMember({ room, user: jo, invitedBy: asha, at: AT }))).toBe("not_found");
			expect(await codeOf(createRoom(store, jo, "late"))).toBe("not_found");
		});

		test("without naming one all guests are let go, and nobody else", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			for (const name of ["jo", "ann"]) await join(store, room, await come(store, name));
			expect(await store.releaseGuests({ at: AT })).toHaveLength(2);
			expect((await store.members(room)).map(({ name }) => name)).toEqual(["asha"]);
			expect(await store.accountByKey("asha")).not.toBeNull();
			expect(await store.releaseGuests({ at: AT })).toEqual([]);
		});

		test("a guest who becomes an account keeps number, rooms and words", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const jo = await come(store, "Jo");
			await join(store, room, jo);
			await post(store, room, jo, "hello");
			const grow = (guest: number) =>
				store.createAccount({ name: "Jo", nameKey: "jo", passwordHash: "hash", guest, at: AT });
			expect(await grow(jo.id)).toEqual({ id: jo.id, name: "Jo", role: "member" });
			expect(await store.accountByKey("jo")).toMatchObject({ id: jo.id, role: "member", passwordHash: "hash" });
			expect((await logOf(store, room)).at(-1)?.author).toEqual({ id: jo.id, name: "Jo" });
			expect(await store.releaseGuests({ at: AT })).toEqual([]);
			expect(await store.isMember(room, jo.id)).toBe(true);
			const ann = await come(store, "Ann");
			await store.releaseGuests({ user: ann.id, at: AT });
			const late = { name: "Ann", nameKey: "ann", passwordHash: "hash", guest: ann.id, at: AT };
			expect(await codeOf(store.createAccount(late))).toBe("not_found");
		});

		test("a room that a guest has made is theirs who comes into it next, once nobody is in it", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const [jo, ann] = [await come(store, "jo"), await come(store, "ann")];
			const room = await createRoom(store, jo, "jos");
			await join(store, room, ann);
			expect((await store.room(room))?.creator).toBe(jo.id);
			await store.releaseGuests({ user: jo.id, at: AT });
			await join(store, room, asha);
			expect((await store.room(room))?.creator).toBe(jo.id);
			for (const user of [asha, ann]) await leave(store, room, user);
			expect((await join(store, room, asha)).room.creator).toBe(asha.id);
			await leave(store, room, asha);
			const own = await createRoom(store, asha, "own");
			await leave(store, own, asha);
			for (const left of [room, own]) await join(store, left, ann);
			expect([(await store.room(room))?.creator, (await store.room(own))?.creator]).toEqual([asha.id, asha.id]);
		});

		test("a guest is in public rooms only, whoever invites", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const input = { name: "den", nameKey: "den", topic: "", visibility: "private" as const, creator: asha, at: AT };
			const { room } = await store.createRoom(input);
			const jo = await come(store, "jo");
			expect(await codeOf(store.addMember({ room: room.id, user: jo, at: AT }))).toBe("not_found");
			expect(await codeOf(store.addMember({ room: room.id, user: jo, invitedBy: asha, at: AT }))).toBe("forbidden");
			const mask = { rule: "invitation" as const, on: true, value: "*" };
			await store.setRule({ room: room.id, by: asha, change: mask, at: AT });
			expect(await codeOf(store.addMember({ room: room.id, user: jo, at: AT }))).toBe("not_found");
			const open = await createRoom(store, asha, "open");
			await join(store, open, jo);
			await store.setRule({ room: open, by: asha, change: { rule: "private", on: true }, at: AT });
			expect(await store.isMember(open, jo.id)).toBe(false);
		});
	});
}
