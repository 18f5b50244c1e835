import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Message, Notify, Profile, Room as RoomInfo, RoomSummary, User } from "../protocol/entities.ts";
import { withEvent } from "../protocol/room-events.ts";
import { removedName } from "../protocol/rule-text.ts";
import type { Excerpt } from "./excerpt.ts";
import { applyMessages, prependMessages } from "./held-messages.ts";
import type { ClientClock } from "./ports.ts";
import { isInLog, ReadCount } from "./read-count.ts";
import type { Thread } from "./thread.ts";
import { Typing } from "./typing.ts";

/** What the client knows of one room. The stretch of messages that it holds always reaches to the newest. */
export class Room {
	readonly id: number;
	readonly info: Signal<RoomInfo>;
	/** The room's log: without replies that stand in their threads only. */
	readonly messages = signal<readonly Message[]>([]);
	/** Whether a first page has been loaded. */
	readonly held = signal(false);
	readonly hasOlder = signal(true);
	/** How much is unread, how much of that names one, and up to where one has read. */
	readonly unread: Signal<number>;
	readonly mentions: Signal<number>;
	readonly readSeq: Signal<number>;
	readonly notify: Signal<Notify>;
	/** When the last message came. */
	readonly lastAt: Signal<number>;
	/** What to call it: the room's name; of a direct room, the others in it, or oneself where nobody else is. */
	readonly title: ReadonlySignal<string>;
	/** A direct room is listed once somebody has written there, and for who opened it. */
	readonly listed: ReadonlySignal<boolean>;
	/** Null until somebody asked. */
	readonly members = signal<readonly Profile[] | null>(null);
	readonly typing: ReadonlySignal<readonly User[]>;
	/** What else of the room is held, and gets its changes: the threads by their roots, and a stretch of the past. */
	readonly threads = new Map<number, Thread>();
	excerpt: Excerpt | null = null;
	/** The highest rev applied. */
	cursor: number;
	/** The highest rev heard of. */
	heardOf: number;
	readonly #count: ReadCount;
	readonly #typing: Typing;
	readonly #begun = signal(false);
	/** How often the server has told of the room by itself. */
	#told = 0;

