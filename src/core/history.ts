import type { Message, PlacedMessage, RoomSummary, ThreadMark } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { GivenReaction, Store } from "../store/port.ts";
import { MAX_ANSWER_CHARS } from "./answer-size.ts";
import type { Limits } from "./limits.ts";
import { notYours, requireMember } from "./membership.ts";
import type { Place } from "./messages.ts";
import type { Person } from "./presence.ts";

/** Further behind than this, a client starts anew from the newest page. */
const MAX_CHANGES = 1000;
const PAGE = 50;
const MAX_PINS = 200;

/** One of them, or none for the newest messages. */
export interface Where {
	before?: number | undefined;
	after?: number | undefined;
	around?: number | undefined;
}

export type ReactionsTo = ReadonlyMap<number, readonly GivenReaction[]>;

interface Page {
	messages: Message[];
	head: number;
	/** Older ones are left. */
	more: boolean;
	/** Later ones are. */
	newer: boolean;
}

function placeIn(where: Where): { before?: number; after?: number; around?: number } {
	const given = Object.entries(where).filter((entry): entry is [keyof Where, number] => entry[1] !== undefined);
	if (given.length > 1) {
		throw new ParlourError("bad_request", "Cannot read this page: give one of before, after and around");
	}
	return Object.fromEntries(given);
}

/** Reading what was said in the rooms that one is in. All throw `not_found` and `rate_limited`. */
export class History {
	readonly #store: Store;
	readonly #limits: Limits;

	constructor(store: Store, limits: Limits) {
		this.#store = store;
		this.#limits = limits;
	}

	/** What changed after the cursor, or the newest page where that is too much. */
	async changesSince(
		person: Person,
		room: number,
		cursor: number,
	): Promise<{ room: RoomSummary; messages: Message[]; more: boolean; reset: boolean }> {
		this.#admit(person, room);
		// Before the changes: a head older than they are costs a repetition, a newer one would lose some.
		const summary = await this.#store.roomOf(person.account.id, room);
		if (!summary) throw notYours();
		const behind =
			cursor <= summary.head ? await this.#store.changesSince(room, cursor, MAX_CHANGES, MAX_ANSWER_CHARS) : null;
		if (behind) {
			const last = behind.at(-1);
			return { room: summary, messages: behind, more: last !== undefined && last.rev < summary.head, reset: false };
		}
		const page = await this.#store.page(room, {}, PAGE, MAX_ANSWER_CHARS);
		return { room: summary, messages: page.messages, more: false, reset: true };
	}

	/** By `seq`; replies that stand in their threads only are left out. `bad_request` for two places at once. */
	async page(person: Person, room: number, where: Where = {}, limit: number = PAGE): Promise<Page> {
		const place = placeIn(where);
		this.#admit(person, room);
		return this.#store.page(room, place, limit, MAX_ANSWER_CHARS);
	}

	/** The same, with all replies. */
	async pageWithThreads(person: Person, room: number, where: Where = {}, limit: number = PAGE): Promise<Page> {
		const place = placeIn(where);
		this.#admit(person, room);
		return this.#store.pageWithThreads(room, place, limit, MAX_ANSWER_CHARS);
	}

	/** What the replies of a page answer, by `seq`. */
	async rootsOf(person: Person, room: number, page: readonly Message[]): Promise<Map<number, Message>> {
		requireMember(person, room);
		const wanted = new Set(page.flatMap(({ thread }) => thread ?? []));
		const roots = new Map(page.filter(({ seq }) => wanted.has(seq)).map((message) => [message.seq, message]));
		for (const seq of wanted) {
			const root = roots.get(seq) ?? (await this.#store.message(room, seq));
			if (root) roots.set(seq, root);
		}
		return roots;
	}

	/** By `seq`, who reacted to the messages of a page, and when; `limit` at most, of the latest messages first. */
	async reactionsTo(person: Person, room: number, page: readonly Message[], limit: number): Promise<ReactionsTo> {
		requireMember(person, room);
		const seqs = page.filter(({ reactions }) => reactions).map(({ seq }) => seq);
		const found = seqs.length === 0 ? [] : await this.#store.reactions(room, seqs.reverse(), limit);
		return Map.groupBy(found, ({ seq }) => seq);
	}

	/** By room, of those that one is in, when the last message was said; nothing where none was. */
	async lastSaid(person: Person): Promise<Map<number, number>> {
		this.#limits.take("pages", person.account.id);
		const said = await this.#store.lastSaid([...person.rooms]);
		return new Map(said.map(({ room, at }) => [room, at]));
	}

	/** A thread's root and replies, by `seq`. A message without replies is a root too; of a reply, the thread that it is in. */
	async thread(
		person: Person,
		room: number,
		root: number,
		before: number | null,
		limit: number = PAGE,
	): Promise<{ root: Message; messages: Message[]; more: boolean; head: number; mark: ThreadMark }> {
		this.#admit(person, room);
		const rootOf = (await this.#store.message(room, root))?.thread ?? root;
		const page = await this.#store.thread(person.account.id, room, rootOf, before, limit, MAX_ANSWER_CHARS);
		if (!page) throw new ParlourError("not_found", `Cannot find message ${root} in room ${room}`);
		return page;
	}

	/** The room's pinned messages, the latest pinned first; fewer where they are long. */
	async pins(person: Person, room: number): Promise<PlacedMessage[]> {
		this.#admit(person, room);
		return this.#store.pins(room, MAX_PINS, MAX_ANSWER_CHARS);
	}

	/** The texts that a message had before, the oldest first; the latest ones, where they are many. */
	async edits(person: Person, { room, seq }: Place): Promise<{ body: string; at: number }[]> {
		this.#admit(person, room);
		return this.#store.edits(room, seq, MAX_ANSWER_CHARS);
	}

	#admit(person: Person, room: number): void {
		requireMember(person, room);
		this.#limits.take("pages", person.account.id);
	}
}
