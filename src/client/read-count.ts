import { batch, type Signal, signal } from "@preact/signals-core";
import type { Message } from "../protocol/entities.ts";
import { findMessage } from "./held-messages.ts";

/** How far one has read, and what is unread after it, as of the room's `head`. */
export interface CountAsOf {
	readSeq: number;
	unread: number;
	mentions: number;
	head: number;
}

/** Whether a message stands in its room's log, and not in its thread alone. */
export function isInLog({ thread, inRoom }: Message): boolean {
	return thread === undefined || inRoom === true;
}

/**
 * What is unread in a room: counted by the server as of a head, and on from there by the live messages. A marker moves
 * both ways, and no number says which of two markers as of one head is the later: what is not certain is in doubt, until
 * the server is asked.
 */
export class ReadCount {
	readonly unread: Signal<number> = signal(0);
	readonly mentions: Signal<number> = signal(0);
	/** What is shown: the server's word, or what one has just read. */
	readonly readSeq: Signal<number> = signal(0);
	doubtful = false;
	readonly #me: number;
	/** The rev up to which the server has counted. */
	#countedTo = 0;
	/** The marker that the counts go with. */
	#marker = 0;

	constructor(me: number) {
		this.#me = me;
	}

	/** Whatever comes next is believed. */
	forget(): void {
		this.#countedTo = 0;
	}

	doubt(): void {
		this.doubtful = true;
	}

	/** Whether this tells of a later head than the last count, or the same. */
	agrees({ readSeq, unread, mentions, head }: CountAsOf): boolean {
		if (head !== this.#countedTo) return head > this.#countedTo;
		return readSeq === this.#marker && unread === this.unread.peek() && mentions === this.mentions.peek();
	}

	/** An answer's count, asked for after all that was told before. False where a later one is known. */
	take(count: CountAsOf): boolean {
		if (count.head < this.#countedTo) return false;
		this.#set(count);
		this.doubtful = false;
		return true;
	}

	/** A live count. What was told live comes in order; only an answer as of a later head may have overtaken it. */
	tell(count: CountAsOf, cursor: number): void {
		if (count.head < this.#countedTo) return;
		if (count.head < cursor) this.doubtful = true;
		else this.#set(count);
	}

	/** One has read up to here, or back to here. The answer takes it back. */
	expect(seq: number): () => void {
		this.readSeq.value = seq;
		return () => {
			if (this.readSeq.peek() === seq) this.readSeq.value = this.#marker;
		};
	}

	/** Live messages that follow on; `held`: what is held of the log before them. */
	receive(news: readonly Message[], held: readonly Message[]): void {
		const latest = new Map<number, Message>();
		for (const message of news) {
			if (message.rev > this.#countedTo) this.#note(message, latest.get(message.seq), held);
			latest.set(message.seq, message);
		}
	}

	#note(message: Message, latest: Message | undefined, held: readonly Message[]): void {
		if (message.event === "cleared") {
			this.unread.value = 0;
			this.mentions.value = 0;
			return;
		}
		const { seq, rev } = message;
		if (message.kind !== "text" || message.author?.id === this.#me || seq <= this.#marker || !isInLog(message)) return;
		const before = rev === seq ? undefined : (latest ?? findMessage(held, seq));
		// Nothing tells what it counted for until now: it is not held, or a page was loaded that is ahead of the live messages.
		if (rev !== seq && (before === undefined || before.rev >= rev)) {
			if (message.deleted || message.editedAt !== undefined) this.doubtful = true;
			return;
		}
		// Whom `@here` reached, the server alone knows.
		if (before?.everyone === "here" && (message.deleted || this.#isNamed(message) !== this.#isNamed(before))) {
			this.doubtful = true;
		}
		this.unread.value = Math.max(0, this.unread.peek() + unreadIn(message) - unreadIn(before));
		this.mentions.value = Math.max(0, this.mentions.peek() + this.#mentionsIn(message) - this.#mentionsIn(before));
	}

	#mentionsIn(message: Message | undefined): number {
		if (message === undefined || message.deleted) return 0;
		return message.everyone !== undefined || this.#isNamed(message) ? 1 : 0;
	}

	#isNamed({ mentions }: Message): boolean {
		return mentions?.includes(this.#me) === true;
	}

	#set({ readSeq, unread, mentions, head }: CountAsOf): void {
		batch(() => {
			this.#countedTo = head;
			this.#marker = readSeq;
			this.readSeq.value = readSeq;
			this.unread.value = unread;
			this.mentions.value = mentions;
		});
	}
}

function unreadIn(message: Message | undefined): number {
	return message === undefined || message.deleted ? 0 : 1;
}
