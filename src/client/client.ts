import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { AnswerTo } from "../protocol/down.ts";
import type { Account, File, Message, PlacedMessage, ThreadMark, User } from "../protocol/entities.ts";
import { attentionOf } from "./attention.ts";
import { Conversations } from "./conversations.ts";
import { Drafts } from "./drafts.ts";
import { Gone } from "./gone.ts";
import { type Ask, Link, type LinkState, type LiveFrame, type Welcome } from "./link.ts";
import { Outbox, type OutboxEntry } from "./outbox.ts";
import { People } from "./people.ts";
import type { ClientPorts } from "./ports.ts";
import type { Room } from "./room.ts";
import { Rooms } from "./rooms.ts";
import { Saved } from "./saved.ts";
import { ThreadMarks } from "./thread-marks.ts";

export type NewMessageListener = (room: Room, message: Message) => void;
/** A room that somebody took one out of. `by` is null where one was offline, and is not told more. */
export interface Removal {
	room: Room;
	by: User | null;
	/** May be empty. */
	reason: string;
}
export type ServerFacts = Welcome["server"] & Pick<Welcome, "maxBodyChars" | "maxFileBytes">;

/**
 * One person's connection to a server and all that is known by it: what every screen and bot shares.
 * State is in signals; what a screen does is a method. Whatever the connection does, the state converges to the server's.
 */
export class Client extends Conversations {
	protected readonly ask: Ask;
	readonly #link: Link;
	readonly #outbox: Outbox;
	protected readonly mine: Rooms;
	readonly #marks = new ThreadMarks();
	readonly #deleted = new Gone();
	readonly #saved = new Saved(async () => (await this.ask({ t: "saved" })).items);
	readonly #me = signal<Account | null>(null);
	readonly #server = signal<ServerFacts | null>(null);
	readonly #online = signal<ReadonlySet<number>>(new Set());
	readonly #removal = signal<Removal | null>(null);
	readonly #account: string;
	readonly #listeners = new Set<NewMessageListener>();
	readonly people: People;
	readonly drafts: Drafts;

