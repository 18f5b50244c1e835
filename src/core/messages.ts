import type { Bus } from "../bus/port.ts";
import type { Message, RoomSummary } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import type { Person } from "./presence.ts";
import { requireMember } from "./rooms.ts";
import { checkBody } from "./texts.ts";

/** Further behind than this, a client starts anew from the newest page. */
const MAX_CHANGES = 1000;
const PAGE = 50;
/** A bound on one answer, so that a slow reader's queue holds it. */
const MAX_ANSWER_CHARS = 200_000;

/** Posting, changing and reading what is said in rooms. Checks are made before the first await, so that order is kept. */
export class Messages {
	readonly #store: Store;
	readonly #bus: Bus;
	readonly #clock: Clock;
	readonly #limits: Limits;
	readonly maxBodyChars: number;

	constructor(ports: { store: Store; bus: Bus; clock: Clock }, limits: Limits, maxBodyChars: number) {
		this.#store = ports.store;
		this.#bus = ports.bus;
		this.#clock = ports.clock;
		this.#limits = limits;
		this.maxBodyChars = maxBodyChars;
	}

	/** The message as posted; the same nonce again gives the same message. Throws `not_found`, `message_empty`, `message_too_long`, `rate_limited`. */
	async post(person: Person, post: { room: number; body: string; nonce: string | null }): Promise<Message> {
		requireMember(person, post.room);
		const body = checkBody(post.body, this.maxBodyChars);
		this.#limits.take("posts", person.account.id);
		const { change } = await this.#store.postMessage({
			room: post.room,
			author: person.user,
			body,
			nonce: post.nonce,
			at: this.#clock.now(),
		});
		return change.message;
	}

	/** Throws `not_found`, `forbidden`, `message_empty`, `message_too_long`, `rate_limited`. */
	async edit(person: Person, edit: { room: number; seq: number; body: string }): Promise<void> {
		requireMember(person, edit.room);
		const body = checkBody(edit.body, this.maxBodyChars);
		this.#limits.take("posts", person.account.id);
		const { room, seq } = edit;
		await this.#store.editMessage({ room, seq, by: person.user, body, at: this.#clock.now() });
	}

	/** One's own; the owner and admins, anybody's. Throws `not_found`, `forbidden`, `rate_limited`. */
	async delete(person: Person, target: { room: number; seq: number }): Promise<void> {
		requireMember(person, target.room);
		this.#limits.take("posts", person.account.id);
		const { room, seq } = target;
		const anyone = person.account.role !== "member";
		await this.#store.deleteMessage({ room, seq, by: person.user, anyone, at: this.#clock.now() });
	}

	/** The host's words, in the lobby. */
	async say(text: string): Promise<Message> {
		const body = checkBody(text, this.maxBodyChars);
		const lobby = await this.#store.lobby();
		const change = await this.#store.postEvent({
			room: lobby.id,
			event: "said",
			author: null,
			body,
			at: this.#clock.now(),
		});
		return change.message;
	}

	/** What changed after the cursor, or the newest page where that is too much. Throws `not_found`, `rate_limited`. */
	async changesSince(
		person: Person,
		room: number,
		cursor: number,
	): Promise<{ room: RoomSummary; messages: Message[]; more: boolean; reset: boolean }> {
		requireMember(person, room);
		this.#limits.take("pages", person.account.id);
		// Before the changes: a head older than they are costs a repetition, a newer one would lose some.
		const summary = await this.#store.roomOf(person.account.id, room);
		if (!summary) throw new Error("a member's room is missing");
		const behind =
			cursor <= summary.head ? await this.#store.changesSince(room, cursor, MAX_CHANGES, MAX_ANSWER_CHARS) : null;
		if (behind) {
			const last = behind.at(-1);
			return { room: summary, messages: behind, more: last !== undefined && last.rev < summary.head, reset: false };
		}
		const page = await this.#store.page(room, null, PAGE, MAX_ANSWER_CHARS);
		return { room: summary, messages: page.messages, more: false, reset: true };
	}

	/** By `seq`: the messages before `before`, or the newest ones. Throws `not_found`, `rate_limited`. */
	async page(
		person: Person,
		room: number,
		before: number | null,
		limit: number = PAGE,
	): Promise<{ messages: Message[]; head: number; more: boolean }> {
		requireMember(person, room);
		this.#limits.take("pages", person.account.id);
		return this.#store.page(room, before, limit, MAX_ANSWER_CHARS);
	}

	/** Throws `not_found`, `rate_limited`. */
	async markRead(person: Person, room: number, seq: number): Promise<void> {
		requireMember(person, room);
		this.#limits.take("reads", person.account.id);
		await this.#store.markRead({ room, user: person.account.id, seq });
	}

	typing(person: Person, room: number): void {
		if (!person.rooms.has(room) || !this.#limits.allows("typing", person.account.id)) return;
		this.#bus.publish({ type: "typing", user: person.user, room });
	}

	/** Every message of the rooms goes, with no copy left in the store's files. The answer counts them. Throws `storage_failed` where copies may be left. */
	async clear(rooms: readonly number[]): Promise<number> {
		let cleared = 0;
		for (const room of rooms) {
			cleared += (await this.#store.clearRoom({ room, at: this.#clock.now() })).cleared;
		}
		try {
			await this.#store.scrub();
		} catch (cause) {
			const why = cause instanceof Error ? cause.message : String(cause);
			throw new ParlourError(
				"storage_failed",
				`The history is deleted, but copies may be left in the data folder: ${why}. Run the command again`,
			);
		}
		return cleared;
	}
}
