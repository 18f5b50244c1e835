import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { Message } from "../protocol/entities.ts";
import { Excerpt } from "./excerpt.ts";
import { Room } from "./room.ts";

function text(seq: number, rev = seq): Message {
	return { seq, rev, at: seq, kind: "text", author: { id: 2, name: "jun" }, body: `${seq} as of ${rev}` };
}

/** Messages 40 to 42 of a room whose newest is 99. */
function excerpt() {
	const summary = { id: 7, name: "reef", topic: "", visibility: "public", head: 99, lastAt: 0 } as const;
	const room = new Room({ ...summary, readSeq: 0, unread: 0, mentions: 0, notify: "all" }, 1, new FakeClock());
	const made = new Excerpt(room, 41);
	room.excerpt = made;
	made.hold({ messages: [text(40), text(41), text(42)], more: true, newer: true }, "around");
	return { room, excerpt: made };
}

const seqs = ({ messages }: Excerpt) => messages.value.map(({ seq }) => seq);

test("an excerpt takes changes of what it holds, and nothing that comes after a gap", () => {
	const { room, excerpt: made } = excerpt();
	room.receive([text(41, 100), text(101), text(39, 102), { ...text(42, 103), body: "", deleted: true }]);
	expect(seqs(made)).toEqual([40, 41, 42]);
	expect(made.messages.value.map(({ rev }) => rev)).toEqual([40, 100, 103]);
});

test("an excerpt grows both ways, and goes on with the live messages once it reaches the newest", () => {
	const { room, excerpt: made } = excerpt();
	made.hold({ messages: [text(38), text(39)], more: false, newer: true }, "before");
	expect([seqs(made), made.hasOlder.value, made.hasNewer.value]).toEqual([[38, 39, 40, 41, 42], false, true]);
	made.hold({ messages: [text(98), text(99)], more: true, newer: false }, "after");
	expect([made.hasOlder.value, made.hasNewer.value]).toEqual([false, false]);
	room.receive([text(100), { ...text(101), thread: 40 }]);
	expect(seqs(made)).toEqual([38, 39, 40, 41, 42, 98, 99, 100]);
});

test("a room that lost its place in the log loses its excerpt's", () => {
	const { room, excerpt: made } = excerpt();
	const { info } = room;
	const summary = { ...info.value, head: 9000, lastAt: 0, readSeq: 0, unread: 0, mentions: 0, notify: "all" } as const;
	room.catchUp({ room: summary, messages: [text(9000)], more: false, reset: true });
	expect(made.stale).toBe(true);
	room.receive([text(41, 9001)]);
	expect(made.messages.value[1]).toEqual(text(41));
});
