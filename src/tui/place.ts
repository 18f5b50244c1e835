import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Client } from "../client/client.ts";
import type { Excerpt } from "../client/excerpt.ts";
import type { Room } from "../client/room.ts";
import type { Thread } from "../client/thread.ts";
import { LogModel } from "./log/log-model.ts";
import type { LookPorts } from "./log/look.ts";
import { excerptStretch, roomStretch, type Stretch, threadStretch } from "./log/stretch.ts";

interface PlacePorts {
	look: LookPorts;
	rooms: ReadonlySignal<readonly Room[]>;
	/** The room to begin in, by name. */
	first: string | null;
}

/** Where one is: in a room, in one of its threads or in a piece of its past, and the log that shows it. */
export class Place {
	readonly #client: Client;
	readonly #ports: PlacePorts;
	readonly #chosen = signal<number | null>(null);
	readonly #thread = signal<Thread | null>(null);
	readonly #excerpt = signal<Excerpt | null>(null);
	readonly #logs = new WeakMap<Room | Thread | Excerpt, LogModel>();
	readonly room: ReadonlySignal<Room | null>;
	readonly thread: ReadonlySignal<Thread | null>;
	readonly log: ReadonlySignal<LogModel | null>;

	constructor(ports: PlacePorts) {
		this.#ports = ports;
		this.#client = ports.look.client;
		this.room = computed(() => this.#currentRoom());
		this.thread = computed(() => {
			const thread = this.#thread.value;
			return thread?.room === this.room.value ? thread : null;
		});
		this.log = computed(() => {
			const room = this.room.value;
			const thread = this.thread.value;
			const excerpt = this.#excerpt.value;
			if (thread) return this.#logOf(thread, threadStretch);
			if (excerpt && excerpt.room === room) return this.#logOf(excerpt, excerptStretch);
			return room && this.#logOf(room, roomStretch);
		});
	}

	show(room: Room): void {
		batch(() => {
			this.#chosen.value = room.id;
			this.#thread.value = null;
			this.#leaveExcerpt();
		});
	}

	showThread(room: Room, root: number): void {
		batch(() => {
			this.#chosen.value = room.id;
			this.#thread.value = this.#client.thread(room, root);
		});
	}

	/** To be loaded; it becomes the room's own log once it reaches the newest and one scrolls there. */
	showExcerpt(excerpt: Excerpt): void {
		batch(() => {
			this.#chosen.value = excerpt.room.id;
			this.#thread.value = null;
			this.#excerpt.value = excerpt;
		});
	}

	/** Out of a thread to where it hangs, out of the past to the newest. False where one is there already. */
	back(): boolean {
		if (this.thread.peek()) this.#thread.value = null;
		else if (this.log.peek()?.stretch.excerpt) this.toNewest();
		else return false;
		return true;
	}

	/** Of the thread, or of the room, out of its past. */
	toNewest(): void {
		if (!this.thread.peek()) this.#leaveExcerpt();
		this.log.peek()?.toNewest();
	}

	#leaveExcerpt(): void {
		const excerpt = this.#excerpt.peek();
		if (excerpt) this.#client.closeExcerpt(excerpt);
		this.#excerpt.value = null;
	}

	#currentRoom(): Room | null {
		const { rooms, first } = this.#ports;
		const id = this.#chosen.value;
		// A direct room that nobody has written in is in no list.
		const chosen = id === null ? undefined : this.#client.rooms.value.get(id);
		if (chosen) return chosen;
		const named = id === null && first !== null ? rooms.value.find(({ info }) => info.value.name === first) : null;
		return named ?? rooms.value[0] ?? null;
	}

	#logOf<T extends Room | Thread | Excerpt>(of: T, make: (client: Client, of: T) => Stretch): LogModel {
		const known = this.#logs.get(of);
		if (known) return known;
		const log = new LogModel(make(this.#client, of), this.#ports.look);
		this.#logs.set(of, log);
		return log;
	}
}
