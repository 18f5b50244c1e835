import { expect } from "bun:test";
import type { Message, Reaction, Replies, User } from "../../protocol/entities.ts";
import type { ErrorCode } from "../../protocol/errors.ts";
import type { Step } from "./steps.contract.ts";
import { AT } from "./under-test.contract.ts";

interface ModelRoom {
	head: number;
	topic: string;
	messages: Map<number, Message>;
	/** Each member's read marker. */
	members: Map<number, number>;
	/** Of each root those who follow its thread, and how far they have read it. */
	follows: Map<number, Map<number, number>>;
}

/** What a root shows of these replies, the latest last. */
function repliesOf(standing: readonly Message[]): Replies | undefined {
	const last = standing.at(-1);
	if (!last) return undefined;
	const users = new Set(standing.map(({ author }) => author?.id ?? 0).reverse());
	return { count: standing.length, lastSeq: last.seq, lastAt: last.at, users: [...users].slice(0, 5) };
}

function reactedTo(message: Message, user: number, emoji: string, on: boolean): Reaction[] | null {
	const reactions = message.reactions ?? [];
	const has = reactions.some((reaction) => reaction.emoji === emoji && reaction.users.includes(user));
	if (has === on) return null;
	const known = reactions.some((reaction) => reaction.emoji === emoji)
		? reactions
		: [...reactions, { emoji, users: [] }];
	return known
		.map((reaction) => {
			if (reaction.emoji !== emoji) return reaction;
			const others = reaction.users.filter((id) => id !== user);
			return { emoji, users: on ? [...others, user] : others };
		})
		.filter(({ users }) => users.length > 0);
}

/** The rules of the log in a few lines, for one writer after another. */
export class Model {
	readonly rooms = new Map<number, ModelRoom>();
	readonly #nonces = new Map<string, { room: number; seq: number }>();

	open(id: number, creator: User): void {
		this.rooms.set(id, {
			head: 0,
			topic: "",
			messages: new Map(),
			members: new Map([[creator.id, 0]]),
			follows: new Map(),
		});
		this.#append(id, { kind: "system", event: "created", author: creator, body: "" });
	}

