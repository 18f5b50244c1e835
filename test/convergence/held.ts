import { expect } from "bun:test";
import type { Client } from "../../src/client/client.ts";
import { placeKey } from "../../src/client/place-key.ts";
import type { Room } from "../../src/client/room.ts";
import type { RoomSummary, ThreadMark } from "../../src/protocol/entities.ts";
import type { Store } from "../../src/store/port.ts";

const ALL = 100_000;

/** Expects that the client holds what the store holds. */
export async function expectConverged(client: Client, store: Store): Promise<void> {
	const me = client.me.peek();
	if (!me) throw new Error("never welcomed");
	const mine = await store.roomsOf(me.id);
	expect([...client.rooms.peek().keys()].sort()).toEqual(mine.map(({ id }) => id).sort());
	for (const summary of mine) {
		const room = client.rooms.peek().get(summary.id);
		if (!room) throw new Error("unreachable");
		expectSummary(me.name, room, summary);
		await expectLog(me.name, room, store);
		await expectThreads(me, room, store);
	}
	await expectPersonal(client, me.id, store);
}

function expectSummary(who: string, room: Room, summary: RoomSummary): void {
	const { head, lastAt, readSeq, unread, mentions, notify, ...info } = summary;
	const where = `${who} in ${room.id}`;
	const held = {
		cursor: room.cursor,
		readSeq: room.readSeq.peek(),
		unread: room.unread.peek(),
		mentions: room.mentions.peek(),
		notify: room.notify.peek(),
		info: room.info.peek(),
	};
	expect({ where, ...held }).toEqual({ where, cursor: head, readSeq, unread, mentions, notify, info });
}

async function expectLog(who: string, room: Room, store: Store): Promise<void> {
	const where = `${who} in ${room.id}`;
	const log = (await store.page(room.id, {}, ALL)).messages;
	if (room.held.peek()) {
		const held = room.messages.peek();
		expect({ where, held }).toEqual({ where, held: held.length > 0 ? log.slice(-held.length) : [] });
		if (!room.hasOlder.peek()) expect({ where, oldest: held[0]?.seq }).toEqual({ where, oldest: log[0]?.seq });
	}
	const { excerpt } = room;
	if (!excerpt || excerpt.stale) return;
	const held = excerpt.messages.peek();
	const [first, last] = [held[0]?.seq ?? 0, excerpt.hasNewer.peek() ? (held.at(-1)?.seq ?? 0) : ALL];
	expect({ where, excerpt: held }).toEqual({ where, excerpt: log.filter(({ seq }) => seq >= first && seq <= last) });
}

async function expectThreads(me: { id: number; name: string }, room: Room, store: Store): Promise<void> {
	for (const thread of room.threads.values()) {
		if (!thread.held.peek()) continue;
		const where = `${me.name} in ${room.id} under ${thread.root}`;
		const stored = await store.thread(me.id, room.id, thread.root, null, ALL);
		if (!stored) throw new Error(`no thread: ${where}`);
		const held = thread.messages.peek();
		const { root, messages } = stored;
		const mark = placeIn(thread.mark.peek());
		expect({ where, stale: thread.stale, root: thread.rootMessage.peek(), held, mark }).toEqual({
			where,
			stale: false,
			root,
			held: held.length > 0 ? messages.slice(-held.length) : [],
			mark: placeIn(stored.mark),
		});
		if (!thread.hasOlder.peek()) expect({ where, count: held.length }).toEqual({ where, count: messages.length });
	}
}

/** Who does not follow a thread has no place in it to be told of. */
function placeIn(mark: ThreadMark | null): ThreadMark | null {
	return mark?.following ? mark : null;
}

/** What is unread in threads, what was saved and what was drafted. */
async function expectPersonal(client: Client, me: number, store: Store): Promise<void> {
	const unread = await store.unreadThreads(me, ALL);
	const told = [...client.threadMarks.peek().values()].filter((mark) => mark.following && mark.unread > 0);
	const inOrder = <T extends { room: number; root: number }>(marks: T[]) =>
		marks.sort((a, b) => a.room - b.room || a.root - b.root);
	expect(inOrder(told)).toEqual(inOrder(unread));
	const saved = await store.saved(me, ALL);
	const isMine = (key: string) => client.rooms.peek().has(Number(key.split(":")[0]));
	const keys = saved.map(({ room, message }) => placeKey(room, message.seq));
	expect([...client.saved.peek()].filter(isMine).sort()).toEqual(keys.sort());
	for (const { room, thread, body } of await store.drafts(me)) {
		if (!client.rooms.peek().has(room)) continue;
		expect({ room, thread, body: client.drafts.of(room, thread).peek() }).toEqual({ room, thread, body });
	}
}
