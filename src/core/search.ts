import type { ListedRoom, PlacedMessage, Profile } from "../protocol/entities.ts";
import type { Store } from "../store/port.ts";
import type { SearchQuery } from "../store/search-query.ts";
import type { Limits } from "./limits.ts";
import { lookupKey } from "./names.ts";
import type { People } from "./people.ts";
import type { Person } from "./presence.ts";
import { rateLimited } from "./rate-limit.ts";
import { asksNothing, parseSearch, type SearchWords } from "./search-words.ts";

const PAGE = 20;
const MAX_BESIDE = 5;
/** Searches of one person that run or wait: they have one thread for all. */
const MAX_UNDER_WAY = 3;

/** What a search is kept to beside what was typed; times in ms, the first one included. */
export type Within = Pick<SearchQuery, "author" | "room" | "after" | "before">;

export interface Found {
	/** What to highlight. */
	terms: string[];
	items: PlacedMessage[];
	next: number | null;
	people: Profile[];
	rooms: ListedRoom[];
}

/** Finds messages, people and rooms; only what the person may read. */
export class Search {
	readonly #store: Store;
	readonly #people: People;
	readonly #limits: Limits;
	readonly #underWay = new Map<number, number>();

	constructor(store: Store, people: People, limits: Limits) {
		this.#store = store;
		this.#people = people;
		this.#limits = limits;
	}

	/** docs/protocol.md says what may be typed. `before` is the former page's `next`. Throws `rate_limited`. */
	async find(person: Person, typed: string, before?: number, within: Within = {}): Promise<Found> {
		const user = person.account.id;
		this.#limits.take("searches", user);
		const underWay = this.#underWay.get(user) ?? 0;
		if (underWay >= MAX_UNDER_WAY) throw rateLimited(1000);
		this.#underWay.set(user, underWay + 1);
		try {
			return await this.#find(person, parseSearch(typed), before, within);
		} finally {
			const left = (this.#underWay.get(user) ?? 1) - 1;
			if (left === 0) this.#underWay.delete(user);
			else this.#underWay.set(user, left);
		}
	}

	async #find(person: Person, words: SearchWords, before: number | undefined, within: Within): Promise<Found> {
		const [page, people, rooms] = await Promise.all([
			this.#messages(person, words, before, within),
			before === undefined ? this.#peopleLike(person, words) : [],
			before === undefined ? this.#roomsLike(person, words) : [],
		]);
		// A membership may have ended while the search ran.
		const items = page.items.filter(({ room }) => person.rooms.has(room));
		return { terms: words.terms, items, next: page.next, people, rooms };
	}

	async #messages(
		person: Person,
		words: SearchWords,
		from: number | undefined,
		within: Within,
	): Promise<{ items: PlacedMessage[]; next: number | null }> {
		const nothing = { items: [], next: null };
		if (words.impossible || (asksNothing(words) && Object.keys(within).length === 0)) return nothing;
		const authors = new Set(await Promise.all(words.from.map((name) => this.#author(person, name))));
		const rooms = new Set(await Promise.all(words.in.map((name) => this.#room(person, name))));
		// Nobody is two people, and no message is in two rooms.
		if (authors.size > 1 || rooms.size > 1 || authors.has(null) || rooms.has(null)) return nothing;
		const [author] = authors;
		const [room] = rooms;
		const query: SearchQuery = { terms: words.terms, without: words.without };
		if (typeof author === "number") query.author = author;
		if (typeof room === "number") query.room = room;
		if (words.after !== undefined) query.after = words.after;
		if (words.before !== undefined) query.before = words.before;
		if (words.hasFile) query.hasFile = true;
		if (words.inThread) query.inThread = true;
		if (from !== undefined) query.from = from;
		return this.#store.search(person.account.id, { ...query, ...within }, PAGE);
	}

	async #author(person: Person, name: string): Promise<number | null> {
		const key = lookupKey(name);
		if (key === null) return null;
		if (key === "me") return person.account.id;
		return (await this.#store.accountByKey(key))?.id ?? null;
	}

	/** A room of one's own: others are as if they were not. */
	async #room(person: Person, name: string): Promise<number | null> {
		const key = name.startsWith("@") ? await this.#directKey(person, name) : lookupKey(name);
		const room = key === null ? null : await this.#store.roomByKey(key);
		return room && person.rooms.has(room.id) ? room.id : null;
	}

	/** `@name` is what one says to each other alone. */
	async #directKey(person: Person, name: string): Promise<string | null> {
		const other = await this.#author(person, name);
		if (other === null) return null;
		const ids = [...new Set([person.account.id, other])].sort((a, b) => a - b);
		return `direct:${ids.join(",")}`;
	}

	async #peopleLike(person: Person, { terms: [word] }: SearchWords): Promise<Profile[]> {
		return word === undefined ? [] : (await this.#people.find(person, word)).slice(0, MAX_BESIDE);
	}

	async #roomsLike(person: Person, { terms: [word] }: SearchWords): Promise<ListedRoom[]> {
		const key = word === undefined ? null : lookupKey(word);
		return key === null ? [] : this.#store.findRooms(person.account.id, key, MAX_BESIDE);
	}
}
