import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { AnswerTo } from "../protocol/down.ts";
import type { Message, ThreadMark } from "../protocol/entities.ts";
import { applyMessages, prependMessages } from "./held-messages.ts";
import { placeKey } from "./place-key.ts";
import type { ClientClock } from "./ports.ts";
import type { Room } from "./room.ts";
import { Typing } from "./typing.ts";

/** What the client knows of one thread. The stretch of replies that it holds always reaches to the newest. */
export class Thread {
	readonly room: Room;
	/** The `seq` of the message that it hangs on. */
	readonly root: number;
	/** Null until it is known. */
	readonly rootMessage = signal<Message | null>(null);
	/** The replies by `seq`, those that stand in the room too among them. */
	readonly messages = signal<readonly Message[]>([]);
	/** Whether a first page has been loaded. */
	readonly held = signal(false);
	readonly hasOlder = signal(true);
	/** One's place in it; null until the server has told. */
	readonly mark: ReadonlySignal<ThreadMark | null>;
	readonly typing: ReadonlySignal<readonly { id: number; name: string }[]>;
	readonly who: Typing;
	/** What is held has a hole before the newest: it is loaded again. */
	stale = true;

	constructor(room: Room, root: number, marks: ReadonlySignal<ReadonlyMap<string, ThreadMark>>, clock: ClientClock) {
		this.room = room;
		this.root = root;
		this.mark = computed(() => marks.value.get(placeKey(room.id, root)) ?? null);
		this.rootMessage.value = room.messages.peek().find(({ seq }) => seq === root) ?? null;
		this.who = new Typing(clock);
		this.typing = this.who.people;
	}

	/** A page of the replies: the newest, or those before what is held. */
	hold(page: Pick<AnswerTo<"thread">, "root" | "messages" | "more">): void {
		batch(() => {
			this.#takeRoot(page.root);
			this.messages.value = this.stale ? page.messages : prependMessages(this.messages.peek(), page.messages);
			this.hasOlder.value = page.more;
			this.held.value = true;
			this.stale = false;
		});
	}

	/** It gets no changes any more until it is loaded again; what it shows stays. */
	letGo(): void {
		this.stale = true;
		this.held.value = false;
	}

	/** Changes of its room, in the order of the log. */
	apply(messages: readonly Message[]): void {
		const replies: Message[] = [];
		for (const message of messages) {
			if (message.seq === this.root) this.#takeRoot(message);
			else if (message.thread === this.root) {
				if (message.author) this.who.stop(message.author.id);
				replies.push(message);
			} else if (message.event === "cleared" && message.seq > this.root) this.#clear();
		}
		if (this.stale || replies.length === 0) return;
		this.messages.value = applyMessages(this.messages.peek(), replies, !this.hasOlder.peek());
	}

	#takeRoot(root: Message): void {
		if ((this.rootMessage.peek()?.rev ?? -1) < root.rev) this.rootMessage.value = root;
	}

	#clear(): void {
		this.rootMessage.value = null;
		this.messages.value = [];
		this.hasOlder.value = false;
	}
}
