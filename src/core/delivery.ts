import type { Bus } from "../bus/port.ts";
import type { Message } from "../protocol/entities.ts";
import type { RoomChange, Store } from "../store/port.ts";

/**
 * From a commit to the bus: one signal a room and commit. Who joined hears of it before the room does, and who left
 * hears nothing more of the room.
 */
export function deliverCommits(store: Store, bus: Bus): void {
	store.onCommit((changes: RoomChange[]) => {
		const byRoom = new Map<number, Message[]>();
		const flush = (room: number) => {
			const messages = byRoom.get(room);
			if (messages) bus.publish({ type: "changes", room, messages });
			byRoom.delete(room);
		};
		for (const { room, message, membership } of changes) {
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
