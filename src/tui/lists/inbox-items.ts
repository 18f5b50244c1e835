import type { Client } from "../../client/client.ts";
import { placeKey } from "../../client/place-key.ts";
import type { Room } from "../../client/room.ts";
import type { AnswerTo } from "../../protocol/down.ts";
import type { Message } from "../../protocol/entities.ts";

/** What may wait for one: a thread that one follows, a message that names one, a room with something unread. */
export type InboxItem = { room: Room; at: number; unread: number } & (
	| { kind: "thread"; root: Message; last: Message | null }
	| { kind: "mention"; message: Message }
	| { kind: "room" }
);

export function keyOfItem(item: InboxItem): string {
	if (item.kind === "room") return `room ${item.room.id}`;
	const { seq } = item.kind === "thread" ? item.root : item.message;
	return `${item.kind} ${placeKey(item.room.id, seq)}`;
}

/**
 * What is unread, the latest first, then threads and mentions that are read. Live markers, which may be ahead of the
 * answer, say what is read. Rooms of which one wants to hear nothing are left out.
 */
export function inboxItems({ threads, mentions }: AnswerTo<"inbox">, client: Client): InboxItem[] {
	const rooms = client.rooms.value;
	const marks = client.threadMarks.value;
	const items: InboxItem[] = [];
	for (const { mark, root, last } of threads) {
		const room = rooms.get(mark.room);
		const { unread } = marks.get(placeKey(mark.room, mark.root)) ?? mark;
		if (room) items.push({ kind: "thread", room, at: last?.at ?? root.at, unread, root, last });
	}
	const named = new Map<Room, number>();
	for (const { room: id, message, read } of mentions) {
		const room = rooms.get(id);
		if (!room) continue;
		const unread = (isRead(room, message, client) ?? read) ? 0 : 1;
		if (unread > 0) named.set(room, (named.get(room) ?? 0) + 1);
		items.push({ kind: "mention", room, at: message.at, unread, message });
	}
	for (const room of rooms.values()) {
		const unread = room.unread.value;
		if (unread === 0 || room.notify.value === "none" || !room.listed.value) continue;
		// Where all of it names one, each mention stands for itself.
		if ((named.get(room) ?? 0) >= unread) continue;
		items.push({ kind: "room", room, at: room.lastAt.value, unread });
	}
	return items.sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || b.at - a.at);
}

/** Undefined where the marker of its thread is not known. */
function isRead(room: Room, { seq, thread, inRoom }: Message, client: Client): boolean | undefined {
	if (thread === undefined || inRoom) return seq <= room.readSeq.value;
	const mark = client.threadMarks.value.get(placeKey(room.id, thread));
	return mark && seq <= mark.readSeq;
}
