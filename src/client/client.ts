import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Answers, AnswerTo, DownFrame } from "../protocol/down.ts";
import type { Account, ListedRoom, RoomSummary, User, Visibility } from "../protocol/entities.ts";
import { Link, type LinkState } from "./link.ts";
import { Outbox, type OutboxEntry } from "./outbox.ts";
import type { ClientPorts } from "./ports.ts";
import { Disconnected, type RequestOf } from "./requests.ts";
import { Room } from "./room.ts";

type Live = Extract<DownFrame, { t: "messages" | "room" | "gone" | "read" | "typing" | "presence" }>;
type Welcome = Extract<DownFrame, { t: "welcome" }>;

const PAGE = 50;

/**
 * One person's connection to a server and all that is known by it: what every screen and bot shares.
 * State is in signals; what a screen does is a method. Whatever the connection does, the state converges to the server's.
 */
export class Client {
	readonly #ports: ClientPorts;
	readonly #link: Link;
	readonly #outbox: Outbox;
	readonly #me = signal<Account | null>(null);
	readonly #server = signal<{ name: string; version: string; maxBodyChars: number } | null>(null);
	readonly #rooms = signal<ReadonlyMap<number, Room>>(new Map());
	readonly #online = signal<ReadonlySet<number>>(new Set());
	readonly #account: string;
	readonly #catchingUp = new Set<number>();
	readonly #loading = new Map<number, Promise<void>>();

	/** `account` is the name of who this is; should the server know the session as somebody else's, nothing is sent. */
	constructor(ports: ClientPorts, who: { account: string; token?: string; client: string }) {
		this.#ports = ports;
		this.#account = who.account;
		const hello = { client: who.client, ...(who.token === undefined ? {} : { token: who.token }) };
		this.#link = new Link(
			ports,
			{ welcome: (welcome) => this.#welcome(welcome), live: (frame) => this.#live(frame) },
			hello,
		);
		this.#outbox = new Outbox(
			ports,
			`outbox:${who.account}`,
			(post) => this.#link.request<"post">(post),
			(room, rev) => (this.#rooms.peek().get(room)?.cursor ?? Number.POSITIVE_INFINITY) >= rev,
		);
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
	get server(): ReadonlySignal<{ name: string; version: string; maxBodyChars: number } | null> {
		return this.#server;
	}
	get rooms(): ReadonlySignal<ReadonlyMap<number, Room>> {
		return this.#rooms;
	}
	/** The ids of who is connected. */
	get online(): ReadonlySignal<ReadonlySet<number>> {
		return this.#online;
	}
	get outbox(): ReadonlySignal<readonly OutboxEntry[]> {
		return this.#outbox.entries;
	}
	readonly unread = computed(() => {
		let sum = 0;
		for (const room of this.#rooms.value.values()) sum += room.unread.value;
		return sum;
	});

	start(): void {
		this.#link.start();
	}
	stop(): void {
		this.#link.stop();
	}
	nudge(): void {
		this.#link.nudge();
	}

	post(room: number, body: string): void {
		this.#outbox.add(room, body);
	}
	retry(nonce: string): void {
		this.#outbox.retry(nonce);
	}
	discard(nonce: string): void {
		this.#outbox.discard(nonce);
	}
	typing(room: number): void {
		this.#link.tell({ t: "typing", room });
	}

	async edit(room: number, seq: number, body: string): Promise<void> {
		await this.#ask({ t: "edit", room, seq, body });
	}
	async delete(room: number, seq: number): Promise<void> {
		await this.#ask({ t: "delete", room, seq });
	}
	/** The marker moves at once here, and on one's other devices when the server has it. */
	async markRead(room: Room, seq: number): Promise<void> {
		if (seq <= room.readSeq.peek()) return;
		const before = room.readSeq.peek();
		room.readSeq.value = seq;
		try {
			await this.#ask({ t: "read", room: room.id, seq });
		} catch (cause) {
			if (room.readSeq.peek() === seq) room.readSeq.value = before;
			throw cause;
		}
	}

	async createRoom(wish: { name: string; visibility: Visibility; topic: string }): Promise<Room> {
		const { room } = await this.#ask({ t: "create", ...wish });
		return this.#put(room);
	}
	async join(room: number): Promise<Room> {
		const joined = await this.#ask({ t: "join", room });
		return this.#put(joined.room);
	}
	async leave(room: number): Promise<void> {
		await this.#ask({ t: "leave", room });
	}
	async invite(room: number, name: string): Promise<void> {
		await this.#ask({ t: "invite", room, name });
	}
	async setTopic(room: number, topic: string): Promise<void> {
		await this.#ask({ t: "topic", room, topic });
	}
	/** The public rooms. */
	async directory(): Promise<ListedRoom[]> {
		return (await this.#ask({ t: "directory" })).rooms;
	}
	async loadMembers(room: Room): Promise<void> {
		const { members } = await this.#ask({ t: "members", room: room.id });
		room.members.value = members;
	}

	/** Loads the newest page of a room that is not held yet. */
	async open(room: Room): Promise<void> {
		if (!room.held.peek()) await this.#load(room, null);
	}
	/** Loads the page before the oldest message that is held; at most 200 at once. */
	async loadOlder(room: Room, limit = PAGE): Promise<void> {
		const first = room.messages.peek()[0];
		if (room.held.peek() && room.hasOlder.peek() && first) await this.#load(room, first.seq, limit);
	}

	#ask<T extends keyof Answers>(request: RequestOf<T> & { t: T }): Promise<AnswerTo<T>> {
		return this.#link.request<T>(request);
	}

	/** One load a room at a time: a second call waits for the first. */
	#load(room: Room, before: number | null, limit = PAGE): Promise<void> {
		const running = this.#loading.get(room.id);
		if (running) return running;
		const load = this.#ask({ t: "history", room: room.id, limit, ...(before === null ? {} : { before }) })
			.then((page) => {
				// Something else has replaced what was held meanwhile: this page no longer joins on.
				const stale = before !== null && room.messages.peek()[0]?.seq !== before;
				if (!stale) room.hold(page);
				this.#outbox.seen(page.messages);
				void this.#catchUp(room, false);
			})
			.finally(() => this.#loading.delete(room.id));
		this.#loading.set(room.id, load);
		return load;
	}

	#welcome(welcome: Welcome): void {
		// A cookie is shared by all of a browser's windows: another one may have logged in as somebody else.
		if (welcome.me.name.toLowerCase() !== this.#account.toLowerCase()) {
			return this.#link.end("unauthorized", `This browser is now logged in as ${welcome.me.name}`);
		}
		batch(() => {
			this.#me.value = welcome.me;
			this.#server.value = { ...welcome.server, maxBodyChars: welcome.maxBodyChars };
			this.#online.value = new Set(welcome.online);
			const rooms = new Map<number, Room>();
			for (const summary of welcome.rooms) {
				const room = this.#known(summary);
				room.welcome(summary);
				rooms.set(room.id, room);
			}
			this.#rooms.value = rooms;
		});
		for (const room of this.#rooms.peek().values()) {
			if (room.held.peek()) void this.#catchUp(room, true);
			else this.#outbox.settle(room.id);
		}
		this.#outbox.resume();
	}

	#known(summary: RoomSummary): Room {
		return this.#rooms.peek().get(summary.id) ?? new Room(summary, this.#me.peek()?.id ?? 0, this.#ports.clock);
	}

