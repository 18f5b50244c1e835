import { describe, expect, test } from "bun:test";
import { Room } from "../../client/room.ts";
import type { Message, Notify, ThreadMark } from "../../protocol/entities.ts";
import { type InboxItem, inboxItems, updated } from "./items.ts";

const clock = { now: () => 0, after: () => () => undefined };

function room(id: number, unread: number, more: { readSeq?: number; notify?: Notify; lastAt?: number } = {}): Room {
	const { readSeq = 0, notify = "all", lastAt = id } = more;
	const info = { id, name: `room-${id}`, topic: "", visibility: "public" as const };
	return new Room({ ...info, head: 20, lastAt, readSeq, unread, mentions: 0, notify }, 1, clock);
}
function message(seq: number, at = seq, more: Partial<Message> = {}): Message {
	return { seq, rev: seq, at, kind: "text", author: { id: 2, name: "Bela" }, body: "x", ...more };
}
const rooms = (...all: Room[]) => new Map(all.map((one) => [one.id, one]));
const mark: ThreadMark = { room: 1, root: 3, following: true, readSeq: 3, unread: 1, mentions: 0 };
const noMarks = new Map<string, ThreadMark>();
const keys = (items: readonly InboxItem[]) => items.map(({ key }) => key);
const empty = { threads: [], mentions: [] };

describe("the inbox", () => {
	test("has what is unread first, each by its latest, and nothing of rooms that are to be silent", () => {
		const inbox = {
			threads: [{ mark, root: message(3), last: message(9, 90) }],
			mentions: [
				{ room: 1, message: message(5, 50), read: true },
				{ room: 2, message: message(6, 60), read: false },
			],
		};
		const all = rooms(room(1, 0, { readSeq: 5 }), room(2, 4, { lastAt: 70 }), room(3, 4, { notify: "none" }));
		expect(keys(inboxItems(inbox, all, noMarks))).toEqual(["thread:1:3", "mention:2:6", "room:2", "mention:1:5"]);
	});
	test("takes what is read from the live markers", () => {
		const inbox = {
			threads: [{ mark, root: message(3), last: message(9) }],
			mentions: [{ room: 1, message: message(8, 8, { thread: 4 }), read: false }],
		};
		const read = new Map([
			["1:3", { ...mark, readSeq: 9, unread: 0 }],
			["1:4", { ...mark, root: 4, readSeq: 8, unread: 0 }],
		]);
		expect(inboxItems(inbox, rooms(room(1, 0)), read).map(({ unread }) => unread)).toEqual([0, 0]);
	});
	test("shows each unread message once: of a room what names one in its order, and then how much else there is", () => {
		const named = [12, 5, 8].map((seq) => ({ room: 2, message: message(seq), read: false }));
		const items = inboxItems({ threads: [], mentions: named }, rooms(room(2, 7), room(3, 1, { lastAt: 9 })), noMarks);
		expect(items.map(({ key, unread }) => `${key} ${unread}`)).toEqual([
			"mention:2:5 1",
			"mention:2:8 1",
			"mention:2:12 1",
			"room:2 4",
			"room:3 1",
		]);
	});
	test("leaves a mention in a thread to the row of its thread, where that is listed", () => {
		const reply = message(9, 90, { thread: 3, mentions: [1] });
		const inbox = {
			threads: [{ mark, root: message(3), last: reply }],
			mentions: [{ room: 1, message: reply, read: false }],
		};
		expect(keys(inboxItems(inbox, rooms(room(1, 0)), noMarks))).toEqual(["thread:1:3"]);
		const inRoom = { room: 1, message: { ...reply, inRoom: true as const }, read: false };
		expect(keys(inboxItems({ ...inbox, mentions: [inRoom] }, rooms(room(1, 1)), noMarks))).toEqual([
			"mention:1:9",
			"thread:1:3",
		]);
	});
	test("brings up a mention that is new with what else waits of its room", () => {
		const named = (seq: number) => ({ room: 1, message: message(seq), read: false });
		const before = inboxItems(
			{ threads: [], mentions: [named(5)] },
			rooms(room(1, 1), room(2, 1, { lastAt: 9 })),
			noMarks,
		);
		expect(keys(before)).toEqual(["room:2", "mention:1:5"]);
		const now = inboxItems(
			{ threads: [], mentions: [named(12), named(5)] },
			rooms(room(1, 2), room(2, 1, { lastAt: 9 })),
			noMarks,
		);
		expect(keys(updated(before, now))).toEqual(["mention:1:5", "mention:1:12", "room:2"]);
	});
	test("does not list a room of which every unread message is listed itself", () => {
		const inbox = { threads: [], mentions: [{ room: 2, message: message(6), read: false }] };
		expect(keys(inboxItems(inbox, rooms(room(2, 1)), noMarks))).toEqual(["mention:2:6"]);
	});
	test("moves nothing under somebody's hands, but brings up what is new", () => {
		const before = inboxItems(empty, rooms(room(1, 1), room(2, 1)), noMarks);
		expect(keys(before)).toEqual(["room:2", "room:1"]);
		const done = updated(before, inboxItems(empty, rooms(room(1, 1)), noMarks));
		expect(done.map(({ key, unread }) => `${key} ${unread}`)).toEqual(["room:2 0", "room:1 1"]);
		const undone = updated(done, before);
		expect(undone.map(({ key, unread }) => `${key} ${unread}`)).toEqual(["room:2 1", "room:1 1"]);
		const news = updated(done, inboxItems(empty, rooms(room(1, 2, { lastAt: 99 })), noMarks));
		expect(keys(news)).toEqual(["room:1", "room:2"]);
	});
});
