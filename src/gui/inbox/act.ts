import type { Client } from "../../client/client.ts";
import { openThread, showMessage, showRoom } from "../view.ts";
import { type InboxItem, isInLog } from "./items.ts";

/** Leads to where it stands. A thread opens beside the inbox, so that the rest can be worked off. */
export function openItem(item: InboxItem): void {
	const { room } = item;
	if (item.kind === "thread") return openThread(room.id, item.root.seq);
	if (item.kind === "room") return showRoom(room);
	const { seq, thread, inRoom } = item.message;
	showMessage(room.id, seq, inRoom ? undefined : thread);
}

/** Read here is read on every device; of a room that is everything in it. */
export async function markDone(client: Client, item: InboxItem): Promise<void> {
	const { room } = item;
	if (item.kind === "thread") {
		return client.markThreadRead(client.thread(room, item.root.seq), item.last?.seq ?? item.root.seq);
	}
	if (item.kind === "room") return client.markRead(room, room.heardOf);
	const { seq, thread } = item.message;
	if (thread === undefined || isInLog(item.message)) return client.markRead(room, seq);
	return client.markThreadRead(client.thread(room, thread), seq);
}

/** As it was: a thread from its last reply on, a message that names one from there on, a room from where one had read. */
export async function markUndone(client: Client, item: InboxItem): Promise<void> {
	const { room } = item;
	if (item.kind === "thread") {
		return client.markThreadRead(client.thread(room, item.root.seq), item.last?.seq ?? item.root.seq, true);
	}
	if (item.kind === "room") return client.markUnread(room, item.readSeq + 1);
	const { seq, thread } = item.message;
	if (thread === undefined || isInLog(item.message)) return client.markUnread(room, seq);
	return client.markThreadRead(client.thread(room, thread), seq, true);
}
