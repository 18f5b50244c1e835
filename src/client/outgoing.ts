import type { OutboxEntry } from "./outbox.ts";

/** What of the outbox is to be shown in a room's log, or in a thread. */
export function outgoingIn(entries: readonly OutboxEntry[], room: number, thread?: number): OutboxEntry[] {
	return entries.filter((entry) => {
		if (entry.room !== room) return false;
		return thread === undefined ? entry.thread === undefined || entry.inRoom === true : entry.thread === thread;
	});
}
