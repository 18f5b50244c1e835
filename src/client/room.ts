import { batch, type Signal, signal } from "@preact/signals-core";
import type { Message, Room as RoomInfo, RoomSummary, User } from "../protocol/entities.ts";
import { applyMessages, prependMessages } from "./held-messages.ts";
import type { ClientClock } from "./ports.ts";

const TYPING_MS = 5000;

/** What the client knows of one room. The stretch of messages that it holds always reaches to the newest. */
export class Room {
	readonly id: number;
	readonly info: Signal<RoomInfo>;
	readonly messages = signal<readonly Message[]>([]);
	/** Whether a first page has been loaded. */
	readonly held = signal(false);
	readonly hasOlder = signal(true);
	readonly unread = signal(0);
	readonly readSeq = signal(0);
	/** Null until somebody asked. */
	readonly members = signal<readonly User[] | null>(null);
	readonly typing = signal<readonly User[]>([]);
	/** The highest rev applied. */
	cursor: number;
	/** The highest rev heard of. */
	heardOf: number;
	readonly #me: number;
	readonly #clock: ClientClock;
	/** The rev up to which the server has counted what is unread; later ones are counted here. */
	#countedTo = 0;
	readonly #typingTimers = new Map<number, () => void>();

	constructor(summary: RoomSummary, me: number, clock: ClientClock) {
		this.id = summary.id;
		this.info = signal(infoOf(summary));
		this.cursor = summary.head;
		this.heardOf = summary.head;
		this.#me = me;
		this.#clock = clock;
		this.summarize(summary);
	}

	/** A new connection's word on the room. A head that went back is another log: what was held of the old one goes. */
	welcome(summary: RoomSummary): void {
		if (summary.head < this.cursor) {
			this.held.value = false;
			this.messages.value = [];
			this.cursor = summary.head;
			this.heardOf = summary.head;
		}
		this.#countedTo = 0;
		this.summarize(summary);
	}

	/** What the server says of the room as a whole, as of the summary's head; overtaken by later news, it changes nothing. */
	summarize(summary: RoomSummary): void {
		if (summary.head < Math.max(this.cursor, this.#countedTo)) return;
		batch(() => {
			this.info.value = infoOf(summary);
			this.count(summary.readSeq, summary.unread, summary.head);
			if (!this.held.peek()) this.cursor = summary.head;
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
			for (const message of news) this.#note(message);
			this.#apply(news);
		});
		return true;
	}

	/** What changed while away, as of `summary`, or the newest page (`reset`). */
	catchUp(answer: { room: RoomSummary; messages: readonly Message[]; more: boolean; reset: boolean }): void {
		batch(() => {
			if (answer.reset) {
				this.messages.value = answer.messages;
				this.hasOlder.value = true;
				this.cursor = answer.room.head;
				this.heardOf = answer.room.head;
				this.#countedTo = 0;
			} else {
				this.#apply(answer.messages);
				const reached = answer.more ? (answer.messages.at(-1)?.rev ?? 0) : answer.room.head;
				this.cursor = Math.max(this.cursor, reached);
			}
			this.summarize(answer.room);
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
			this.cursor = Math.min(this.cursor, page.head);
		});
	}

	/** What is unread, as the server counted it as of `head`; an older count than what is known changes nothing. */
	count(readSeq: number, unread: number, head: number): void {
		if (head < this.#countedTo || head < this.cursor) return;
		if (head === this.#countedTo && readSeq < this.readSeq.peek()) return;
		batch(() => {
			this.#countedTo = head;
			this.readSeq.value = readSeq;
			this.unread.value = unread;
		});
	}

	/** Somebody types, until they have not for five seconds. */
	noteTyping(user: User): void {
		this.#typingTimers.get(user.id)?.();
		this.#typingTimers.set(
			user.id,
			this.#clock.after(TYPING_MS, () => this.#stopTyping(user.id)),
		);
		if (!this.typing.peek().some(({ id }) => id === user.id)) this.typing.value = [...this.typing.peek(), user];
	}

	#stopTyping(user: number): void {
		this.#typingTimers.get(user)?.();
		if (!this.#typingTimers.delete(user)) return;
		this.typing.value = this.typing.peek().filter(({ id }) => id !== user);
	}

	#apply(messages: readonly Message[]): void {
		if (!this.held.peek()) return;
		const cleared = messages.some(({ event }) => event === "cleared");
		this.messages.value = applyMessages(this.messages.peek(), messages, !this.hasOlder.peek());
		if (cleared) this.hasOlder.value = false;
	}

	/** Everybody is in the lobby, where no message tells of a new account: being there at all does. */
	noteMember(user: User): void {
		const members = this.members.peek();
		if (!members || members.some(({ id }) => id === user.id)) return;
		this.members.value = [...members, user].sort((a, b) => a.name.localeCompare(b.name));
	}

	/** What a live message changes beside the log: counts, topic, members, who types. */
	#note(message: Message): void {
		const { author } = message;
		if (author) this.#stopTyping(author.id);
		const isNew = message.rev === message.seq;
		const counts = message.rev > this.#countedTo;
		if (counts && message.kind === "text" && author?.id !== this.#me && message.seq > this.readSeq.peek()) {
			if (isNew) this.unread.value++;
			else if (message.deleted) this.unread.value = Math.max(0, this.unread.peek() - 1);
		}
		if (message.event === "cleared") this.unread.value = 0;
		if (message.event === "topic") this.info.value = { ...this.info.peek(), topic: message.body };
		const members = this.members.peek();
		if (!members || !author) return;
		if (message.event === "joined" || this.info.peek().lobby) this.noteMember(author);
		if (message.event === "left") this.members.value = members.filter(({ id }) => id !== author.id);
		if (message.event === "invited") this.members.value = null;
	}
}

function infoOf({ id, name, topic, visibility, lobby }: RoomSummary): RoomInfo {
	return { id, name, topic, visibility, ...(lobby ? { lobby } : {}) };
}