	constructor(
		summary: RoomSummary,
		me: number,
		clock: ClientClock,
		nameOf: (user: User) => string = ({ name }) => name,
	) {
		this.id = summary.id;
		this.info = signal(infoOf(summary));
		this.notify = signal(summary.notify);
		this.lastAt = signal(summary.lastAt);
		this.cursor = summary.head;
		this.heardOf = summary.head;
		this.#count = new ReadCount(me);
		({ unread: this.unread, mentions: this.mentions, readSeq: this.readSeq } = this.#count);
		this.#typing = new Typing(clock);
		this.typing = this.#typing.people;
		this.title = computed(() => {
			const { name, visibility, people = [] } = this.info.value;
			if (visibility !== "direct") return name;
			const others = people.filter(({ id }) => id !== me);
			return (others.length > 0 ? others : people).map(nameOf).join(", ");
		});
		this.listed = computed(() => {
			const { visibility, creator } = this.info.value;
			return visibility !== "direct" || this.#begun.value || creator === me;
		});
		this.summarize(summary);
	}

	/** Whether anything is missing or in doubt that the server has to be asked for. */
	get isBehind(): boolean {
		return this.heardOf > this.cursor || this.#count.doubtful;
	}
	/** Whether anything is held that changes are applied to; else the cursor goes with the head. */
	get isWatched(): boolean {
		if (this.held.peek() || this.excerpt?.stale === false) return true;
		for (const thread of this.threads.values()) if (!thread.stale) return true;
		return false;
	}
	/** What a question rests on: to be noted before asking, and handed to `catchUp`. */
	get asOf(): { cursor: number; told: number } {
		return { cursor: this.cursor, told: this.#told };
	}

	/** A new connection's word on the room. A head that went back is another log: what was held of the old one goes. */
	welcome(summary: RoomSummary): void {
		if (summary.head < this.cursor) {
			this.held.value = false;
			this.messages.value = [];
			this.cursor = summary.head;
			this.heardOf = summary.head;
			this.#loseStretches();
		}
		this.#count.forget();
		this.notify.value = summary.notify;
		this.summarize(summary);
	}

	/** The server tells by itself of the room as a whole. */
	tell(summary: RoomSummary): void {
		this.#told++;
		// Not of the log, so no number says whether it is late: the last word counts.
		this.notify.value = summary.notify;
		if (summary.head < this.cursor || !this.#count.agrees(summary)) this.#count.doubt();
		else this.summarize(summary);
	}

	/** What the server says of the room as a whole, as of the summary's head; overtaken by later news, it changes nothing. */
	summarize(summary: RoomSummary): void {
		if (summary.head < this.cursor || !this.#count.take(summary)) return;
		batch(() => {
			this.info.value = infoOf(summary);
			this.lastAt.value = Math.max(summary.lastAt, this.lastAt.peek());
			this.#begun.value = summary.head > 1;
			if (!this.isWatched && summary.head > this.cursor) {
				this.cursor = summary.head;
				// Who joined and left on the way there will not be told again.
				this.members.value = null;
			}
			this.heardOf = Math.max(this.heardOf, summary.head);
		});
	}

	/** Live messages. False where there is a gap before them: then nothing was applied. */
	receive(messages: readonly Message[]): boolean {
		const news = messages.filter(({ rev }) => rev > this.cursor);
		const last = news.at(-1);
		if (!last) return true;
		this.heardOf = Math.max(this.heardOf, last.rev);
		if (news[0]?.rev !== this.cursor + 1) return false;
		batch(() => {
			this.cursor = last.rev;
			this.#count.receive(news, this.messages.peek());
			for (const message of news) this.#note(message);
			this.#apply(news);
		});
		return true;
	}

	/**
	 * What changed while away, as of `summary`, or the newest page (`reset`). `asked` is of when it was asked for: what the
	 * server has told by itself since then may be later, and is not undone; where the cursor went back since then, what lies
	 * between is not in the answer.
	 */
	catchUp(
		answer: { room: RoomSummary; messages: readonly Message[]; more: boolean; reset: boolean },
		asked = this.asOf,
	): void {
		const { told } = asked;
		batch(() => {
			if (answer.reset) {
				this.messages.value = answer.messages.filter(isInLog);
				this.hasOlder.value = true;
				this.cursor = answer.room.head;
				this.heardOf = answer.room.head;
				this.#count.forget();
				this.#loseStretches();
			} else {
				this.#apply(answer.messages);
				const reached = answer.more ? (answer.messages.at(-1)?.rev ?? 0) : answer.room.head;
				if (this.cursor >= asked.cursor) this.cursor = Math.max(this.cursor, reached);
				else this.heardOf = Math.max(this.heardOf, reached);
			}
			if (told === this.#told || answer.reset) {
				this.notify.value = answer.room.notify;
				this.summarize(answer.room);
			}
			if (told !== this.#told) this.#count.doubt();
			this.members.value = null;
		});
	}

	/**
	 * A page of the past, as of `head`. Answers that were made at once may overtake each other: where changes later than
	 * the page have come in already, the cursor goes back, and what lies between is caught up with.
	 */
	hold(page: { messages: readonly Message[]; more: boolean; head: number }): void {
		batch(() => {
			const first = !this.held.peek();
			this.messages.value = first ? page.messages : prependMessages(this.messages.peek(), page.messages);
			this.hasOlder.value = page.more;
			this.held.value = true;
			this.backTo(page.head);
		});
	}

	/** Something was loaded that is as of this number. */
	backTo(head: number): void {
		this.cursor = Math.min(this.cursor, head);
	}

	/** How far one has read and what is unread, as the server counted it as of `head`. Live: told in order. */
	count(seq: number, unread: number, mentions: number, head: number): void {
		this.#told++;
		this.#count.tell({ readSeq: seq, unread, mentions, head }, this.cursor);
	}
	/** One's own reading shows at once. The answer takes that back, where the server does not. */
	expectRead(seq: number): () => void {
		return this.#count.expect(seq);
	}

	noteTyping(user: User): void {
		this.#typing.note(user);
	}

	#apply(messages: readonly Message[]): void {
		this.excerpt?.apply(messages.filter(isInLog));
		if (this.threads.size > 0) this.#applyToThreads(messages);
		if (!this.held.peek()) return;
		const cleared = messages.some(({ event }) => event === "cleared");
		this.messages.value = applyMessages(this.messages.peek(), messages.filter(isInLog), !this.hasOlder.peek());
		if (cleared) this.hasOlder.value = false;
	}

	#applyToThreads(messages: readonly Message[]): void {
		for (const message of messages) {
			if (message.event === "cleared") for (const thread of this.threads.values()) thread.apply([message]);
			else this.threads.get(message.thread ?? message.seq)?.apply([message]);
		}
	}

	#loseStretches(): void {
		for (const thread of this.threads.values()) thread.stale = true;
		if (this.excerpt) this.excerpt.stale = true;
	}

	/** Everybody is in the lobby, where no message tells of a new account: being there at all does. */
	noteMember(user: User): void {
		const members = this.members.peek();
		if (!members || members.some(({ id }) => id === user.id)) return;
		this.members.value = [...members, user].sort((a, b) => a.name.localeCompare(b.name));
	}

	/** What a live message changes beside the log and the counts: the room itself, members, who types. */
	#note(message: Message): void {
		const { author, seq, rev, at, event, thread } = message;
		if (author && thread === undefined) this.#typing.stop(author.id);
		if (rev === seq) {
			this.lastAt.value = Math.max(at, this.lastAt.peek());
			this.#begun.value = seq > 1;
		}
		const members = this.members.peek();
		this.#noteRules(message, members);
		if (!members || !author) return;
		if (event === "joined" || this.info.peek().lobby) this.noteMember(author);
		if (event === "left") this.members.value = members.filter(({ id }) => id !== author.id);
		if (event === "removed") this.members.value = members.filter(({ name }) => name !== removedName(message.body).name);
		if (event === "invited") this.members.value = null;
	}

	/** Events have names, and the room ids: of whom it is not known, the server is asked. */
	#noteRules(message: Message, members: readonly User[] | null): void {
		const next = withEvent(this.info.peek(), message, (name) => members?.find((member) => member.name === name)?.id);
		if (next === null) this.#count.doubt();
		else this.info.value = next;
	}
}

function infoOf({ head, lastAt, readSeq, unread, mentions, notify, ...info }: RoomSummary): RoomInfo {
	return info;
}
