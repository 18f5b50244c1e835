import { describe, expect, test } from "bun:test";
import type { Message } from "../../protocol/entities.ts";
import { type Hearing, isWanted } from "./wanted.ts";

const base: Message = { seq: 5, rev: 5, at: 0, kind: "text", author: { id: 2, name: "Bela" }, body: "x" };
const room: Hearing = { me: 1, direct: false, notify: "all", mark: undefined, everything: false };
const mark = { room: 1, root: 3, following: true, readSeq: 0, unread: 1, mentions: 0 };

describe("a notification", () => {
	test("comes for a mention, a direct message and a reply in a followed thread", () => {
		expect(isWanted({ ...base, mentions: [1] }, { ...room, notify: "mentions" })).toBe(true);
		expect(isWanted({ ...base, everyone: "room" }, room)).toBe(true);
		expect(isWanted(base, { ...room, direct: true })).toBe(true);
		expect(isWanted({ ...base, thread: 3 }, { ...room, mark })).toBe(true);
	});
	test("does not come for one's own words, system lines, other talk, or a room that is to be silent", () => {
		expect(isWanted({ ...base, author: { id: 1, name: "Asha" }, mentions: [1] }, room)).toBe(false);
		expect(isWanted({ ...base, kind: "system", event: "joined" }, { ...room, direct: true })).toBe(false);
		expect(isWanted(base, room)).toBe(false);
		expect(isWanted({ ...base, thread: 3 }, { ...room, mark: { ...mark, following: false } })).toBe(false);
		expect(isWanted({ ...base, mentions: [1] }, { ...room, notify: "none" })).toBe(false);
		expect(isWanted(base, { ...room, direct: true, notify: "mentions" })).toBe(false);
	});
	test("comes for everything where that was asked for", () => {
		expect(isWanted(base, { ...room, everything: true })).toBe(true);
		expect(isWanted(base, { ...room, everything: true, notify: "mentions" })).toBe(false);
		expect(isWanted({ ...base, thread: 3 }, { ...room, everything: true })).toBe(false);
	});
});
