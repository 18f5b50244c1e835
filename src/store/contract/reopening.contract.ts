import { describe, expect, test } from "bun:test";
import type { Store } from "../port.ts";
import {
	AT,
	codeOf,
	createAccount,
	createRoom,
	DAY_MS,
	logOf,
	oneTo,
	post,
	type Start,
} from "./under-test.contract.ts";

export function reopeningContract(start: Start): void {
	describe("closing and opening again", () => {
		test("what was under way when it was closed is committed", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const posts = oneTo(30).map((number) => post(store, room, asha, `${number}`));
			const again = await under.reopen();
			await Promise.all(posts);
			expect((await logOf(again, room)).map(({ body }) => body)).toEqual(["", ...oneTo(30).map(String)]);
		});

		test("a write after the closing is refused, not left without an answer", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			await store.close();
			expect(await codeOf(post(store, 1, asha, "late"))).toBe("storage_failed");
			await store.close();
		});

		test("all that was acknowledged is found again, and the numbers go on", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const room = await createRoom(store, asha);
			await store.addMember({ room, user: jun, at: AT });
			await post(store, room, asha, "ahoy", "nonce-01");
			await post(store, room, jun, "नमस्ते 🚢");
			await store.editMessage({ room, seq: 3, by: asha, body: "ahoy!", at: AT });
			await store.markRead({ room, user: asha.id, seq: 3 });
			await store.openSession({ user: jun.id, tokenHash: "t1", gateway: "web", address: "::1", at: AT });
			await store.createInvite({ codeHash: "invite", at: AT, expiresAt: AT + DAY_MS });
			const state = async (store: Store) => ({
				log: await logOf(store, room),
				rooms: await store.roomsOf(asha.id),
				members: await store.members(room),
				session: await store.session("t1"),
				invite: await store.inviteIsOpen("invite", AT),
				accounts: [await store.accountByKey("asha"), await store.account(jun.id)],
			});
			const before = await state(store);
			const again = await under.reopen();
			expect(await state(again)).toEqual(before);
			expect((await post(again, room, asha, "ahoy", "nonce-01")).duplicate).toBe(true);
			expect((await post(again, room, asha, "on")).change.message.seq).toBe(6);
			expect((await createAccount(again, "mara")).id).toBe(jun.id + 1);
			expect((await again.account(jun.id + 1))?.role).toBe("member");
		});
	});
}
