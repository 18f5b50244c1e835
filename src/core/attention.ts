import type { Message, Notify, PlacedMessage, RoomSummary, ThreadMark } from "../protocol/entities.ts";
import type { Store } from "../store/port.ts";
import { MAX_ANSWER_CHARS } from "./answer-size.ts";
import type { Limits } from "./limits.ts";
import { requireMember } from "./membership.ts";
import type { Person } from "./presence.ts";

const INBOX = 100;
const UNREAD_THREADS = 200;

/** What asks for a person: how far they have read, which threads they follow, and what they want to be told of. */
export class Attention {
	readonly #store: Store;
	readonly #limits: Limits;

	constructor(store: Store, limits: Limits) {
		this.#store = store;
		this.#limits = limits;
	}

	/** In the room, or in one of its threads; `back` moves the marker back. Throws `not_found`, `rate_limited`. */
	async markRead(
		person: Person,
		at: { room: number; thread?: number | undefined; seq: number; back?: boolean | undefined },
	): Promise<void> {
		const { room, thread, seq } = at;
		requireMember(person, room);
		this.#limits.take("reads", person.account.id);
		const mark = { room, user: person.account.id, seq, ...(at.back ? { back: true } : {}) };
		if (thread === undefined) await this.#store.markRead(mark);
		else await this.#store.markThreadRead({ ...mark, root: thread });
	}

	/** Throws `not_found`, `rate_limited`. */
	async follow(person: Person, room: number, root: number, on: boolean): Promise<void> {
		requireMember(person, room);
		this.#limits.take("keeping", person.account.id);
		await this.#store.followThread({ room, root, user: person.account.id, on });
	}

	/** Throws `not_found`, `rate_limited`. */
	async setNotify(person: Person, room: number, level: Notify): Promise<void> {
		requireMember(person, room);
		this.#limits.take("keeping", person.account.id);
		await this.#store.setNotify({ room, user: person.account.id, level });
	}

	/** The threads that one follows and the messages that name one; fewer where they are long. Throws `rate_limited`. */
	async inbox(person: Person): Promise<{
		threads: { mark: ThreadMark; root: Message; last: Message | null }[];
		mentions: (PlacedMessage & { read: boolean })[];
	}> {
		this.#limits.take("pages", person.account.id);
		return this.#store.inbox(person.account.id, INBOX, MAX_ANSWER_CHARS);
	}

	/** What somebody who connects must know to see what is unread: their rooms, and the threads with something new. */
	async unread(person: Person): Promise<{ rooms: RoomSummary[]; threads: ThreadMark[] }> {
		const [rooms, threads] = await Promise.all([
			this.#store.roomsOf(person.account.id),
			this.#store.unreadThreads(person.account.id, UNREAD_THREADS),
		]);
		return { rooms, threads };
	}
}
