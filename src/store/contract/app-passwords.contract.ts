import { describe, expect, test } from "bun:test";
import type { User } from "../../protocol/entities.ts";
import type { Store } from "../port.ts";
import { AT, codeOf, createAccount, type Start } from "./under-test.contract.ts";

/** By a session of the account's own. */
async function makeFor(store: Store, { id: user, name }: User, label: string, passwordHash: string) {
	const session = await store.openSession({
		user,
		tokenHash: `${name} makes ${label}`,
		gateway: "web",
		address: "::1",
		at: AT,
	});
	return store.createAppPassword({ user, session, label, passwordHash, at: AT });
}

export function appPasswordsContract(start: Start): void {
	describe("app passwords", () => {
		test("one is found by its hash, listed to its person alone, and gone once it is ended", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const make = (label: string, passwordHash: string) => makeFor(store, asha, label, passwordHash);
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
			const id = await makeFor(store, asha, "phone", "h");
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

		test("they end with the sessions where that is asked, and an ended session makes no more", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			await makeFor(store, asha, "phone", "h1");
			await makeFor(store, jun, "phone", "h2");
			const session = await store.openSession({
				user: asha.id,
				tokenHash: "t",
				gateway: "web",
				address: "::1",
				at: AT,
			});
			await store.endSessions({ user: asha.id, except: session });
			expect(await store.appPassword("h1")).not.toBeNull();
			await store.endSessions({ user: asha.id, appPasswords: true });
			expect(await store.appPassword("h1")).toBeNull();
			const late = { user: asha.id, session, label: "late", passwordHash: "h3", at: AT };
			expect(await codeOf(store.createAppPassword(late))).toBe("unauthorized");
			expect(await store.appPassword("h2")).not.toBeNull();
		});
	});
}
