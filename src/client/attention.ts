import type { ThreadMark } from "../protocol/entities.ts";
import type { Room } from "./room.ts";

/** How much asks for oneself: mentions in rooms, unread direct messages, unread replies in threads that one follows. */
export function attentionOf(rooms: ReadonlyMap<number, Room>, threads: Iterable<ThreadMark>): number {
	let sum = 0;
	for (const { info, notify, unread, mentions } of rooms.values()) {
		if (notify.value === "none") continue;
		const all = info.value.visibility === "direct" && notify.value === "all";
		sum += all ? unread.value : mentions.value;
	}
	for (const mark of threads) if (mark.following && rooms.has(mark.room)) sum += mark.unread;
	return sum;
}
