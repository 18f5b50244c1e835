import type { Person } from "../../core/presence.ts";
import type { Message, Room } from "../../protocol/entities.ts";
import type { IrcClient } from "./connection/irc-client.ts";
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
export interface Stretch {
	after: number;
	before: number | null;
	from: "start" | "end";
}

/** Some of what is read is not told, so that a page of few would often be read in vain. */
const LEAST_READ = 50;
const READ_AT_ONCE = 200;
/** Then less than was asked for will do; but nothing at all would be taken for the end of the history. */
const ENOUGH_ROUNDS = 20;

/** `timestamp=YYYY-MM-DDThh:mm:ss.sssZ`, in milliseconds; null for what is none. */
export function timeOf(reference: string): number | null {
	const [, text] = /^timestamp=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)$/.exec(reference) ?? [];
	const at = Date.parse(text ?? "");
	return Number.isNaN(at) ? null : at;
}

/** `msgid=ID` or `timestamp=TIME`; null for what is neither. */
export async function boundsOf(
	client: IrcClient,
	person: Person,
	room: Room,
	reference: string,
): Promise<Bounds | null> {
	const place = placeOf(/^msgid=(.+)$/.exec(reference)?.[1] ?? "");
	if (place) return place.room === room.id ? { at: place.line, past: place.line + 1 } : null;
	const at = timeOf(reference);
	if (at === null) return null;
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
		const { messages } = await client.patiently(() =>
			history.pageWithThreads(person, room.id, { after: middle - 1 }, 1),
		);
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
	{ after, before, from }: Stretch,
	count: number,
): Promise<Message[]> {
	const { history } = client.context.core;
	const fits = (message: Message) =>
		message.seq >= after && (before === null || message.seq < before) && isTold(client, room, message);
	const forward = from === "start";
	const found: Message[] = [];
	let at = forward ? Math.max(0, after - 1) : before;
	for (let round = 0; found.length < count && !client.over; round++) {
		if (round >= ENOUGH_ROUNDS && found.length > 0) break;
		const where = forward ? { after: at ?? 0 } : at === null ? {} : { before: at };
		const size = round === 0 ? Math.max(count, LEAST_READ) : READ_AT_ONCE;
		const { messages, more, newer } = await client.patiently(() =>
			history.pageWithThreads(person, room.id, where, size),
		);
		const [first, last] = [messages[0], messages.at(-1)];
		if (!first || !last) break;
		if (forward) found.push(...messages.filter(fits));
		else found.unshift(...messages.filter(fits));
		at = forward ? last.seq : first.seq;
		const outside = forward ? before !== null && at >= before : at <= after;
		if (outside || !(forward ? newer : more)) break;
	}
	return forward ? found.slice(0, count) : found.slice(-count);
}

/** At most `count`: what stands at a place and half of the rest on either side, or more of one where the other has less. */
export async function readAround(
	client: IrcClient,
	person: Person,
	room: Room,
	place: number,
	count: number,
): Promise<Message[]> {
	const later = await readStretch(client, person, room, { after: place, before: null, from: "start" }, count);
	const earlier = await readStretch(client, person, room, { after: 0, before: place, from: "end" }, count);
	const kept = later.slice(0, Math.max(Math.ceil(count / 2), count - earlier.length));
	return [...earlier.slice(Math.max(0, earlier.length + kept.length - count)), ...kept];
}
