import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import { decide, junsRoom } from "./rules.contract.ts";
import { AT, codeOf, createAccount, join, leave, listen, post, type Start } from "./under-test.contract.ts";

export function restrictionsContract(start: Start): void {
	describe("what rules forbid", () => {
		test("in a room for announcements only moderators and speakers say anything, in threads too; others react", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara, tomas } = await junsRoom(store);
			const { seq } = (await post(store, room, tomas, "before")).change.message;
			await decide(store, room, jun, { rule: "announcement", on: true });
			await decide(store, room, jun, { rule: "speaker", on: true, user: mara });
			const reply = (author: User) => store.postMessage({ room, author, body: "re", nonce: null, thread: seq, at: AT });
			for (const by of [asha, jun, mara]) {
				await post(store, room, by, "news");
				await reply(by);
			}
			expect(await codeOf(post(store, room, tomas, "me too"))).toBe("announcement_only");
			expect(await codeOf(reply(tomas))).toBe("announcement_only");
			const edit = () => store.editMessage({ room, seq, by: tomas, body: "other words", at: AT });
			expect(await codeOf(edit())).toBe("announcement_only");
			expect(await store.react({ room, seq, by: tomas, emoji: "👍", on: true, at: AT })).not.toBeNull();
			const pin = (by: User, on = true) => store.pin({ room, seq, by, on, at: AT });
			expect(await codeOf(pin(tomas))).toBe("announcement_only");
			expect(await pin(mara)).not.toBeNull();
			expect(await codeOf(pin(tomas, false))).toBe("announcement_only");
			await decide(store, room, jun, { rule: "announcement", on: false });
			await post(store, room, tomas, "again");
			expect(await edit()).not.toBeNull();
		});

		test("who is banned neither posts nor edits nor joins; exceptions, speakers and moderators do", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara, tomas } = await junsRoom(store);
			const { seq } = (await post(store, room, tomas, "before")).change.message;
			await decide(store, room, jun, { rule: "ban", on: true, value: "*" });
			const posts = (author: User) => post(store, room, author, "ahoy");
			await posts(asha);
			await posts(jun);
			for (const by of [mara, tomas]) expect(await codeOf(posts(by))).toBe("banned");
			expect(await codeOf(store.editMessage({ room, seq, by: tomas, body: "x", at: AT }))).toBe("banned");
			expect(await codeOf(store.setTopic({ room, by: tomas, topic: "x", at: AT }))).toBe("banned");
			await decide(store, room, jun, { rule: "speaker", on: true, user: mara });
			await posts(mara);
			await decide(store, room, jun, { rule: "exception", on: true, value: "T?mas" });
			await posts(tomas);
			await decide(store, room, jun, { rule: "exception", on: false, value: "t?MAS" });
			expect(await codeOf(posts(tomas))).toBe("banned");

			await leave(store, room, tomas);
			expect(await codeOf(join(store, room, tomas))).toBe("banned");
			const invite = (invitedBy: User) => store.addMember({ room, user: tomas, invitedBy, at: AT });
			expect(await codeOf(invite(mara))).toBe("banned");
			expect((await invite(jun)).changes).toHaveLength(1);
			expect(await codeOf(posts(tomas))).toBe("banned");
			// Who made the room comes back into it.
			await leave(store, room, jun);
			expect((await join(store, room, jun)).changes).toHaveLength(1);
		});

		test("who is banned neither pins nor reacts any more, but may take their own reaction back", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, tomas } = await junsRoom(store);
			const { seq } = (await post(store, room, jun, "before")).change.message;
			const react = (by: User, emoji: string, on: boolean) => store.react({ room, seq, by, emoji, on, at: AT });
			await react(tomas, "👍", true);
			await decide(store, room, jun, { rule: "ban", on: true, value: "Tomas" });
			expect(await codeOf(react(tomas, "🎉", true))).toBe("banned");
			expect(await react(tomas, "👍", false)).not.toBeNull();
			expect(await codeOf(store.pin({ room, seq, by: tomas, on: true, at: AT }))).toBe("banned");
			expect(await react(jun, "🎉", true)).not.toBeNull();
		});

		test("a ban is for the folded name, and for this room alone", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun } = await junsRoom(store);
			const troll = await createAccount(store, "TroLL-7");
			await join(store, room, troll);
			await decide(store, room, jun, { rule: "ban", on: true, value: "tROLL-?" });
			expect(await codeOf(post(store, room, troll, "ha"))).toBe("banned");
			await post(store, 1, troll, "ha");
		});

		test("a private room is joined by invitation, or by who fits a mask of invitations; public again, by anybody", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara } = await junsRoom(store);
			const [ray, rina] = [await createAccount(store, "ray-2"), await createAccount(store, "rina")];
			await decide(store, room, jun, { rule: "invitation", on: true, value: "ray*" });
			await decide(store, room, jun, { rule: "private", on: true });
			expect((await store.publicRooms(rina.id)).map(({ id }) => id)).toEqual([1]);
			expect(await codeOf(join(store, room, rina))).toBe("not_found");
			expect((await join(store, room, ray)).changes).toHaveLength(1);
			expect((await store.addMember({ room, user: rina, invitedBy: mara, at: AT })).changes).toHaveLength(1);
			await leave(store, room, rina);
			await decide(store, room, jun, { rule: "private", on: false });
			expect((await join(store, room, rina)).changes).toHaveLength(1);
			expect((await store.publicRooms(ray.id)).map(({ id }) => id).sort()).toEqual([1, room]);
		});

		test("guests are removed from a room that becomes private", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun } = await junsRoom(store);
			const { id, name } = await store.createGuest({ name: "Jo", nameKey: "jo", at: AT });
			await join(store, room, { id, name });
			const heard = listen(store);
			await decide(store, room, jun, { rule: "private", on: true });
			expect(await store.isMember(room, id)).toBe(false);
			expect(heard).toMatchObject([
				{ change: { message: { event: "rule", body: "+private" } } },
				{ change: { message: { event: "removed", author: jun }, memberships: [{ user: id, member: false }] } },
			]);
		});

		test("joining takes the key, and being invited does not", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara } = await junsRoom(store);
			const [ray, rina] = [await createAccount(store, "ray"), await createAccount(store, "rina")];
			await decide(store, room, jun, { rule: "key", on: true, value: "seaweed" });
			const withKey = (key?: string) =>
				store.addMember({ room, user: ray, ...(key === undefined ? {} : { key }), at: AT });
			for (const key of [undefined, "", "Seaweed", "seaweed "]) {
				expect(await codeOf(withKey(key))).toBe("wrong_key");
			}
			expect((await withKey("seaweed")).changes).toHaveLength(1);
			expect((await withKey("wrong")).changes).toEqual([]);
			expect((await store.addMember({ room, user: rina, invitedBy: mara, at: AT })).changes).toHaveLength(1);
		});

		test("a full room takes nobody but whom a moderator invites, and whoever is in it stays", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara, tomas } = await junsRoom(store);
			const [ray, rina] = [await createAccount(store, "ray"), await createAccount(store, "rina")];
			await decide(store, room, jun, { rule: "limit", on: true, value: "2" });
			expect(await codeOf(join(store, room, ray))).toBe("room_full");
			expect(await codeOf(store.addMember({ room, user: ray, invitedBy: mara, at: AT }))).toBe("room_full");
			expect((await store.addMember({ room, user: ray, invitedBy: jun, at: AT })).changes).toHaveLength(1);
			await decide(store, room, jun, { rule: "limit", on: true, value: "6" });
			// The last place goes to the first of two who come at once.
			const came = await Promise.allSettled([
				join(store, room, rina),
				join(store, room, await createAccount(store, "lee")),
			]);
			expect(came.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
			await leave(store, room, tomas);
			expect((await join(store, room, tomas)).changes).toHaveLength(1);
		});

		test("a locked topic is for moderators", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara } = await junsRoom(store);
			await decide(store, room, jun, { rule: "locked-topic", on: true });
			const set = (by: User) => store.setTopic({ room, by, topic: `by ${by.name}`, at: AT });
			expect(await codeOf(set(mara))).toBe("forbidden");
			expect((await set(jun)).room.topic).toBe("by jun");
			await decide(store, room, jun, { rule: "moderator", on: true, user: mara });
			expect((await set(mara)).room.topic).toBe("by mara");
		});
	});

	describe("removing somebody", () => {
		test("it ends their membership like leaving, with who did it and why, and they write nothing any more", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara, tomas } = await junsRoom(store);
			const { seq } = (await post(store, room, mara, "hers")).change.message;
			const heard = listen(store);
			const [removed, ...refused] = await Promise.all([
				store.removeMember({ room, user: mara, by: jun, reason: "spam, again", at: AT }),
				codeOf(post(store, room, mara, "late")),
				codeOf(store.editMessage({ room, seq, by: mara, body: "late", at: AT })),
				codeOf(store.addMember({ room, user: mara, invitedBy: mara, at: AT })),
				codeOf(store.removeMember({ room, user: tomas, by: mara, at: AT })),
			]);
			expect(refused).toEqual(["not_found", "not_found", "not_found", "not_found"]);
			expect(removed.change).toMatchObject({
				message: { kind: "system", event: "removed", author: jun, body: "mara spam, again" },
				memberships: [{ user: mara.id, member: false }],
			});
			expect(heard).toEqual([{ type: "change", change: removed.change }]);
			expect(await store.isMember(room, mara.id)).toBe(false);
			const plain = await store.removeMember({ room, user: tomas, by: jun, at: AT });
			expect(plain.change.message.body).toBe("tomas");
			expect(await codeOf(store.removeMember({ room, user: tomas, by: jun, at: AT }))).toBe("not_found");
			expect((await join(store, room, mara)).changes).toHaveLength(1);
		});

		test("who leaves or is removed is moderator and speaker no longer", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara, tomas } = await junsRoom(store);
			for (const user of [mara, tomas]) {
				await decide(store, room, jun, { rule: "moderator", on: true, user });
				await decide(store, room, jun, { rule: "speaker", on: true, user });
			}
			await store.removeMember({ room, user: mara, by: tomas, at: AT });
			expect(await store.room(room)).toMatchObject({ moderators: [tomas.id], speakers: [tomas.id] });
			await leave(store, room, tomas);
			const after = await store.room(room);
			expect([after?.moderators, after?.speakers]).toEqual([undefined, undefined]);
			await join(store, room, mara);
			expect(await codeOf(decide(store, room, mara, { rule: "announcement", on: true }))).toBe("forbidden");
		});

		test("moderators do not remove who made the room; the owner does", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara } = await junsRoom(store);
			await decide(store, room, jun, { rule: "moderator", on: true, user: mara });
			expect(await codeOf(store.removeMember({ room, user: jun, by: mara, at: AT }))).toBe("forbidden");
			expect((await store.removeMember({ room, user: jun, by: asha, at: AT })).change.message.event).toBe("removed");
		});
	});
}
