import { describe, expect, test } from "bun:test";
import { AT, codeOf, createAccount, type Start } from "./under-test.contract.ts";

export function appPasswordsContract(start: Start): void {
	describe("app passwords", () => {
		test("one is found by its hash, listed to its person alone, and gone once it is ended", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const make = (label: string, passwordHash: string) =>
				store.createAppPassword({ user: asha.id, label, passwordHash, at: AT });
			const first = await make("irssi", "h1");
			const second = await make("phone", "h2");
			expect(await store.appPassword("h1")).toMatchObject({ id: first, account: { id: asha.id, name: "asha" } });
			await store.touchAppPassword({ id: first, at: AT + 5 });
			expect(await store.appPasswordsOf(asha.id)).toEqual([
				{ id: second, label: "phone", createdAt: AT, usedAt: null },
				{ id: first, label: "irssi", createdAt: AT, usedAt: AT + 5 },
			]);
			expect(await store.appPasswordsOf(jun.id)).toEqual([]);
			expect(await codeOf(store.endAppPassword({ id: first, user: jun.id }))).toBe("not_found");
			await store.endAppPassword({ id: first, user: asha.id });
			expect(await store.appPassword("h1")).toBeNull();
			expect(await codeOf(store.endAppPassword({ id: first, user: asha.id }))).toBe("not_found");
			expect(await make("again", "h3")).not.toBe(first);
		});

		test("its end ends the sessions that it opened, and opens no more of them", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const id = await store.createAppPassword({ user: asha.id, label: "phone", passwordHash: "h", at: AT });
			const open = (tokenHash: string, appPassword?: number) =>
				store.openSession({
					user: asha.id,
					tokenHash,
					gateway: "web",
					address: "::1",
					...(appPassword === undefined ? {} : { appPassword }),
					at: AT,
				});
			await open("own");
			const opened = await open("by it", id);
			expect(await store.session("by it")).toMatchObject({ id: opened, appPassword: id });
			expect(await store.session("own")).not.toHaveProperty("appPassword");
			expect(await store.endAppPassword({ id, user: asha.id })).toEqual([opened]);
			expect(await store.session("by it")).toBeNull();
			expect(await store.session("own")).not.toBeNull();
			expect(await codeOf(open("late", id))).toBe("unauthorized");
		});

		test("they end when the account's own password is set anew", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			await store.createAppPassword({ user: asha.id, label: "phone", passwordHash: "h1", at: AT });
			await store.createAppPassword({ user: jun.id, label: "phone", passwordHash: "h2", at: AT });
			const by = { user: asha.id, gateway: "web", address: "::1", at: AT };
			const appPassword = (await store.appPassword("h1"))?.id ?? 0;
			await store.openSession({ ...by, tokenHash: "t", appPassword });
			await store.setPassword({ user: asha.id, passwordHash: "new" });
			// Until that session is ended too, it may do no more than before.
			expect(await store.session("t")).toMatchObject({ appPassword });
			expect(await store.appPassword("h1")).toBeNull();
			expect(await store.appPassword("h2")).not.toBeNull();
		});
	});
}