	#put(summary: RoomSummary): Room {
		const room = this.#known(summary);
		room.summarize(summary);
		if (this.#rooms.peek().get(room.id) !== room) this.#rooms.value = new Map(this.#rooms.peek()).set(room.id, room);
		return room;
	}

	#live(frame: Live): void {
		if (frame.t === "room") return void this.#put(frame.room);
		if (frame.t === "presence") return this.#setOnline(frame.user, frame.online);
		const room = this.#rooms.peek().get(frame.room);
		if (!room) return;
		if (frame.t === "typing") return room.noteTyping(frame.user);
		if (frame.t === "read") return room.count(frame.seq, frame.unread, frame.head);
		if (frame.t === "gone") {
			const left = new Map(this.#rooms.peek());
			left.delete(frame.room);
			this.#rooms.value = left;
			this.#outbox.settle(frame.room);
			return;
		}
		batch(() => {
			if (room.receive(frame.messages)) this.#outbox.seen(frame.messages);
			else void this.#catchUp(room, false);
		});
	}

	#setOnline(user: User, online: boolean): void {
		const next = new Set(this.#online.peek());
		if (online) next.add(user.id);
		else next.delete(user.id);
		this.#online.value = next;
		for (const room of this.#rooms.peek().values()) if (room.info.peek().lobby) room.noteMember(user);
	}

	/** Asks for what changed since the cursor until nothing is missing. A lost connection ends it; the next welcome begins anew. */
	async #catchUp(room: Room, always: boolean): Promise<void> {
		if (this.#catchingUp.has(room.id)) return;
		this.#catchingUp.add(room.id);
		try {
			let more = always;
			while (more || room.heardOf > room.cursor) {
				const answer = await this.#ask({ t: "sync", room: room.id, cursor: room.cursor });
				room.catchUp(answer);
				this.#outbox.seen(answer.messages);
				more = answer.more;
			}
			this.#outbox.settle(room.id);
		} catch (cause) {
			if (!(cause instanceof Disconnected)) this.#ports.clock.after(1000, () => this.#tryAgain(room));
		} finally {
			this.#catchingUp.delete(room.id);
		}
	}

	#tryAgain(room: Room): void {
		if (this.#rooms.peek().get(room.id) === room) void this.#catchUp(room, true);
	}
}
