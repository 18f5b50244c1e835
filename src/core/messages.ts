import type { Bus } from "../bus/port.ts";
import type { Message } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import { mayDeleteOthers } from "../protocol/moderation.ts";
import type { Store } from "../store/port.ts";
import type { Clock } from "./clock.ts";
import { checkEmoji } from "./emoji.ts";
import type { Limits } from "./limits.ts";
import { ownRoom, requireMember } from "./membership.ts";
import { findMentions, type Mentions } from "./mentions.ts";
import { namedMembers } from "./named-members.ts";
import type { Person, Presence } from "./presence.ts";
import { checkBody, cleanBody, looksEmpty } from "./texts.ts";
import { Turns } from "./turns.ts";

export interface Post {
	room: number;
	body: string;
	nonce: string | null;
	/** The root's `seq`, for a reply; `inRoom` where it stands in the room's log too. */
	thread?: number | undefined;
	inRoom?: boolean | undefined;
	/** Ids of one's own uploads. */
	files?: readonly string[] | undefined;
}

/** Which message of which room. */
export interface Place {
	room: number;
	seq: number;
}

/** Saying something in a room, and changing what was said. Checks are made before the first await, so that order is kept. */
export class Messages {
	readonly #store: Store;
	readonly #bus: Bus;
	readonly #clock: Clock;
	readonly #presence: Presence;
	readonly #limits: Limits;
	readonly #turns = new Turns();
	readonly maxBodyChars: number;

	constructor(
		ports: { store: Store; bus: Bus; clock: Clock },
		presence: Presence,
		limits: Limits,
		maxBodyChars: number,
	) {
		this.#store = ports.store;
		this.#bus = ports.bus;
		this.#clock = ports.clock;
		this.#presence = presence;
		this.#limits = limits;
		this.maxBodyChars = maxBodyChars;
	}

	/**
	 * The message as posted; the same nonce again gives the same message. Only one with files may have no words.
	 * Throws `not_found`, `message_empty`, `message_too_long`, `room_archived`, `banned`, `announcement_only`, `rate_limited`.
	 */
	async post(person: Person, post: Post): Promise<Message> {
		const { room, nonce, thread } = post;
		requireMember(person, room);
		const files = [...new Set(post.files)];
		const check = files.length > 0 ? cleanBody : checkBody;
		const body = check(post.body, this.maxBodyChars);
		const found = findMentions(body);
		this.#limits.take("posts", person.account.id);
		if (found.everyone) this.#limits.take("calls", person.account.id);
		const named = found.names.length > 0 ? this.#namedOthers(person, room, found) : [];
		const { change } = await this.#turns.take(person.account.id, named, (mentions) =>
			this.#store.postMessage({
				room,
				author: person.user,
				body: looksEmpty(body) ? "" : body,
				nonce,
				at: this.#clock.now(),
				...(thread === undefined ? {} : { thread, inRoom: post.inRoom ?? false }),
				...(mentions.length > 0 ? { mentions } : {}),
				...(found.everyone ? { everyone: found.everyone } : {}),
				...(found.everyone === "here" ? { here: this.#connectedOthers(person, room) } : {}),
				...(files.length > 0 ? { files } : {}),
			}),
		);
		return change.message;
	}

	/** Who is named by it now is told; `@here` and `@room` call nobody any more. Throws as `post`, and `forbidden`. */
	async edit(person: Person, edit: Place & { body: string }): Promise<void> {
		const { room, seq } = edit;
		requireMember(person, room);
		const body = cleanBody(edit.body, this.maxBodyChars);
		const found = findMentions(body);
		this.#limits.take("posts", person.account.id);
		const named = found.names.length > 0 ? this.#namedOthers(person, room, found) : [];
		const prepared = looksEmpty(body) ? this.#requireFiles({ room, seq }) : named;
		await this.#turns.take(person.account.id, prepared, (mentions) =>
			this.#store.editMessage({
				room,
				seq,
				by: person.user,
				body: looksEmpty(body) ? "" : body,
				mentions,
				at: this.#clock.now(),
			}),
		);
	}

	/** One's own; who moderates the room or runs the server, anybody's. Throws `not_found`, `forbidden`, `rate_limited`. */
	async delete(person: Person, { room, seq }: Place): Promise<void> {
		requireMember(person, room);
		this.#limits.take("posts", person.account.id);
		const anyone = mayDeleteOthers(person.account, await ownRoom(this.#store, person, room));
		await this.#store.deleteMessage({ room, seq, by: person.user, anyone, at: this.#clock.now() });
	}

	/** Throws `not_found`, `bad_request` for what is not one emoji, `forbidden` where there are too many, `banned`, `rate_limited`. */
	async react(person: Person, { room, seq }: Place, rawEmoji: string, on: boolean): Promise<void> {
		requireMember(person, room);
		const emoji = checkEmoji(rawEmoji);
		this.#limits.take("posts", person.account.id);
		await this.#store.react({ room, seq, by: person.user, emoji, on, at: this.#clock.now() });
	}

	/** Who may post may. Throws `not_found`, `room_archived`, `banned`, `announcement_only`, `rate_limited`. */
	async pin(person: Person, { room, seq }: Place, on: boolean): Promise<void> {
		requireMember(person, room);
		this.#limits.take("posts", person.account.id);
		await this.#store.pin({ room, seq, by: person.user, on, at: this.#clock.now() });
	}

	/** The host's words, in the lobby. */
	async say(text: string): Promise<Message> {
		const body = checkBody(text, this.maxBodyChars);
		const lobby = await this.#store.lobby();
		const at = this.#clock.now();
		const change = await this.#store.postEvent({ room: lobby.id, event: "said", author: null, body, at });
		return change.message;
	}

	typing(person: Person, room: number, thread?: number): void {
		if (!person.rooms.has(room) || !this.#limits.allows("typing", person.account.id)) return;
		this.#bus.publish({ type: "typing", user: person.user, room, ...(thread === undefined ? {} : { thread }) });
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

	/** Naming oneself calls nobody. */
	async #namedOthers(person: Person, room: number, found: Mentions): Promise<number[]> {
		const ids = await namedMembers(this.#store, room, found);
		return ids.filter((id) => id !== person.account.id);
	}

	#connectedOthers(person: Person, room: number): number[] {
		return [...this.#presence.inRoom(room)].map(({ account }) => account.id).filter((id) => id !== person.account.id);
	}

	/** Only a message with files may lose its words. */
	async #requireFiles({ room, seq }: Place): Promise<number[]> {
		const message = await this.#store.message(room, seq);
		if (message && !message.files) throw new ParlourError("message_empty", "Cannot save this: the message is empty");
		return [];
	}
}
