import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { RoomSummary, ThreadMark } from "../protocol/entities.ts";
import { attentionOf } from "./attention.ts";
import { Room } from "./room.ts";

function room(id: number, more: Partial<RoomSummary>): [number, Room] {
	const summary = { id, name: "r", topic: "", visibility: "public", head: 9, lastAt: 0, readSeq: 0 } as const;
	return [id, new Room({ ...summary, unread: 0, mentions: 0, notify: "all", ...more }, 1, new FakeClock())];
}

function thread(room: number, unread: number, following = true): ThreadMark {
	return { room, root: 1, following, readSeq: 0, unread, mentions: 0 };
}

test("what asks for oneself: mentions, direct messages and followed threads, in rooms that are not muted", () => {
	const rooms = new Map([
		room(1, { unread: 40, mentions: 2 }),
		room(2, { unread: 9, mentions: 3, notify: "none" }),
		room(3, { unread: 4, mentions: 1, visibility: "direct" }),
		room(4, { unread: 4, mentions: 1, visibility: "direct", notify: "mentions" }),
	]);
	expect(attentionOf(rooms, [])).toBe(2 + 4 + 1);
	expect(attentionOf(rooms, [thread(1, 10), thread(1, 100, false), thread(99, 1000)])).toBe(17);
});
