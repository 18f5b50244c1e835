import { describe, expect, test } from "bun:test";
import { AT, codeOf, createAccount, leave, listen, post, roomOfPeople, type Start } from "./under-test.contract.ts";

export function personalContract(start: Start): void {
	describe("saved messages and drafts", () => {
		test("a saved message is listed as it is now, the latest saved first, in the rooms that one is in", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			for (const body of ["one", "two"]) await post(store, room, asha, body);
			const heard = listen(store);
			const save = (seq: number, on: boolean, at = AT) => store.saveMessage({ room, seq, user: jun.id, on, at });
			await save(4, true, AT + 1);
			await save(3, true, AT + 2);
			await save(3, true, AT + 3);
			await store.editMessage({ room, seq: 4, by: asha, body: "two!", at: AT });
			const saved = async (limit = 10) => (await store.saved(jun.id, limit)).map(({ message }) => message.body);
			expect(await saved()).toEqual(["one", "two!"]);
			expect(await saved(1)).toEqual(["one"]);
			expect(await store.saved(asha.id, 10)).toEqual([]);
			await save(3, false);
			expect(heard.filter(({ type }) => type === "saved")).toEqual([
				{ type: "saved", user: jun.id, room, seq: 4, on: true },
				{ type: "saved", user: jun.id, room, seq: 3, on: true },
				{ type: "saved", user: jun.id, room, seq: 3, on: false },
			]);
			expect(await codeOf(save(1, true))).toBe("not_found");
			await leave(store, room, jun);
			expect(await saved()).toEqual([]);
			expect(await codeOf(save(3, true))).toBe("not_found");
		});

		test("a draft is kept for a room and a thread each, and an empty one is none", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			await post(store, room, asha, "root");
			const heard = listen(store);
			const draft = (body: string, thread?: number, at = AT) =>
				store.setDraft({ user: jun.id, draft: thread === undefined ? { room, body } : { room, thread, body }, at });
			await draft("half a th", undefined, AT);
			await draft("an ans", 3, AT + 1);
			await draft("half a thought", undefined, AT + 2);
			await draft("half a thought", undefined, AT + 3);
			expect(await store.drafts(jun.id)).toEqual([
				{ room, body: "half a thought" },
				{ room, thread: 3, body: "an ans" },
			]);
			await draft("", 3);
			await draft("", 3);
			expect(await store.drafts(jun.id)).toEqual([{ room, body: "half a thought" }]);
			expect(await store.drafts(asha.id)).toEqual([]);
			expect(heard.map((item) => item.type === "draft" && [item.user, item.draft.body])).toEqual([
				[jun.id, "half a th"],
				[jun.id, "an ans"],
				[jun.id, "half a thought"],
				[jun.id, ""],
			]);
			expect(await codeOf(draft("x", 99))).toBe("not_found");
			await leave(store, room, jun);
			expect(await store.drafts(jun.id)).toEqual([]);
			expect(await codeOf(draft("x"))).toBe("not_found");
		});
	});

	describe("profiles and sessions", () => {
		test("a profile keeps what is left out, and loses what is null", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const heard = listen(store);
			const status = { emoji: "🌴", text: "away", until: AT };
			const profile = await store.setProfile({ user: asha.id, display: "Asha Rao", status, picture: "hash" });
			expect(profile).toEqual({ ...asha, display: "Asha Rao", status, picture: "hash" });
			const plain = await store.setProfile({ user: asha.id, status: { emoji: "", text: "back" }, picture: null });
			expect(plain).toEqual({ ...asha, display: "Asha Rao", status: { emoji: "", text: "back" } });
			await store.setProfile({ user: asha.id, display: "Asha Rao" });
			expect(heard).toEqual([
				{ type: "profile", profile },
				{ type: "profile", profile: plain },
			]);
			expect(await store.profiles([asha.id, 99])).toEqual([plain]);
			expect(await store.members((await store.lobby()).id)).toEqual([plain]);
			expect(await store.setProfile({ user: asha.id, display: null, status: null })).toEqual(asha);
		});

		test("people are found by where their name or a word of their display name begins", async () => {
			await using under = await start();
			const { store } = under;
			const names = ["asha", "ash_2", "ashton", "mara", "österreich"];
			const people = [];
			for (const name of names) people.push(await createAccount(store, name));
			const [, , , mara = expect.unreachable()] = people;
			await store.setProfile({ user: mara.id, display: "Dr. Márta Ashford-Ødegård" });
			const wide = await createAccount(store, "ｗｉｄｅ");
			await store.setProfile({ user: wide.id, display: "Ｋｉｍ Plain" });
			const find = async (query: string, limit = 10) => (await store.findPeople(query, limit)).map(({ name }) => name);
			expect(await find("ASH")).toEqual(["ash_2", "asha", "ashton", "mara"]);
			expect(await find("ash", 2)).toEqual(["ash_2", "asha"]);
			expect(await find("ash_")).toEqual(["ash_2"]);
			expect(await find("%")).toEqual([]);
			expect(await find("ødeg")).toEqual(["mara"]);
			expect(await find("dr. már")).toEqual(["mara"]);
			expect(await find("ÖST")).toEqual(["österreich"]);
			expect(await find("ford")).toEqual([]);
			expect([await find("wid"), await find("kim"), await find("PLAIN")]).toEqual([
				["ｗｉｄｅ"],
				["ｗｉｄｅ"],
				["ｗｉｄｅ"],
			]);
			expect(await find("")).toHaveLength(6);
		});

		test("of names those that are members' are found", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			await createAccount(store, "stranger");
			const found = await store.membersByKey(room, ["jun", "stranger", "nobody", "asha"]);
			expect(new Set(found)).toEqual(new Set(people.map(({ id }) => id)));
			expect(await store.membersByKey(room, [])).toEqual([]);
		});

		test("sessions are listed, the last used first, and ended all but one", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const open = (tokenHash: string, at: number) =>
				store.openSession({ user: asha.id, tokenHash, gateway: "web", address: "::1", at });
			const first = await open("t1", AT);
			const second = await open("t2", AT + 1);
			await store.touchSession({ session: first, client: "Firefox on Linux", at: AT + 5 });
			await store.touchSession({ session: first, client: null, at: AT + 4 });
			const base = { gateway: "web", address: "::1" };
			expect(await store.sessionsOf(asha.id)).toEqual([
				{ ...base, id: first, client: "Firefox on Linux", openedAt: AT, seenAt: AT + 5 },
				{ ...base, id: second, client: null, openedAt: AT + 1, seenAt: AT + 1 },
			]);
			expect(await store.endSessions({ user: asha.id, except: first })).toEqual([second]);
			expect((await store.sessionsOf(asha.id)).map(({ id }) => id)).toEqual([first]);
		});
	});
}
