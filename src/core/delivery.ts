import type { Bus } from "../bus/port.ts";
import { removedName } from "../protocol/rule-text.ts";
import type { Committed, RoomChange, Store } from "../store/port.ts";

/**
 * From a commit to the bus: one signal a room and commit. Who joined hears of it before the room does, and who left
 * hears nothing more of the room. What one person alone is told of comes after the changes that it speaks of.
 */
export function deliverCommits(store: Store, bus: Bus): void {
	store.onCommit((committed) => {
		const byRoom = new Map<number, RoomChange[]>();
		const flush = (room: number) => {
			const changes = byRoom.get(room);
			if (changes) bus.publish({ type: "changes", room, changes });
			byRoom.delete(room);
		};
		for (const item of committed) {
			if (item.type !== "change") {
				const room = roomOf(item);
				if (room !== null) flush(room);
				tell(item, bus);
				continue;
			}
			const { room, message, memberships = [] } = item.change;
			if (memberships.length > 0) flush(room);
			const removed = message.event === "removed" && { by: message.author, reason: removedName(message.body).reason };
			for (const membership of memberships) {
				bus.publish({ type: "membership", room, ...membership, ...(removed ? { removed } : {}) });
			}
			const changes = byRoom.get(room);
			if (changes) changes.push(item.change);
			else byRoom.set(room, [item.change]);
		}
		for (const room of byRoom.keys()) flush(room);
	});
}

type Personal = Exclude<Committed, { type: "change" }>;

function tell(item: Personal, bus: Bus): void {
	if (item.type === "read") bus.publish({ type: "read", ...item.mark });
	else bus.publish(item);
}

function roomOf(item: Personal): number | null {
	if (item.type === "read" || item.type === "thread") return item.mark.room;
	if (item.type === "draft") return item.draft.room;
	return item.type === "profile" ? null : item.room;
}
