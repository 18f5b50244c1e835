import type { Core } from "../../core/core.ts";
import type { Person } from "../../core/presence.ts";
import type { Account, Message } from "../../protocol/entities.ts";

const PAGE = 200;
const MAX_CHARS = 3_000_000;

/** What of a room's log a newcomer was shown, and so which changes are news to them. */
export interface Seen {
	isNews(change: Message): boolean;
	/** Every change after this one is news. */
	latest: number;
}

export interface History {
	/** Oldest first; deleted ones are left out. */
	messages: Message[];
	seen: Seen;
}

/** As someone who is not here yet: their arrival, which attaching announces, must not be part of what they find. */
export async function visitor(core: Core, account: Account): Promise<Person> {
	const user = { id: account.id, name: account.name };
	const person: Person = { account, user, rooms: new Set(), connections: new Set() };
	for (const room of await core.rooms.mine(person)) person.rooms.add(room.id);
	return person;
}

type Page = Pick<Awaited<ReturnType<Core["history"]["page"]>>, "messages" | "head" | "more">;
export type PageReader = (before: number | null, limit: number) => Promise<Page | null>;

/** The newest `maxLines`; null where the reader gives up. Changes must be collected from before this call on. */
export async function readHistory(readPage: PageReader, maxLines: number): Promise<History | null> {
	const newestFirst: Message[] = [];
	const shownRevs = new Map<number, number>();
	let head: number | null = null;
	let before: number | null = null;
	let chars = 0;
	let more = true;
	while (more && newestFirst.length < maxLines && chars < MAX_CHARS) {
		const page: Page | null = await readPage(before, PAGE);
		if (!page) return null;
		head ??= page.head;
		for (const message of page.messages.toReversed()) {
			before = message.seq;
			chars += message.body.length;
			if (message.rev > head) shownRevs.set(message.seq, message.rev);
			if (!message.deleted && newestFirst.length < maxLines) newestFirst.push(message);
		}
		more = page.more && page.messages.length > 0;
	}
	const upTo = head ?? 0;
	const seen: Seen = {
		// An older page is read later, and may already hold a change that is newer than the first page's head.
		isNews: ({ seq, rev }) => rev > upTo && rev > (shownRevs.get(seq) ?? 0),
		latest: Math.max(upTo, ...shownRevs.values()),
	};
	return { messages: newestFirst.reverse(), seen };
}
