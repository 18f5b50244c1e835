import { placeKey } from "../../client/place-key.ts";
import type { Room } from "../../client/room.ts";
import type { AnswerTo } from "../../protocol/down.ts";
import type { Message, ThreadMark } from "../../protocol/entities.ts";

/** What may wait for one: a thread that one follows, a message that names one, a room with something unread. */
export type InboxItem = { key: string; room: Room; at: number; unread: number } & (
	| { kind: "thread"; root: Message; last: Message | null; mark: ThreadMark }
	| { kind: "mention"; message: Message }
	/** `readSeq` is where the marker stood when it was listed. */
	| { kind: "room"; readSeq: number }
);

type Inbox = Pick<AnswerTo<"inbox">, "threads" | "mentions">;
type Marks = ReadonlyMap<string, ThreadMark>;

/**
 * Everything in one list: what is unread first, the latest first. Rooms of which one wants to hear nothing are left out.
 * What is read is taken from the live markers, which may be ahead of the answer.
 */
export function inboxItems(inbox: Inbox, rooms: ReadonlyMap<number, Room>, marks: Marks): InboxItem[] {
	const items: InboxItem[] = [];
	for (const { mark: told, root, last } of inbox.threads) {
		const room = rooms.get(told.room);
		if (!room) continue;
		const mark = marks.get(placeKey(told.room, told.root)) ?? told;
		const at = last?.at ?? root.at;
		items.push({
			kind: "thread",
			key: `thread:${mark.room}:${mark.root}`,
			room,
			at,
			unread: mark.unread,
			root,
			last,
			mark,
		});
	}
	for (const { room: id, message, read } of inbox.mentions) {
		const room = rooms.get(id);
		if (!room) continue;
		const key = `mention:${id}:${message.seq}`;
		const unread = (isRead(room, message, marks) ?? read) ? 0 : 1;
		items.push({ kind: "mention", key, room, at: message.at, unread, message });
	}
	for (const room of rooms.values()) {
		if (room.unread.value === 0 || room.notify.value === "none" || !room.listed.value) continue;
		// Where all of it names one, each mention stands for itself.
		if (
			items.filter((item) => item.kind === "mention" && item.room === room && item.unread > 0).length >=
			room.unread.value
		)
			continue;
		const [unread, readSeq] = [room.unread.value, room.readSeq.value];
		items.push({ kind: "room", key: `room:${room.id}`, room, at: room.lastAt.value, unread, readSeq });
	}
	return items.sort(waitingFirst);
}

/**
 * The list that somebody works off, brought up to date: nothing moves under their hands but what has become unread, which
 * comes to the top. What is done stays where it was, as read.
 */
export function updated(shown: readonly InboxItem[], now: readonly InboxItem[]): InboxItem[] {
	const fresh = new Map(now.map((item) => [item.key, item]));
	const known = new Map(shown.map((item) => [item.key, item]));
	const top = now.filter((item) => item.unread > 0 && item.at > (known.get(item.key)?.at ?? 0));
	const risen = new Set(top.map(({ key }) => key));
	const kept = shown.filter(({ key }) => !risen.has(key)).map((item) => fresh.get(item.key) ?? { ...item, unread: 0 });
	const late = now.filter(({ key }) => !known.has(key) && !risen.has(key));
	return [...top, ...kept, ...late];
}

/** Of what somebody works off nothing stays that was deleted, or is in a room that they have left. */
export function withoutGone(
	items: readonly InboxItem[],
	isGone: (room: number, seq: number) => boolean,
): readonly InboxItem[] {
	return items.flatMap((item): InboxItem[] => {
		// No message has this number: the room alone is asked about.
		if (isGone(item.room.id, Number.POSITIVE_INFINITY)) return [];
		if (item.kind === "room") return [item];
		if (item.kind === "mention") return isGone(item.room.id, item.message.seq) ? [] : [item];
		const last = item.last && isGone(item.room.id, item.last.seq) ? null : item.last;
		if (!isGone(item.room.id, item.root.seq)) return [{ ...item, last }];
		return last ? [{ ...item, last, root: { ...item.root, deleted: true, body: "" } }] : [];
	});
}

/** Undefined where the marker of its thread is not known. */
function isRead(room: Room, { seq, thread, inRoom }: Message, marks: Marks): boolean | undefined {
	if (thread === undefined || inRoom) return seq <= room.readSeq.value;
	const mark = marks.get(placeKey(room.id, thread));
	return mark && seq <= mark.readSeq;
}

function waitingFirst(a: InboxItem, b: InboxItem): number {
	return Number(b.unread > 0) - Number(a.unread > 0) || b.at - a.at;
}