	/** The code of the refusal, or null. */
	apply(step: Step, roomId: number, user: User, whom: User): ErrorCode | null {
		const room = this.#room(roomId);
		const isMember = room.members.has(user.id);
		switch (step.do) {
			case "post": {
				const nonce = step.nonce === null ? null : `nonce-${step.nonce}`;
				const key = `${user.id} ${nonce}`;
				const earlier = nonce === null ? undefined : this.#nonces.get(key);
				if (earlier && this.#room(earlier.room).messages.has(earlier.seq)) return null;
				if (!isMember) return "not_found";
				const text = { kind: "text" as const, author: user, body: step.body };
				const seq = this.#append(roomId, nonce === null ? text : { ...text, nonce });
				if (nonce !== null) this.#nonces.set(key, { room: roomId, seq });
				return null;
			}
			case "reply": {
				if (!isMember) return "not_found";
				const given = room.messages.get(step.thread);
				const root = given?.thread === undefined ? given : room.messages.get(given.thread);
				if (!root || root.kind === "system" || root.deleted) return "not_found";
				const text = { kind: "text" as const, author: user, body: step.body, thread: root.seq };
				const seq = this.#append(roomId, step.inRoom ? { ...text, inRoom: true } : text);
				this.#recount(room, root.seq);
				this.#follow(room, root, user, seq);
				return null;
			}
			case "react": {
				if (!isMember) return "not_found";
				const message = room.messages.get(step.seq);
				if (!message || message.kind === "system") return "not_found";
				const reactions = message.deleted ? null : reactedTo(message, user.id, step.emoji, step.on);
				if (!reactions) return null;
				const { reactions: _, ...rest } = message;
				const shown = reactions.length > 0 ? { reactions } : {};
				room.messages.set(step.seq, { ...rest, rev: ++room.head, ...shown });
				return null;
			}
			case "edit": {
				if (!isMember) return "not_found";
				const message = room.messages.get(step.seq);
				if (!message || message.kind === "system") return "not_found";
				if (message.author?.id !== user.id) return "forbidden";
				if (message.deleted) return "not_found";
				if (message.body === step.body) return null;
				room.messages.set(step.seq, { ...message, rev: ++room.head, body: step.body, editedAt: AT });
				return null;
			}
			case "delete": {
				if (!isMember) return "not_found";
				const message = room.messages.get(step.seq);
				if (!message || message.kind === "system") return "not_found";
				if (message.author?.id !== user.id && !step.anyone) return "forbidden";
				if (message.deleted) return null;
				const { editedAt: _, reactions: _reactions, ...rest } = message;
				room.messages.set(step.seq, { ...rest, rev: ++room.head, body: "", deleted: true });
				if (message.thread !== undefined) this.#recount(room, message.thread);
				return null;
			}
			case "topic":
				if (!isMember) return "not_found";
				room.topic = step.topic;
				this.#append(roomId, { kind: "system", event: "topic", author: user, body: step.topic });
				return null;
			case "join":
				if (isMember) return null;
				room.members.set(user.id, room.head);
				this.#append(roomId, { kind: "system", event: "joined", author: user, body: "" });
				return null;
			case "invite":
				if (!isMember) return "not_found";
				if (room.members.has(whom.id)) return null;
				room.members.set(whom.id, room.head);
				this.#append(roomId, { kind: "system", event: "invited", author: user, body: whom.name });
				return null;
			case "leave":
				if (!room.members.delete(user.id)) return "not_found";
				this.#append(roomId, { kind: "system", event: "left", author: user, body: "" });
				return null;
			case "read": {
				const marker = room.members.get(user.id);
				if (marker === undefined) return "not_found";
				room.members.set(user.id, Math.max(marker, Math.min(step.seq, room.head)));
				return null;
			}
			case "clear":
				room.messages.clear();
				room.follows.clear();
				this.#append(roomId, { kind: "system", event: "cleared", author: null, body: "" });
				return null;
		}
	}

	log(room: number): Message[] {
		return [...this.#room(room).messages.values()].sort((a, b) => a.seq - b.seq);
	}

	replies(room: number, root: number): Message[] {
		return this.log(room).filter(({ thread }) => thread === root);
	}

	/** The roots with what is unread in them. */
	unreadThreads(roomId: number, user: number): Map<number, number> {
		const { members, follows } = this.#room(roomId);
		const found = new Map<number, number>();
		if (!members.has(user)) return found;
		for (const [root, followers] of follows) {
			const readSeq = followers.get(user) ?? Number.POSITIVE_INFINITY;
			const unread = this.replies(roomId, root).filter(
				({ seq, author, deleted }) => seq > readSeq && author?.id !== user && !deleted,
			);
			if (unread.length > 0) found.set(root, unread.length);
		}
		return found;
	}

	#follow({ follows, members }: ModelRoom, root: Message, user: User, seq: number): void {
		const followers = follows.get(root.seq) ?? new Map<number, number>();
		follows.set(root.seq, followers);
		const author = root.author?.id ?? 0;
		if (members.has(author) && !followers.has(author)) followers.set(author, seq - 1);
		followers.set(user.id, seq);
	}

	#recount(room: ModelRoom, seq: number): void {
		const root = room.messages.get(seq) ?? expect.unreachable();
		const replies = [...room.messages.values()].filter(({ thread, deleted }) => thread === seq && !deleted);
		const shown = repliesOf(replies.sort((a, b) => a.seq - b.seq));
		const { replies: _, ...rest } = root;
		room.messages.set(seq, { ...rest, rev: ++room.head, ...(shown ? { replies: shown } : {}) });
	}

	#room(id: number): ModelRoom {
		const room = this.rooms.get(id);
		if (!room) throw new Error(`the model has no room ${id}`);
		return room;
	}

	#append(id: number, message: Omit<Message, "seq" | "rev" | "at">): number {
		const room = this.#room(id);
		const seq = ++room.head;
		room.messages.set(seq, { seq, rev: seq, at: AT, ...message });
		return seq;
	}
}
