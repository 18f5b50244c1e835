import { placeKey } from "../../client/place-key.ts";
import type { Room } from "../../client/room.ts";
import type { AnswerTo } from "../../protocol/down.ts";
import type { Message, ThreadMark } from "../../protocol/entities.ts";

/** What may wait for one: a thread that one follows, a message that names one, a room with something unread. */
export type InboxItem = { key: string; room: Room; at: number; unread: number } & (
	| { kind: "thread"; root: Message; last: Message | null; mark: ThreadMark }
	| { kind: "mention"; message: Message }
	/** `unread` is what no mention's row shows, `named` how much such rows show; `shown` has the `seq` of those, the read ones too. `readSeq` is where the marker stood when it was listed. */
	| { kind: "room"; readSeq: number; named: number; shown: ReadonlySet<number> }
);

type Inbox = Pick<AnswerTo<"inbox">, "threads" | "mentions">;
type Marks = ReadonlyMap<string, ThreadMark>;

/**
 * Everything in one list, what is unread first, and each unread message in one row: the latest room or thread first, and
 * of a room what names one in its order, then the rest of it, as whoever reads a message has read those before it too.
 * Rooms of which one wants to hear nothing are left out. What is read is taken from the live markers, which may be ahead
 * of the answer.
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
	const threads = new Set(items.map(({ key }) => key));
	for (const { room: id, message, read } of inbox.mentions) {
		const room = rooms.get(id);
		// The thread's own row tells of it.
		if (!room || (!isInLog(message) && threads.has(`thread:${id}:${message.thread}`))) continue;
		const key = `mention:${id}:${message.seq}`;
		const unread = (isRead(room, message, marks) ?? read) ? 0 : 1;
		items.push({ kind: "mention", key, room, at: message.at, unread, message });
	}
	for (const room of rooms.values()) {
		if (room.unread.value === 0 || room.notify.value === "none" || !room.listed.value) continue;
		const mentions = items
			.filter((item) => item.kind === "mention")
			.filter((item) => item.room === room && isInLog(item.message));
		const named = mentions.filter((item) => item.unread > 0).length;
		const unread = room.unread.value - named;
		if (unread <= 0) continue;
		const [at, readSeq] = [room.lastAt.value, room.readSeq.value];
		const shown = new Set(mentions.map(({ message }) => message.seq));
		items.push({ kind: "room", key: `room:${room.id}`, room, at, unread, readSeq, named, shown });
	}
	return inOrder(items);
}

/** Whether it stands in its room, and not in a thread alone. */
export function isInLog({ thread, inRoom }: Message): boolean {
	return thread === undefined || inRoom === true;
}

/** What is worked off together: what is unread of one room, or a row for itself. */
function groupOf(item: InboxItem): string {
	const ofRoom = item.kind === "room" || (item.kind === "mention" && isInLog(item.message));
	return ofRoom && item.unread > 0 ? `of ${item.room.id}` : item.key;
}

function inOrder(items: readonly InboxItem[]): InboxItem[] {
	const latest = new Map<string, number>();
	for (const item of items) latest.set(groupOf(item), Math.max(item.at, latest.get(groupOf(item)) ?? 0));
	const latestOf = (item: InboxItem) => latest.get(groupOf(item)) ?? 0;
	const seqOf = (item: InboxItem) => (item.kind === "mention" ? item.message.seq : Number.POSITIVE_INFINITY);
	return items.toSorted((a, b) => {
		const apart = Number(b.unread > 0) - Number(a.unread > 0) || latestOf(b) - latestOf(a);
		return apart || (groupOf(a) === groupOf(b) ? seqOf(a) - seqOf(b) : a.key.localeCompare(b.key));
	});
}

/**
 * The list that somebody works off, brought up to date: nothing moves under their hands but what has become unread, which
 * comes to the top with what else waits of its room. What is done stays where it was, as read.
 */
export function updated(shown: readonly InboxItem[], now: readonly InboxItem[]): InboxItem[] {
	const fresh = new Map(now.map((item) => [item.key, item]));
	const known = new Map(shown.map((item) => [item.key, item]));
	const rises = (item: InboxItem) => item.unread > 0 && item.at > (known.get(item.key)?.at ?? 0);
	const rising = new Set(now.filter(rises).map(groupOf));
	const top = now.filter((item) => rising.has(groupOf(item)));
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
function isRead(room: Room, message: Message, marks: Marks): boolean | undefined {
	const { seq, thread } = message;
	if (isInLog(message)) return seq <= room.readSeq.value;
	const mark = marks.get(placeKey(room.id, thread ?? seq));
	return mark && seq <= mark.readSeq;
}
