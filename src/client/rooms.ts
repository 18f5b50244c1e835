import { batch, type ReadonlySignal, signal } from "@preact/signals-core";
import type { DownFrame } from "../protocol/down.ts";
import type { Message, RoomSummary, User } from "../protocol/entities.ts";
import type { Ask } from "./link.ts";
import { Loads } from "./loads.ts";
import type { ClientClock } from "./ports.ts";
import { Disconnected } from "./requests.ts";
import { Room } from "./room.ts";
import { Thread } from "./thread.ts";
import type { ThreadMarks } from "./thread-marks.ts";

const AGAIN_MS = 1000;
/** After so many answers that were overtaken, a room is given time. */
const MOST_ROUNDS = 20;
/** So many threads stay open over a loss of the connection; the others are loaded again when somebody looks. */
const MOST_OPEN = 10;

/** Frames about one room. */
export type RoomFrame = Extract<DownFrame, { t: "messages" | "room" | "gone" | "read" | "typing" }>;

interface Around {
	ask: Ask;
	clock: ClientClock;
	marks: ThreadMarks;
	nameOf(user: User): string;
	/** Messages have come in. */
	seen(room: number, messages: readonly Message[]): void;
	/** All that happened in the room has come in, or one is not in it any more. */
	settled(room: number): void;
	gone(room: number): void;
}

/** One's rooms, each kept equal to the server's: applies what comes live, and asks for what is missing. */
export class Rooms {
	readonly #around: Around;
	readonly #all = signal<ReadonlyMap<number, Room>>(new Map());
	readonly #catchingUp = new Set<Room>();
	readonly loads: Loads;
	#me = 0;

	constructor(around: Around) {
		this.#around = around;
		const { ask, marks } = around;
		this.loads = new Loads({
			ask,
			marks,
			seen: (room, messages) => around.seen(room.id, messages),
			catchUp: (room) => void this.#catchUp(room, false),
		});
	}

	get all(): ReadonlySignal<ReadonlyMap<number, Room>> {
		return this.#all;
	}

	get(room: number): Room | undefined {
		return this.#all.peek().get(room);
	}

	/** All of one's rooms, as of a new connection. */
	welcome(summaries: readonly RoomSummary[], me: number): void {
		this.#me = me;
		const rooms = new Map<number, Room>();
		for (const summary of summaries) {
			const room = this.get(summary.id) ?? this.#make(summary);
			room.welcome(summary);
			rooms.set(room.id, room);
		}
		const left = [...this.#all.peek().keys()].filter((id) => !rooms.has(id));
		this.#all.value = rooms;
		for (const id of left) this.#around.gone(id);
	}

	/** After the welcome: what was missed of what is held. */
	resume(): void {
		for (const room of this.#all.peek().values()) {
			this.loads.mend(room);
			if (room.isWatched) void this.#catchUp(room, true);
			else this.#around.settled(room.id);
		}
		const held = [...this.#all.peek().values()].flatMap(({ threads }) => [...threads.values()]);
		const open = held.filter((thread) => thread.held.peek());
		for (const thread of open.slice(0, -MOST_OPEN)) thread.letGo();
		this.loads.resume(open.slice(-MOST_OPEN));
	}

	/** A room as an answer tells of it. */
	put(summary: RoomSummary): Room {
		const known = this.get(summary.id);
		if (known) {
			known.tell(summary);
			void this.#catchUp(known, false);
			return known;
		}
		const room = this.#make(summary);
		this.#all.value = new Map(this.#all.peek()).set(room.id, room);
		return room;
	}

	live(frame: RoomFrame): void {
		if (frame.t === "room") return void this.put(frame.room);
		const room = this.get(frame.room);
		if (!room) return;
		if (frame.t === "typing") {
			if (frame.thread === undefined) room.noteTyping(frame.user);
			else room.threads.get(frame.thread)?.who.note(frame.user);
		} else if (frame.t === "gone") {
			const left = new Map(this.#all.peek());
			left.delete(room.id);
			this.#all.value = left;
			this.#around.gone(room.id);
		} else {
			if (frame.t === "read") room.count(frame.seq, frame.unread, frame.mentions, frame.head);
			else batch(() => room.receive(frame.messages) && this.#around.seen(room.id, frame.messages));
			void this.#catchUp(room, false);
		}
	}

	/** One object a root. */
	thread(room: Room, root: number): Thread {
		const known = room.threads.get(root);
		if (known) return known;
		const thread = new Thread(room, root, this.#around.marks.all, this.#around.clock);
		room.threads.set(root, thread);
		return thread;
	}

	#make(summary: RoomSummary): Room {
		return new Room(summary, this.#me, this.#around.clock, (user) => this.#around.nameOf(user));
	}

	/** Asks for what changed since the cursor until nothing is missing. A lost connection ends it; the next welcome begins anew. */
	async #catchUp(room: Room, always: boolean): Promise<void> {
		if (this.#catchingUp.has(room) || !(always || room.isBehind)) return;
		this.#catchingUp.add(room);
		try {
			let more = true;
			for (let round = 0; more || room.isBehind; round++) {
				if (round > MOST_ROUNDS && !more) throw new Error("the room does not stand still");
				const asked = room.asOf;
				const answer = await this.#around.ask({ t: "sync", room: room.id, cursor: asked.cursor });
				room.catchUp(answer, asked);
				this.#around.seen(room.id, answer.messages);
				more = answer.more;
			}
			this.#around.settled(room.id);
			this.loads.mend(room);
		} catch (cause) {
			if (!(cause instanceof Disconnected)) this.#around.clock.after(AGAIN_MS, () => this.#tryAgain(room));
		} finally {
			this.#catchingUp.delete(room);
		}
	}

	#tryAgain(room: Room): void {
		if (this.get(room.id) === room) void this.#catchUp(room, true);
	}
}
