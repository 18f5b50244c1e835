import { describe, expect, test } from "bun:test";
import { AT, oneTo, post, roomOfPeople, type Start, seqOf } from "./under-test.contract.ts";

const LONG = 1000;

function long(index: number): string {
	return `${index}`.padEnd(LONG, "x");
}

/** Every answer about many texts may be asked to be short. */
export function boundsContract(start: Start): void {
	describe("bounds", () => {
		test("of a message's former texts the latest are kept to, the oldest first", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha");
			const [asha = expect.unreachable()] = people;
			const seq = await seqOf(post(store, room, asha, long(0)));
			for (const index of oneTo(5)) await store.editMessage({ room, seq, by: asha, body: long(index), at: AT });
			const texts = async (maxChars?: number) => (await store.edits(room, seq, maxChars)).map(({ body }) => body);
			expect(await texts()).toEqual([0, 1, 2, 3, 4].map(long));
			expect(await texts(2.5 * LONG)).toEqual([3, 4].map(long));
			expect(await texts(1)).toEqual([long(4)]);
		});

		test("of pinned, saved and drafted texts, and of the inbox, the first are kept to", async () => {
			await using under = await start();
			const { store } = under;
			const { room, people } = await roomOfPeople(store, "asha", "jun");
			const [asha = expect.unreachable(), jun = expect.unreachable()] = people;
			const user = jun.id;
			for (const index of oneTo(5)) {
				const body = long(index);
				const named = { room, author: asha, body, nonce: null, at: AT + index, mentions: [user] };
				const seq = await seqOf(store.postMessage(named));
				await store.pin({ room, seq, by: asha, on: true, at: AT + index });
				await store.saveMessage({ room, seq, user, on: true, at: AT + index });
				await store.setDraft({ user, draft: { room, thread: seq, body }, at: AT + index });
				await store.postMessage({ room, author: jun, body: "so it is", nonce: null, at: AT + index, thread: seq });
			}
			const sizes = async (maxChars?: number) => {
				const inbox = await store.inbox(user, 100, maxChars);
				const pins = await store.pins(room, 100, maxChars);
				const saved = await store.saved(user, 100, maxChars);
				const drafts = await store.drafts(user, maxChars);
				expect(saved[0]?.message.body).toBe(long(5));
				expect(drafts[0]?.body).toBe(long(5));
				expect(inbox.mentions[0]?.message.body).toBe(long(5));
				return [inbox.threads, inbox.mentions, pins, saved, drafts].map(({ length }) => length);
			};
			expect(await sizes()).toEqual([5, 5, 5, 5, 5]);
			expect(await sizes(4.5 * LONG)).toEqual([1, 1, 3, 3, 4]);
			expect(await sizes(1)).toEqual([1, 1, 1, 1, 1]);
		});
	});
}
