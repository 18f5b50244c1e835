import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Client } from "../../client/client.ts";
import type { Excerpt } from "../../client/excerpt.ts";
import type { Room } from "../../client/room.ts";
import type { Thread } from "../../client/thread.ts";
import type { Message, User } from "../../protocol/entities.ts";

/** The messages that a log shows: a room's newest, a thread, or a piece of the past. */
export interface Stretch {
	room: Room;
	/** Where it is a thread. */
	thread: Thread | null;
	/** Where it is a piece of the past. */
	excerpt: Excerpt | null;
	messages: ReadonlySignal<readonly Message[]>;
	/** Whether a first page is there. */
	held: ReadonlySignal<boolean>;
	hasOlder: ReadonlySignal<boolean>;
	hasNewer: ReadonlySignal<boolean>;
	unread: ReadonlySignal<number>;
	readSeq: ReadonlySignal<number>;
	typing: ReadonlySignal<readonly User[]>;
	/** Loads what is to be seen first. */
	open(): Promise<void>;
	loadOlder(): Promise<void>;
	loadNewer(): Promise<void>;
	markRead(seq: number): Promise<void>;
}

const never = signal(false);
const none = signal(0);
const done = () => Promise.resolve();

export function roomStretch(client: Client, room: Room): Stretch {
	return {
		room,
		thread: null,
		excerpt: null,
		messages: room.messages,
		held: room.held,
		hasOlder: room.hasOlder,
		hasNewer: never,
		unread: room.unread,
		readSeq: room.readSeq,
		typing: room.typing,
		open: () => client.open(room),
		loadOlder: () => client.loadOlder(room),
		loadNewer: done,
		markRead: (seq) => client.markRead(room, seq),
	};
}

export function threadStretch(client: Client, thread: Thread): Stretch {
	return {
		room: thread.room,
		thread,
		excerpt: null,
		messages: thread.messages,
		held: computed(() => thread.held.value && thread.mark.value !== null),
		hasOlder: thread.hasOlder,
		hasNewer: never,
		unread: computed(() => thread.mark.value?.unread ?? 0),
		readSeq: computed(() => thread.mark.value?.readSeq ?? 0),
		typing: thread.typing,
		open: () => client.openThread(thread),
		loadOlder: () => client.loadOlderReplies(thread),
		loadNewer: done,
		markRead: (seq) => client.markThreadRead(thread, seq),
	};
}

/** Nothing in it counts as read by being seen: what lies after it is not. */
export function excerptStretch(client: Client, excerpt: Excerpt): Stretch {
	return {
		room: excerpt.room,
		thread: null,
		excerpt,
		messages: excerpt.messages,
		held: computed(() => excerpt.messages.value.length > 0),
		hasOlder: excerpt.hasOlder,
		hasNewer: excerpt.hasNewer,
		unread: none,
		readSeq: none,
		typing: excerpt.room.typing,
		open: () => client.loadAround(excerpt),
		loadOlder: () => client.loadBefore(excerpt),
		loadNewer: () => client.loadAfter(excerpt),
		markRead: done,
	};
}
