import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import { parseRule, type RuleChange } from "../../protocol/rule.ts";
import type { Store } from "../port.ts";
import {
	AT,
	codeOf,
	createAccount,
	headOf,
	join,
	leave,
	listen,
	logOf,
	roomOfPeople,
	type Start,
} from "./under-test.contract.ts";

/** The change of a log's rule, with what it is about. */
type Wish = RuleChange & { user?: User };

export function decide(store: Store, room: number, by: User, { user, ...change }: Wish) {
	const mask = ["ban", "exception", "invitation"].includes(change.rule);
	const maskKey = mask && change.value !== undefined ? { maskKey: change.value.toLowerCase() } : {};
	return store.setRule({ room, by, change, ...(user ? { user } : {}), ...maskKey, at: AT });
}

/** A room of jun's, who owns nothing, with the owner asha and with mara and tomas in it. */
export async function junsRoom(store: Store) {
	const owner = await createAccount(store, "asha");
	const { room, people } = await roomOfPeople(store, "jun", "mara", "tomas");
	const [jun = expect.unreachable(), mara = expect.unreachable(), tomas = expect.unreachable()] = people;
	await join(store, room, owner);
	return { room, asha: owner, jun, mara, tomas };
}

export function rulesContract(start: Start): void {
	describe("rules of a room", () => {
		const simple: [RuleChange, object][] = [
			[{ rule: "announcement", on: true }, { announcement: true }],
			[{ rule: "private", on: true }, { visibility: "private" }],
			[{ rule: "locked-topic", on: true }, { lockedTopic: true }],
			[{ rule: "limit", on: true, value: "20" }, { maxMembers: 20 }],
			[{ rule: "key", on: true, value: "seaweed" }, { keyed: true }],
			[{ rule: "moderator", on: true, value: "mara" }, { moderators: [3] }],
			[{ rule: "speaker", on: true, value: "mara" }, { speakers: [3] }],
			[{ rule: "ban", on: true, value: "troll*" }, {}],
			[{ rule: "exception", on: true, value: "troll-an?a" }, {}],
			[{ rule: "invitation", on: true, value: "ray*" }, {}],
		];

		const named = simple.map(([change, seen]) => [change.rule, change, seen] as const);
		test.each(named)("the rule %s is told once, is seen in the room, and is taken back", async (_, change, seen) => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara } = await junsRoom(store);
			const before = await store.room(room);
			const heard = listen(store);
			const wish = { ...change, user: mara };
			const set = await decide(store, room, jun, wish);
			expect(set.change?.message).toMatchObject({ kind: "system", event: "rule", author: jun });
			expect(set.room).toEqual({ ...(await store.room(room)), ...set.room });
			expect(await store.room(room)).toEqual({ ...before, ...set.room, ...seen });
			const told = parseRule(set.change?.message.body ?? "");
			const { value, ...rest } = change;
			expect(told).toEqual(change.rule === "key" || value === undefined ? rest : change);
			expect((await decide(store, room, jun, wish)).change).toBeNull();

			const back = await decide(store, room, jun, { ...wish, on: false });
			expect(parseRule(back.change?.message.body ?? "")).toMatchObject({ rule: change.rule, on: false });
			expect(await store.room(room)).toEqual(before);
			expect((await decide(store, room, jun, { ...wish, on: false })).change).toBeNull();
			expect(heard).toHaveLength(2);
			const both = [set, back].flatMap(({ change: made }) => (made ? [made.message] : []));
			expect((await logOf(store, room)).slice(-2)).toEqual(both);
		});

		test("a key is kept, and is nowhere in the log", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun } = await junsRoom(store);
			expect(await store.roomKey(room)).toBeNull();
			await decide(store, room, jun, { rule: "key", on: true, value: "seaweed" });
			expect(await store.roomKey(room)).toBe("seaweed");
			const other = await decide(store, room, jun, { rule: "key", on: true, value: "kelp" });
			expect(other.change?.message.body).toBe("+key");
			expect(await store.roomKey(room)).toBe("kelp");
			expect(JSON.stringify(await logOf(store, room))).not.toMatch(/seaweed|kelp/);
			await decide(store, room, jun, { rule: "key", on: false, value: "whatever" });
			expect(await store.roomKey(room)).toBeNull();
		});

		test("masks are listed by kind with who set them, a mask once however it is spelled, and of a kind at most 100", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun } = await junsRoom(store);
			await decide(store, room, jun, { rule: "invitation", on: true, value: "Ray*" });
			await decide(store, room, asha, { rule: "ban", on: true, value: "Troll*" });
			expect((await decide(store, room, jun, { rule: "ban", on: true, value: "tROLL*" })).change).toBeNull();
			expect(await store.masks(room)).toEqual([
				{ kind: "ban", mask: "Troll*", by: asha, at: AT },
				{ kind: "invitation", mask: "Ray*", by: jun, at: AT },
			]);
			const off = await decide(store, room, jun, { rule: "ban", on: false, value: "TROLL*" });
			expect(off.change?.message.body).toBe("-ban Troll*");
			const ban = (value: string) => decide(store, room, jun, { rule: "ban", on: true, value });
			for (let index = 0; index < 100; index++) await ban(`name${index}`);
			expect(await codeOf(ban("one-more"))).toBe("forbidden");
			expect((await ban("name7")).change).toBeNull();
			expect(await store.masks(room)).toHaveLength(101);
			expect(await store.masks(1)).toEqual([]);
		});

		test("its creator, its moderators and the owner decide; other members, strangers and former moderators do not", async () => {
			await using under = await start();
			const { store } = under;
			const { room, asha, jun, mara, tomas } = await junsRoom(store);
			const stranger = await createAccount(store, "rina");
			const wish: Wish = { rule: "limit", on: true, value: "30" };
			const remove = (by: User, user: User) => store.removeMember({ room, by, user, at: AT });
			const before = await headOf(store, room);
			for (const [by, code] of [
				[mara, "forbidden"],
				[stranger, "not_found"],
			] as const) {
				for (const [rule] of simple) expect(await codeOf(decide(store, room, by, { ...rule, user: by }))).toBe(code);
				expect(await codeOf(remove(by, tomas))).toBe(code);
			}
			expect(await headOf(store, room)).toBe(before);
			for (const [index, by] of [jun, asha].entries()) {
				expect((await decide(store, room, by, { ...wish, value: String(40 + index) })).change).not.toBeNull();
			}
			await decide(store, room, jun, { rule: "moderator", on: true, user: mara });
			expect((await decide(store, room, mara, wish)).change).not.toBeNull();
			expect(await codeOf(decide(store, room, tomas, wish))).toBe("forbidden");
			// In one batch: the moderator is none any more when the second is written.
			const [, late] = await Promise.all([
				decide(store, room, jun, { rule: "moderator", on: false, user: mara }),
				codeOf(decide(store, room, mara, { ...wish, value: "50" })),
			]);
			expect(late).toBe("forbidden");
			await leave(store, room, jun);
			expect(await codeOf(decide(store, room, jun, wish))).toBe("not_found");
		});

		test("who is no member becomes nothing in a room, and a direct room has no rules", async () => {
			await using under = await start();
			const { store } = under;
			const { room, jun, mara } = await junsRoom(store);
			const stranger = await createAccount(store, "rina");
			for (const rule of ["moderator", "speaker"] as const) {
				expect(await codeOf(decide(store, room, jun, { rule, on: true, user: stranger }))).toBe("not_found");
			}
			const { room: direct } = await store.createDirect({ people: [mara], key: "2,3", creator: jun, at: AT });
			expect(await codeOf(decide(store, direct.id, jun, { rule: "announcement", on: true }))).toBe("forbidden");
			expect(await codeOf(store.removeMember({ room: direct.id, by: jun, user: mara, at: AT }))).toBe("forbidden");
		});
	});
}