	/** `account` is the name of who this is; should the server know the session as somebody else's, nothing is sent. */
	constructor(ports: ClientPorts, who: { account: string; token?: string; client: string }) {
		super();
		this.#account = who.account;
		const hello = { client: who.client, ...(who.token === undefined ? {} : { token: who.token }) };
		this.#link = new Link(
			ports,
			{ welcome: (welcome) => this.#welcome(welcome), live: (frame) => this.#live(frame) },
			hello,
		);
		const { ask } = this.#link;
		this.ask = ask;
		this.people = new People(ports.clock, async (request) => (await ask({ ...request, t: "people" })).people);
		this.drafts = new Drafts(ports, `drafts:${who.account}`, (draft) => ask({ t: "draft", ...draft }));
		this.#outbox = new Outbox(
			ports,
			`outbox:${who.account}`,
			ask,
			(room, rev) => (this.mine.get(room)?.cursor ?? Number.POSITIVE_INFINITY) >= rev,
		);
		this.mine = new Rooms({
			ask,
			clock: ports.clock,
			marks: this.#marks,
			nameOf: this.people.nameOf,
			seen: (room, messages) => this.#seen(room, messages),
			settled: (room) => this.#outbox.settle(room),
			gone: (room) => this.#gone(room),
		});
		this.#link.state.subscribe((state) => {
			if (state.state !== "online") this.#outbox.pause();
		});
	}

	get connection(): ReadonlySignal<LinkState> {
		return this.#link.state;
	}
	get me(): ReadonlySignal<Account | null> {
		return this.#me;
	}
	get server(): ReadonlySignal<ServerFacts | null> {
		return this.#server;
	}
	get rooms(): ReadonlySignal<ReadonlyMap<number, Room>> {
		return this.mine.all;
	}
	/** The ids of who is connected. */
	get online(): ReadonlySignal<ReadonlySet<number>> {
		return this.#online;
	}
	get outbox(): ReadonlySignal<readonly OutboxEntry[]> {
		return this.#outbox.entries;
	}
	/** The last time that one was removed from a room, or came back and was not in it any more; a new object each time. */
	get removal(): ReadonlySignal<Removal | null> {
		return this.#removal;
	}
	/** One's places in threads, as far as the server has told, by `placeKey(room, root)`. */
	get threadMarks(): ReadonlySignal<ReadonlyMap<string, ThreadMark>> {
		return this.#marks.all;
	}
	/** Whether a message that was had before is there no more: deleted, cleared, or in a room that one has left. Reactive. */
	isGone(room: number, seq: number): boolean {
		return !this.rooms.value.has(room) || this.#deleted.has(room, seq);
	}
	/** What one has saved, by `placeKey(room, seq)`. */
	get saved(): ReadonlySignal<ReadonlySet<string>> {
		return this.#saved.keys;
	}
	readonly unread = computed(() => {
		let sum = 0;
		for (const room of this.rooms.value.values()) sum += room.unread.value;
		return sum;
	});
	/** How much asks for oneself: mentions, direct messages and threads that one follows. */
	readonly attention = computed(() => attentionOf(this.rooms.value, this.threadMarks.value.values()));

	/** Calls for each message that is new and comes in live, once; the answer ends it. */
	onNew(listen: NewMessageListener): () => void {
		this.#listeners.add(listen);
		return () => this.#listeners.delete(listen);
	}

	start(): void {
		this.#link.start();
	}
	stop(): void {
		this.#link.stop();
	}
	nudge(): void {
		this.#link.nudge();
	}

	/** Goes out as soon as it can, in the order of the room. What is drafted there stays: see `drafts.empty`. */
	post(room: number, body: string, more: { thread?: number; inRoom?: boolean; files?: readonly File[] } = {}): void {
		this.#outbox.add(room, body, more);
	}
	retry(nonce: string): void {
		this.#outbox.retry(nonce);
	}
	discard(nonce: string): void {
		this.#outbox.discard(nonce);
	}
	typing(room: number, thread?: number): void {
		this.#link.tell({ t: "typing", room, ...(thread === undefined ? {} : { thread }) });
	}

	/** The latest saved first. */
	async loadSaved(): Promise<readonly PlacedMessage[]> {
		return this.#saved.load();
	}
	/** The threads that one follows, and the messages that name one. */
	async inbox(): Promise<AnswerTo<"inbox">> {
		const { news } = this.#marks;
		const inbox = await this.ask({ t: "inbox" });
		this.#marks.answered(
			inbox.threads.map(({ mark }) => mark),
			news,
		);
		return inbox;
	}

	#welcome(welcome: Welcome): void {
		const { me, server, maxBodyChars, maxFileBytes } = welcome;
		// A cookie is shared by all of a browser's windows: another one may have logged in as somebody else.
		if (me.name.toLowerCase() !== this.#account.toLowerCase()) {
			return this.#link.end("unauthorized", `This browser is now logged in as ${me.name}`);
		}
		const before = this.rooms.peek();
		batch(() => {
			this.#me.value = me;
			this.#server.value = { ...server, maxBodyChars, maxFileBytes };
			this.#online.value = new Set(welcome.online);
			this.mine.welcome(welcome.rooms, me.id);
			this.#marks.welcome(welcome.threads);
			this.drafts.welcome(welcome.drafts);
		});
		this.mine.resume();
		this.people.welcome();
		this.#saved.welcome();
		this.#outbox.resume();
		for (const room of before.values()) {
			if (!this.mine.get(room.id)) this.#removal.value = { room, by: null, reason: "" };
		}
	}

	#live(frame: LiveFrame): void {
		switch (frame.t) {
			case "presence":
				return this.#setOnline(frame.user, frame.online);
			case "thread-mark":
				return this.#marks.told(frame.mark);
			case "saved":
				return this.#saved.told(frame.room, frame.seq, frame.on);
			case "draft":
				return this.drafts.told(frame.draft);
			case "profile":
				return this.people.told(frame.profile);
			case "gone": {
				const room = this.mine.get(frame.room);
				this.mine.live(frame);
				if (room && frame.removed) this.#removal.value = { room, ...frame.removed };
				return;
			}
			default:
				this.mine.live(frame);
				if (frame.t === "messages") this.#tellNew(frame.room, frame.messages);
		}
	}

	#tellNew(id: number, messages: readonly Message[]): void {
		const room = this.mine.get(id);
		if (!room || this.#listeners.size === 0) return;
		for (const message of messages) {
			if (message.seq === message.rev) for (const listen of this.#listeners) listen(room, message);
		}
	}

	#seen(room: number, messages: readonly Message[]): void {
		this.#outbox.seen(messages);
		this.#deleted.take(room, messages);
		for (const { event, seq, deleted } of messages) {
			if (event === "cleared") this.#marks.forget(room, seq);
			if (deleted) this.#saved.forget(room, seq);
		}
	}

	#gone(room: number): void {
		this.#outbox.settle(room);
		this.#marks.forget(room, Number.POSITIVE_INFINITY);
		this.drafts.forget(room);
	}

	#setOnline(user: User, online: boolean): void {
		const next = new Set(this.#online.peek());
		if (online) next.add(user.id);
		else next.delete(user.id);
		this.#online.value = next;
		for (const room of this.rooms.peek().values()) if (room.info.peek().lobby) room.noteMember(user);
	}
}
