import type { Bus } from "../bus/port.ts";
import type { Message } from "../protocol/entities.ts";
import type { Store } from "../store/port.ts";

/**
 * From a commit to the bus: one signal a room and commit. Who joined hears of it before the room does, and who left
 * hears nothing more of the room.
 */
export function deliverCommits(store: Store, bus: Bus): void {
	store.onCommit((committed) => {
		const byRoom = new Map<number, Message[]>();
		const flush = (room: number) => {
			const messages = byRoom.get(room);
			if (messages) bus.publish({ type: "changes", room, messages });
			byRoom.delete(room);
		};
		for (const item of committed) {
			if (item.type === "read") {
				flush(item.mark.room);
				bus.publish({ type: "read", ...item.mark });
				continue;
			}
			const { room, message, membership } = item.change;
			if (membership) {
				flush(room);
				bus.publish({ type: "membership", room, ...membership });
			}
			const messages = byRoom.get(room);
			if (messages) messages.push(message);
			else byRoom.set(room, [message]);
		}
		for (const room of byRoom.keys()) flush(room);
	});
}
