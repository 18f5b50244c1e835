import { expect, test } from "bun:test";
import type { Message } from "../../protocol/entities.ts";
import { type History, type PageReader, readHistory } from "./history.ts";

function message(seq: number, more: Partial<Message> = {}): Message {
	return { seq, rev: seq, at: 0, kind: "text", author: null, body: `${seq}`, ...more };
}

/** A log whose pages are read one after the other, `between` two of which something may happen. */
function pagesOf(log: Message[], between: (log: Message[]) => void = () => {}): PageReader {
	let reads = 0;
	return async (before, limit) => {
		if (reads++ > 0) between(log);
		const older = log.filter(({ seq }) => seq < (before ?? Number.MAX_SAFE_INTEGER));
		const head = Math.max(0, ...log.map(({ rev }) => rev));
		return { messages: older.slice(-limit), head, more: older.length > limit };
	};
}

async function shown(readPage: PageReader, maxLines: number): Promise<History> {
	const history = await readHistory(readPage, maxLines);
	if (!history) throw new Error("the reader gave up");
	return history;
}

const logOf = (count: number) => Array.from({ length: count }, (_, index) => message(index + 1));

test("the newest lines are shown, oldest first, over as many pages as it takes", async () => {
	const { messages } = await shown(pagesOf(logOf(700)), 500);
	expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 500 }, (_, index) => index + 201));
});

test("deleted messages take no place", async () => {
	const log = logOf(10).map((entry) => (entry.seq > 5 ? { ...entry, deleted: true as const } : entry));
	const { messages } = await shown(pagesOf(log), 3);
	expect(messages.map(({ seq }) => seq)).toEqual([3, 4, 5]);
});

test("what came after the newest page is news, what it held is not", async () => {
	const { seen } = await shown(pagesOf(logOf(10)), 100);
	expect(seen.isNews(message(10))).toBe(false);
	expect(seen.isNews(message(11))).toBe(true);
	expect(seen.isNews(message(3, { rev: 12 }))).toBe(true);
	expect(seen.latest).toBe(10);
});

test("a change that an older page already holds is no news, a later one is", async () => {
	const pages = pagesOf(logOf(300), (log) => {
		log[4] = message(5, { rev: 302 });
	});
	const { messages, seen } = await shown(pages, 500);
	expect(messages[4]?.rev).toBe(302);
	expect(seen.isNews(message(301))).toBe(true);
	expect(seen.isNews(message(5, { rev: 302 }))).toBe(false);
	expect(seen.isNews(message(5, { rev: 303 }))).toBe(true);
	expect(seen.latest).toBe(302);
});

test("an empty room has no history", async () => {
	const { messages, seen } = await shown(pagesOf([]), 500);
	expect(messages).toEqual([]);
	expect(seen.isNews(message(1))).toBe(true);
});

test("where the reader gives up, there is no history", async () => {
	expect(await readHistory(async () => null, 3)).toBeNull();
});
