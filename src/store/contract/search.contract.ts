import { describe, expect, test } from "bun:test";
import { eventually } from "../../../test/support/eventually.ts";
import type { User } from "../../protocol/entities.ts";
import type { Store } from "../port.ts";
import type { SearchQuery } from "../search-query.ts";
import { AT, createAccount, createRoom, DAY_MS, join, leave, post, type Start } from "./under-test.contract.ts";

type Wish = Partial<SearchQuery>;

/** The bodies of what is found at first, the latest first. */
async function found(store: Store, user: User, wish: Wish, limit = 50): Promise<string[]> {
	const { items } = await store.search(user.id, { terms: [], without: [], ...wish }, limit);
	return items.map(({ message }) => message.body);
}

async function countFound(store: Store, user: User, room: number): Promise<number> {
	let count = 0;
	let from: number | null = Number.MAX_SAFE_INTEGER;
	while (from !== null) {
		const { items, next } = await store.search(user.id, { terms: [], without: [], room, from }, 1000);
		count += items.length;
		from = next;
	}
	return count;
}

/** Waits until the index has all that was written in the room before, in whatever order it takes that. */
async function indexed(store: Store, user: User, room: number): Promise<void> {
	const changes = (await store.changesSince(room, 0, 1_000_000)) ?? [];
	const standing = changes.filter(({ kind, deleted }) => kind === "text" && !deleted).length;
	await eventually(async () => (await countFound(store, user, room)) === standing, "all is indexed");
}

async function start(begin: Start) {
	const under = await begin();
	const { store } = under;
	const asha = await createAccount(store, "asha");
	const room = await createRoom(store, asha);
	return { under, store, asha, room };
}

const FINDS: { what: string; body: string; by: string[]; notBy?: string[] }[] = [
	{
		what: "the beginning of a word",
		body: "Low tide at Leixões",
		by: ["tid", "TIDE", "leixo"],
		notBy: ["ide", "eixo"],
	},
	{ what: "a letter alone as a word", body: "plan b is here", by: ["b"], notBy: ["h"] },
	{ what: "accents and width as if they were not", body: "crème brûlée ＡＢＣ", by: ["creme", "brûlée", "abc"] },
	{ what: "what stands between punctuation", body: "see `reef_map.v2`, ok?", by: ["map", "v2", "reef_map.v2"] },
	{
		what: "phrases in their order",
		body: "the rip current is strong",
		by: ["rip current", "rip curr"],
		notBy: ["current rip"],
	},
	{
		what: "one character of Chinese and two",
		body: "我们去东京看海",
		by: ["海", "东京", "去东京看", "我"],
		notBy: ["京东", "北京"],
	},
	{
		what: "Japanese and Korean without blanks",
		body: "カニを見た。바닷가에서",
		by: ["カニ", "見", "닷가"],
		notBy: ["ニカ"],
	},
	{ what: "Thai without blanks", body: "ปะการังสวยมาก", by: ["สวย", "ปะการัง"] },
	{ what: "words of two scripts in one", body: "iPhone版を待つ", by: ["iphone版", "版を"] },
];

