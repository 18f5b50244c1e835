import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { Message } from "../protocol/entities.ts";
import { Room } from "./room.ts";
import { Thread } from "./thread.ts";
import { ThreadMarks } from "./thread-marks.ts";

const jun = { id: 2, name: "jun" };

function text(seq: number, rev = seq, thread?: number): Message {
	const message = { seq, rev, at: seq, kind: "text" as const, author: jun, body: `${seq} as of ${rev}` };
	return thread === undefined ? message : { ...message, thread };
}

/** A room with message 1 and 2 held, and the thread under 1 with replies 4 and 6. */
function openThread({ more = false } = {}) {
	const clock = new FakeClock();
	const room = new Room(
		{
			id: 7,
			name: "reef",
			topic: "",
			visibility: "public",
			head: 7,
			lastAt: 0,
			readSeq: 0,
			unread: 0,
			mentions: 0,
			notify: "all",
		},
		1,
		clock,
	);
	room.hold({ messages: [text(1, 3), text(2)], more: false, head: 7 });
	const marks = new ThreadMarks();
	const thread = new Thread(room, 1, marks.all, clock);
	room.threads.set(1, thread);
	thread.hold({ root: text(1, 7), messages: [text(4, 4, 1), text(6, 6, 1)], more });
	return { room, thread, marks, clock };
}

const seqs = ({ messages }: Thread) => messages.value.map(({ seq }) => seq);

test("a thread's root is known at once where its room holds it", () => {
	const { room, marks, clock } = openThread();
	expect(new Thread(room, 2, marks.all, clock).rootMessage.value).toEqual(text(2));
	expect(new Thread(room, 99, marks.all, clock).rootMessage.value).toBeNull();
});

test("live replies and changes of its room reach a thread, those of other threads do not", () => {
	const { room, thread } = openThread();
	room.receive([text(8, 8, 1), text(1, 9), text(10, 10, 2), text(2, 11), text(4, 12, 1)]);
	expect(seqs(thread)).toEqual([4, 6, 8]);
	expect(thread.messages.value[0]).toEqual(text(4, 12, 1));
	expect(thread.rootMessage.value).toEqual(text(1, 9));
});

test("what changed while away reaches a thread", () => {
	const { room, thread } = openThread();
	const summary = {
		...room.info.peek(),
		head: 12,
		lastAt: 0,
		readSeq: 0,
		unread: 0,
		mentions: 0,
		notify: "all",
	} as const;
	room.catchUp({ room: summary, messages: [text(11, 11, 1), text(1, 12)], more: false, reset: false });
	expect(seqs(thread)).toEqual([4, 6, 11]);
	expect(thread.rootMessage.value?.rev).toBe(12);
});

test("too far behind, a thread keeps what it shows, takes no changes, and is loaded anew", () => {
	const { room, thread } = openThread();
	const summary = {
		...room.info.peek(),
		head: 5000,
		lastAt: 0,
		readSeq: 0,
		unread: 0,
		mentions: 0,
		notify: "all",
	} as const;
	room.catchUp({ room: summary, messages: [text(5000)], more: false, reset: true });
	room.receive([text(5001, 5001, 1)]);
	expect([thread.stale, seqs(thread)]).toEqual([true, [4, 6]]);
	thread.hold({ root: text(1, 5002), messages: [text(4999, 4999, 1), text(5001, 5001, 1)], more: true });
	expect([thread.stale, seqs(thread), thread.hasOlder.value]).toEqual([false, [4999, 5001], true]);
});

test("older replies go before those that are held, and their changes are left out until then", () => {
	const { room, thread } = openThread({ more: true });
	room.receive([text(3, 8, 1)]);
	expect(seqs(thread)).toEqual([4, 6]);
	thread.hold({ root: text(1, 7), messages: [text(3, 8, 1)], more: false });
	expect([seqs(thread), thread.hasOlder.value]).toEqual([[3, 4, 6], false]);
});

test("a clearing of the room takes its threads", () => {
	const { room, thread } = openThread();
	room.receive([{ ...text(8), kind: "system", event: "cleared", author: null, body: "" }]);
	expect([thread.rootMessage.value, seqs(thread)]).toEqual([null, []]);
});

test("who types in a thread does so there until their reply comes", () => {
	const { room, thread } = openThread();
	thread.who.note(jun);
	expect(thread.typing.value).toEqual([jun]);
	expect(room.typing.value).toEqual([]);
	room.receive([text(8, 8, 1)]);
	expect(thread.typing.value).toEqual([]);
});

test("its mark is what the server told last; an answer does not undo what came live since it was asked for", () => {
	const { thread, marks } = openThread();
	const mark = { room: 7, root: 1, following: true, readSeq: 4, unread: 1, mentions: 0 };
	expect(thread.mark.value).toBeNull();
	const asked = marks.news;
	marks.answered([mark], asked);
	expect(thread.mark.value).toEqual(mark);
	marks.told({ ...mark, readSeq: 6, unread: 0 });
	marks.answered([mark], asked);
	expect(thread.mark.value).toMatchObject({ readSeq: 6, unread: 0 });
	marks.told({ ...mark, unread: 2 });
	marks.welcome([]);
	expect(thread.mark.value).toMatchObject({ following: true, unread: 0 });
	marks.forget(7, Number.POSITIVE_INFINITY);
	expect(thread.mark.value).toBeNull();
});
