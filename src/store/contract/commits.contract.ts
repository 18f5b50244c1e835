import { describe, expect, test } from "bun:test";
import {
	AT,
	changesIn,
	createAccount,
	createRoom,
	headOf,
	join,
	listen,
	logOf,
	oneTo,
	post,
	type Start,
} from "./under-test.contract.ts";

export function commitsContract(start: Start): void {
	describe("commits", () => {
		test("a commit is told before any of its calls resolves", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const told = new Set<number>();
			store.onCommit((committed) => {
				for (const { message } of changesIn(committed, room)) told.add(message.rev);
			});
			const posts = oneTo(40).map(async (number) => {
				const { change } = await post(store, room, asha, `${number}`);
				return told.has(change.message.rev);
			});
			expect(await Promise.all(posts)).toEqual(oneTo(40).map(() => true));
		});

		test("every listener hears the changes of a room in the order of their numbers, each as of its number", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const room = await createRoom(store, asha);
			const [first, second] = [listen(store), listen(store)];
			const work: Promise<unknown>[] = [];
			for (const number of oneTo(20)) {
				work.push(post(store, room, asha, `${number}`));
				work.push(store.editMessage({ room, seq: number + 1, by: asha, body: `${number}!`, at: AT }));
				if (number % 5 === 0) work.push(store.deleteMessage({ room, seq: number, by: asha, anyone: false, at: AT }));
				if (number % 7 === 0) await Promise.allSettled(work);
			}
			await Promise.allSettled(work);
			const head = await headOf(store, room);
			expect(changesIn(first, room).map(({ message }) => message.rev)).toEqual(oneTo(head).slice(1));
			expect(second).toEqual(first);
			for (const { message } of changesIn(first, room)) {
				expect(message.rev === message.seq).toBe(message.editedAt === undefined && message.deleted === undefined);
			}
		});

		test("a refused write leaves its neighbours in the batch whole", async () => {
			await using under = await start();
			const { store } = under;
			const asha = await createAccount(store, "asha");
			const jun = await createAccount(store, "jun");
			const mara = await createAccount(store, "mara");
			const room = await createRoom(store, asha);
			await join(store, room, jun);
			const heard = listen(store);
			const outcomes = await Promise.allSettled([
				post(store, room, asha, "before"),
				store.editMessage({ room, seq: 3, by: jun, body: "not his", at: AT }),
				post(store, room, mara, "no member"),
				post(store, 4711, asha, "nowhere"),
				store.removeMember({ room, user: mara, at: AT }),
				createRoom(store, asha, "reef"),
				createAccount(store, "jun"),
				post(store, room, asha, "after"),
			]);
			expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([
				true,
				false,
				false,
				false,
				false,
				false,
				false,
				true,
			]);
			expect((await logOf(store, room)).map(({ seq, body }) => [seq, body])).toEqual([
				[1, ""],
				[2, ""],
				[3, "before"],
				[4, "after"],
			]);
			expect(heard).toHaveLength(2);
		});
	});
}
