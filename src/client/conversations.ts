import type { Message, RoomSummary } from "../protocol/entities.ts";
import { Excerpt } from "./excerpt.ts";
import { messageAt } from "./message-at.ts";
import type { People } from "./people.ts";
import type { RequestOf } from "./requests.ts";
import type { Room } from "./room.ts";
import type { Rooms } from "./rooms.ts";
import { ServerRequests } from "./server-requests.ts";
import type { Thread } from "./thread.ts";

/** Rooms and threads: going there, loading what is to be seen, and how far one has read. */
export abstract class Conversations extends ServerRequests {
	protected abstract readonly mine: Rooms;
	abstract readonly people: People;

	async createRoom(wish: Omit<RequestOf<"create">, "t">): Promise<Room> {
		return this.#joined(await this.ask({ t: "create", ...wish }));
	}
	/** `key`: the word of a room that is `keyed`. */
	async join(room: number, key?: string): Promise<Room> {
		return this.#joined(await this.ask({ t: "join", room, ...(key === undefined ? {} : { key }) }));
	}
	/** The direct room of oneself and these people. */
	async openDirect(names: string[]): Promise<Room> {
		return this.#joined(await this.ask({ t: "direct", names }));
	}
	async loadMembers(room: Room): Promise<void> {
		const { members } = await this.ask({ t: "members", room: room.id });
		room.members.value = members;
		this.people.take(members);
	}

	/** Loads the newest page of a room that is not held yet. */
	async open(room: Room): Promise<void> {
		await this.mine.loads.open(room);
	}
	/** Loads the page before the oldest message that is held; at most 200 at once. */
	async loadOlder(room: Room, limit?: number): Promise<void> {
		await this.mine.loads.older(room, limit);
	}
	/** The one object of this thread; `openThread` loads it. */
	thread(room: Room, root: number): Thread {
		return this.mine.thread(room, root);
	}
	async openThread(thread: Thread): Promise<void> {
		await this.mine.loads.openThread(thread);
	}
	async loadOlderReplies(thread: Thread): Promise<void> {
		await this.mine.loads.olderReplies(thread);
	}
	/** A stretch around this message, to be loaded by `loadAround`. A room has one at a time: the former gets no changes any more. */
	excerpt(room: Room, seq: number): Excerpt {
		room.excerpt = new Excerpt(room, seq);
		return room.excerpt;
	}
	closeExcerpt(excerpt: Excerpt): void {
		if (excerpt.room.excerpt === excerpt) excerpt.room.excerpt = null;
	}
	async loadAround(excerpt: Excerpt): Promise<void> {
		await this.mine.loads.around(excerpt);
	}
	async loadBefore(excerpt: Excerpt): Promise<void> {
		await this.mine.loads.before(excerpt);
	}
	async loadAfter(excerpt: Excerpt): Promise<void> {
		await this.mine.loads.after(excerpt);
	}
	/** Null where it is not one's own to see, or gone. `thread`: it is a reply there. */
	messageAt(room: number, seq: number, thread?: number): Promise<Message | null> {
		return messageAt(this.ask, this.mine.get(room), { room, seq, thread });
	}

	/** The marker moves at once here, and on one's other devices when the server has it. */
	async markRead(room: Room, seq: number): Promise<void> {
		if (seq > room.readSeq.peek()) await this.#moveMarker(room, { t: "read", room: room.id, seq });
	}
	/** This message and all after it are unread again. */
	async markUnread(room: Room, seq: number): Promise<void> {
		await this.#moveMarker(room, { t: "read", room: room.id, seq: Math.max(0, seq - 1), back: true });
	}
	/** `back` moves the marker back to before `seq`: that reply and all after it are unread again. */
	async markThreadRead(thread: Thread, seq: number, back = false): Promise<void> {
		const mark = thread.mark.peek();
		if (!back && mark !== null && seq <= mark.readSeq) return;
		const place = { t: "read", room: thread.room.id, thread: thread.root } as const;
		await this.ask(back ? { ...place, seq: Math.max(0, seq - 1), back } : { ...place, seq });
	}

	async #moveMarker(room: Room, request: RequestOf<"read"> & { t: "read" }): Promise<void> {
		const takeBack = room.expectRead(request.seq);
		await this.ask(request).catch((cause: unknown) => {
			takeBack();
			throw cause;
		});
	}

	#joined({ room }: { room: RoomSummary }): Room {
		return this.mine.put(room);
	}
}
