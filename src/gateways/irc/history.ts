import type { Person } from "../../core/presence.ts";
import type { Message, Room } from "../../protocol/entities.ts";
import type { IrcClient } from "./irc-client.ts";
import { placeOf } from "./names.ts";
import { isTold } from "./show/history.ts";

/** Where a reference stands in a room: the number of the first message that is not before it, and the first after it. */
export interface Bounds {
	at: number;
	past: number;
}

/** `*`: no reference. */
export const NO_BOUNDS: Bounds = { at: 0, past: 0 };

/** Messages from `after` on and below `before`; where there are more than asked for, those at the end named by `from`. */
export type Stretch =
	| { after: number; before: number | null; from: "start" | "end" }
	| { after: number; before: number | null; from: "middle"; middle: number };

const MAX_ROUNDS = 20;
/** Some of what is read is not told, so that a page of few would often be read in vain. */
const LEAST_READ = 50;

/** `msgid=ID`, `timestamp=TIME` or `*`; null for what is none of them. */
export async function boundsOf(
	client: IrcClient,
	person: Person,
	room: Room,
	reference: string,
): Promise<Bounds | null> {
	if (reference === "*") return NO_BOUNDS;
	const place = placeOf(/^msgid=(.+)$/.exec(reference)?.[1] ?? "");
	if (place) return place.room === room.id ? { at: place.seq, past: place.seq + 1 } : null;
	const at = Date.parse(/^timestamp=(.+)$/.exec(reference)?.[1] ?? "");
	if (Number.isNaN(at)) return null;
	const first = await firstFrom(client, person, room, at);
	return { at: first, past: await firstFrom(client, person, room, at + 1, first - 1) };
}

/** The number of the first message at this time or later, by halving: times hardly ever go back in a room. */
export async function firstFrom(client: IrcClient, person: Person, room: Room, at: number, above = 0): Promise<number> {
	const { history, rooms } = client.context.core;
	let low = above;
	let high = (await rooms.summary(person, room.id)).head + 1;
	while (low + 1 < high) {
		const middle = Math.floor((low + high) / 2);
		const { messages } = await client.patiently(() => history.page(person, room.id, { after: middle - 1 }, 1));
		const [found] = messages;
		if (!found || found.at >= at) high = middle;
		else low = Math.max(middle, found.seq);
	}
	return high;
}

/** At most `count` messages of a stretch, of those that this client is told. */
export async function readStretch(
	client: IrcClient,
	person: Person,
	room: Room,
	stretch: Stretch,
	count: number,
): Promise<Message[]> {
	const { history } = client.context.core;
	const page = (where: { before?: number; after?: number; around?: number }, size = Math.max(count, LEAST_READ)) =>
		client.patiently(() => history.page(person, room.id, where, size));
	const fits = (message: Message) =>
		message.seq >= stretch.after &&
		(stretch.before === null || message.seq < stretch.before) &&
		isTold(client, room, message);
	if (stretch.from === "middle") return (await page({ around: stretch.middle }, count)).messages.filter(fits);

	const found: Message[] = [];
	const forward = stretch.from === "start";
	let at = forward ? Math.max(0, stretch.after - 1) : stretch.before;
	for (let round = 0; round < MAX_ROUNDS && found.length < count && !client.over; round++) {
		const { messages, more, newer } = await page(forward ? { after: at ?? 0 } : at === null ? {} : { before: at });
		const [first, last] = [messages[0], messages.at(-1)];
		if (!first || !last) break;
		if (forward) found.push(...messages.filter(fits));
		else found.unshift(...messages.filter(fits));
		at = forward ? last.seq : first.seq;
		const outside = forward ? stretch.before !== null && at >= stretch.before : at <= stretch.after;
		if (outside || !(forward ? newer : more)) break;
	}
	return forward ? found.slice(0, count) : found.slice(-count);
}
