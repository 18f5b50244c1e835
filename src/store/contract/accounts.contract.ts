import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import { AT, codeOf, createAccount, DAY_MS, oneTo, type Start } from "./under-test.contract.ts";

export function accountsContract(start: Start): void {
	describe("accounts, invites and sessions", () => {
		test("the first account becomes the owner, the others members, and all are in the lobby", async () => {
			await using under = await start();
			const { store } = under;
			const base = { passwordHash: "hash", at: AT };
			const asha = await store.createAccount({ ...base, name: "Asha", nameKey: "asha" });
			const jun = await store.createAccount({ ...base, name: "Jun", nameKey: "jun" });
			expect([asha.role, jun.role]).toEqual(["owner", "member"]);
			expect(await store.account(asha.id)).toEqual({ id: asha.id, name: "Asha", role: "owner" });
			expect(await store.accountByKey("jun")).toEqual({ ...jun, passwordHash: "hash" });
			const lobby = await store.lobby();
			expect(lobby.lobby).toBe(true);
			expect((await store.members(lobby.id)).map(({ name }) => name)).toEqual(["Asha", "Jun"]);
		});

		test("of many first accounts at once one is the owner", async () => {
			await using under = await start();
			const { store } = under;
			const base = { passwordHash: "hash", at: AT };
			const accounts = await Promise.all(
				oneTo(10).map((n) => store.createAccount({ ...base, name: `p${n}`, nameKey: `p${n}` })),
			);
			expect(accounts.filter(({ role }) => role === "owner")).toHaveLength(1);
			expect(await store.countAccounts()).toBe(10);
		});

		test("a name's key is taken once, also by two who ask at once", async () => {
			await using under = await start();
			const { store } = under;
			const input = { nameKey: "asha", passwordHash: "hash", at: AT };
			const outcomes = await Promise.allSettled(
				["asha", "Asha", "ASHA"].map((name) => store.createAccount({ ...input, name })),
			);
			expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
			expect(await codeOf(store.createAccount({ ...input, name: "aSHA" }))).toBe("name_taken");
			expect(await store.countAccounts()).toBe(1);
		});

		test("only the first account is made where only the first is wanted", async () => {
			await using under = await start();
			const { store } = under;
			const create = (name: string) =>
				store.createAccount({ name, nameKey: name, passwordHash: "hash", onlyFirst: true, at: AT });
			const outcomes = await Promise.allSettled(["asha", "jun"].map(create));
			expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
			expect(await codeOf(create("mara"))).toBe("sign_up_closed");
		});

		test("an invite lets one person in, also of two who use it at once", async () => {
			await using under = await start();
			const { store } = under;
			await store.createInvite({ codeHash: "invite", at: AT, expiresAt: AT + DAY_MS });
			expect(await store.inviteIsOpen("invite", AT)).toBe(true);
			const create = (name: string) =>
				store.createAccount({ name, nameKey: name, passwordHash: "hash", inviteHash: "invite", at: AT });
			const outcomes = await Promise.allSettled(["asha", "jun"].map(create));
			expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
			expect(await codeOf(create("mara"))).toBe("invite_invalid");
			expect(await store.inviteIsOpen("invite", AT)).toBe(false);
			expect(await store.countAccounts()).toBe(1);
		});

		test("an invite is not used up by a sign-up that is refused, and ends when its time is over", async () => {
			await using under = await start();
			const { store } = under;
			await createAccount(store, "asha");
			await store.createInvite({ codeHash: "invite", at: AT, expiresAt: AT + DAY_MS });
			const create = (name: string, at: number) =>
				store.createAccount({ name, nameKey: name, passwordHash: "hash", inviteHash: "invite", at });
			expect(await codeOf(create("asha", AT))).toBe("name_taken");
			expect(await store.inviteIsOpen("invite", AT + DAY_MS - 1)).toBe(true);
			expect(await store.inviteIsOpen("invite", AT + DAY_MS)).toBe(false);
			expect(await codeOf(create("jun", AT + DAY_MS))).toBe("invite_invalid");
			expect((await create("jun", AT + DAY_MS - 1)).name).toBe("jun");
		});

		test("a password that is set is the one that is found", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			await store.setPassword({ user: asha.id, passwordHash: "another" });
			expect((await store.accountByKey("asha"))?.passwordHash).toBe("another");
		});

		test("a session is found by its token's hash until it is ended", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const open = (user: User, tokenHash: string) =>
				store.openSession({ user: user.id, tokenHash, gateway: "web", address: "::1", at: AT });
			const first = await open(asha, "t1");
			const second = await open(asha, "t2");
			await open(jun, "t3");
			expect(await store.session("t1")).toEqual({ id: first, account: { ...asha, role: "owner" } });
			await store.endSession({ session: first });
			expect(await store.session("t1")).toBeNull();
			expect(await store.endSessions({ user: asha.id })).toEqual([second]);
			expect(await store.session("t2")).toBeNull();
			expect((await store.session("t3"))?.account.name).toBe("jun");
		});

		test("an ended session's number is not given to another", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const open = (tokenHash: string) =>
				store.openSession({ user: asha.id, tokenHash, gateway: "web", address: "::1", at: AT });
			const first = await open("t1");
			await store.endSession({ session: first });
			expect(await open("t2")).not.toBe(first);
		});

		test("what is not there is null", async () => {
			await using under = await start();
			const { store } = under;
			expect(await store.accountByKey("nobody")).toBeNull();
			expect(await store.account(99)).toBeNull();
			expect(await store.session("none")).toBeNull();
			expect(await store.room(99)).toBeNull();
			expect(await store.roomByKey("nowhere")).toBeNull();
			expect(await store.roomOf(99, 1)).toBeNull();
			expect(await store.inviteIsOpen("none", AT)).toBe(false);
		});
	});
}