export function searchContract(begin: Start): void {
	describe("search", () => {
		test.each(FINDS)("finds $what", async ({ body, by, notBy = [] }) => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			await post(store, room, asha, body);
			await indexed(store, asha, room);
			for (const term of by) expect([term, await found(store, asha, { terms: [term] })]).toEqual([term, [body]]);
			for (const term of notBy) expect([term, await found(store, asha, { terms: [term] })]).toEqual([term, []]);
		});

		test("all terms must be there, and nothing of those that must not", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			for (const body of ["crab and shell", "crab alone", "shell alone"]) await post(store, room, asha, body);
			await indexed(store, asha, room);
			expect(await found(store, asha, { terms: ["crab", "shell"] })).toEqual(["crab and shell"]);
			expect(await found(store, asha, { terms: ["alone"], without: ["shell"] })).toEqual(["crab alone"]);
			expect(await found(store, asha, { without: ["crab"] })).toEqual(["shell alone"]);
		});

		test("what is syntax elsewhere is text here", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			await post(store, room, asha, "crab");
			await indexed(store, asha, room);
			const tries = [
				'"',
				'""',
				'" OR "',
				"crab*",
				"^crab",
				"text:crab",
				"{marks}",
				"NEAR(crab)",
				"crab OR 1",
				"a'; --",
				"\0",
			];
			for (const term of tries) {
				const hits = await found(store, asha, { terms: ["crab", term] });
				expect(hits.length).toBeLessThanOrEqual(1);
			}
			expect(await found(store, asha, { terms: [`room${room}`] })).toEqual([]);
			expect(await found(store, asha, { terms: [`crab" OR {marks} : "room${room}`] })).toEqual([]);
			expect(await found(store, asha, { terms: ["crab"], without: ['"'] })).toEqual(["crab"]);
		});

		test("by author, by room, by time, and by all at once, with words or without", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			const other = await createRoom(store, asha, "other");
			const ben = await createAccount(store, "ben");
			await join(store, room, ben);
			const write = (where: number, author: User, body: string, at: number) =>
				store.postMessage({ room: where, author, body, nonce: null, at });
			await write(room, asha, "old crab", AT - 400 * DAY_MS);
			await write(room, asha, "crab", AT);
			await write(room, ben, "crab of ben", AT + DAY_MS);
			await write(other, asha, "other crab", AT + 2 * DAY_MS);
			await indexed(store, asha, room);
			const terms = ["crab"];
			expect(await found(store, asha, { terms, author: ben.id })).toEqual(["crab of ben"]);
			expect(await found(store, asha, { author: ben.id })).toEqual(["crab of ben"]);
			expect(await found(store, asha, { terms, room: other })).toEqual(["other crab"]);
			expect(await found(store, asha, { terms, after: AT })).toEqual(["other crab", "crab of ben", "crab"]);
			expect(await found(store, asha, { terms, before: AT })).toEqual(["old crab"]);
			expect(await found(store, asha, { after: AT, before: AT + DAY_MS })).toEqual(["crab"]);
			expect(await found(store, asha, { terms, after: AT + 3 * DAY_MS })).toEqual([]);
			expect(await found(store, asha, { terms, before: 0 })).toEqual([]);
			expect(await found(store, asha, { terms, room, author: asha.id, before: AT + 1 })).toEqual(["crab", "old crab"]);
			expect(await found(store, asha, { terms, room: 999 })).toEqual([]);
		});

		test("by threads: their replies and their roots, from the first reply on", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			const { change } = await post(store, room, asha, "root crab");
			await post(store, room, asha, "lone crab");
			await indexed(store, asha, room);
			const thread = change.message.seq;
			await store.postMessage({ room, author: asha, body: "reply crab", nonce: null, at: AT, thread });
			await indexed(store, asha, room);
			const inThread = true;
			expect(await found(store, asha, { terms: ["crab"], inThread })).toEqual(["reply crab", "root crab"]);
			expect(await found(store, asha, { inThread })).toEqual(["reply crab", "root crab"]);
		});

		test("by files, and by their names", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			const file = { id: "f".repeat(32), name: "tide-table_2026.pdf", type: "application/pdf", size: 5 };
			await store.createFile({ file, hash: "a".repeat(64), owner: asha.id, maxTotalBytes: 1000, at: AT });
			await store.postMessage({ room, author: asha, body: "look", nonce: null, at: AT, files: [file.id] });
			await post(store, room, asha, "look again");
			await indexed(store, asha, room);
			expect(await found(store, asha, { terms: ["table"] })).toEqual(["look"]);
			expect(await found(store, asha, { terms: ["look"], hasFile: true })).toEqual(["look"]);
			expect(await found(store, asha, { hasFile: true })).toEqual(["look"]);
		});

		test("nobody finds what is said in rooms that they are not in, nor after they left", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			const ben = await createAccount(store, "ben");
			await post(store, room, asha, "the secret crab");
			await indexed(store, asha, room);
			for (const wish of [
				{ terms: ["crab"] },
				{ room },
				{ author: asha.id },
				{ after: 0 },
				{ terms: ["crab"], room },
			]) {
				expect(await found(store, ben, wish)).toEqual([]);
			}
			await join(store, room, ben);
			expect(await found(store, ben, { terms: ["crab"] })).toEqual(["the secret crab"]);
			await leave(store, room, ben);
			expect(await found(store, ben, { terms: ["crab"] })).toEqual([]);
		});

		test("what was deleted, edited or cleared is not found from that moment on", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			const first = (await post(store, room, asha, "first crab")).change.message.seq;
			const second = (await post(store, room, asha, "second crab")).change.message.seq;
			await post(store, room, asha, "third crab");
			await indexed(store, asha, room);
			await store.deleteMessage({ room, seq: first, by: asha, anyone: false, at: AT });
			expect(await found(store, asha, { terms: ["crab"] })).toEqual(["third crab", "second crab"]);
			await store.editMessage({ room, seq: second, by: asha, body: "second shell", at: AT });
			expect(await found(store, asha, { terms: ["crab"] })).toEqual(["third crab"]);
			await eventually(
				async () => (await found(store, asha, { terms: ["shell"] })).length > 0,
				"the new text is found",
			);
			expect(await found(store, asha, { terms: ["crab"] })).toEqual(["third crab"]);
			await store.clearRoom({ room, at: AT });
			expect(await found(store, asha, { terms: ["crab"] })).toEqual([]);
			await post(store, room, asha, "crab anew");
			await indexed(store, asha, room);
			expect(await found(store, asha, { terms: ["crab"] })).toEqual(["crab anew"]);
		});

		test("system messages are not found", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			await store.setTopic({ room, by: asha, topic: "crabs", at: AT });
			await indexed(store, asha, room);
			expect(await found(store, asha, { terms: ["crabs"] })).toEqual([]);
			expect(await found(store, asha, { room })).toEqual([]);
		});

		test("page after page gives every hit once, the latest first, whatever is posted and deleted meanwhile", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			const bodies = Array.from({ length: 23 }, (_, index) => `crab ${index}`);
			for (const body of bodies) await post(store, room, asha, body);
			await indexed(store, asha, room);
			const query: SearchQuery = { terms: ["crab"], without: [] };
			const seen: string[] = [];
			let page = await store.search(asha.id, query, 5);
			for (;;) {
				seen.push(...page.items.map(({ message }) => message.body));
				if (page.next === null) break;
				await post(store, room, asha, "crab of meanwhile");
				const last = page.items.at(-1)?.message.seq ?? 0;
				await store.deleteMessage({ room, seq: last, by: asha, anyone: false, at: AT });
				page = await store.search(asha.id, { ...query, from: page.next }, 5);
			}
			expect(seen).toEqual(bodies.reverse());
		});

		test("a page that holds the last hit has no next", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			for (const body of ["crab 1", "crab 2"]) await post(store, room, asha, body);
			await indexed(store, asha, room);
			const query: SearchQuery = { terms: ["crab"], without: [] };
			expect((await store.search(asha.id, query, 2)).next).toBeNull();
			expect((await store.search(asha.id, query, 1)).next).not.toBeNull();
		});

		test("what the index had not reached when the store was closed, it has after it is opened again", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			await Promise.all(Array.from({ length: 300 }, (_, index) => post(store, room, asha, `crab ${index}`)));
			const again = await under.reopen();
			await eventually(
				async () => (await found(again, asha, { terms: ["crab"] }, 500)).length === 300,
				"all are found",
			);
		});

		test("rooms are found by a part of their names: one's own and public ones, no others and no direct ones", async () => {
			const { under, store, asha, room } = await start(begin);
			await using _ = under;
			const ben = await createAccount(store, "ben");
			const make = (name: string, creator: User) =>
				store.createRoom({ name, nameKey: name, topic: "", visibility: "private", creator, at: AT });
			await make("reef-asha", asha);
			await make("reef-ben", ben);
			await createRoom(store, ben, "coral-reef");
			await store.createDirect({ people: [asha, ben], key: `${asha.id},${ben.id}`, creator: asha, at: AT });
			const rooms = await store.findRooms(asha.id, "reef", 10);
			expect(rooms.map(({ name, joined }) => [name, joined])).toEqual([
				["reef", true],
				["reef-asha", true],
				["coral-reef", false],
			]);
			expect(rooms[0]).toMatchObject({ id: room, members: 1, lastAt: AT });
			expect(await store.findRooms(asha.id, "reef", 1)).toHaveLength(1);
			expect(await store.findRooms(asha.id, "direct", 10)).toEqual([]);
			expect(await store.findRooms(asha.id, "%", 10)).toEqual([]);
		});
	});
}
