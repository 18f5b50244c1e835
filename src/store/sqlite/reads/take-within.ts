import type { Message } from "../../../protocol/entities.ts";
import { charsOf, type MessageRow, toMessage } from "../rows.ts";

export interface Taken {
	messages: Message[];
	chars: number;
	/** Some were left. */
	more: boolean;
}

export interface Bounds {
	maxChars: number;
	most: number;
	/** Taken whatever it has. */
	least: 0 | 1;
}

/** The first ones that have no more than so many characters together, but at least one. Reads no further than wanted. */
export function firstWithin<T>(items: Iterable<T>, maxChars: number, charsOfOne: (item: T) => number): T[] {
	const taken: T[] = [];
	let chars = 0;
	for (const item of items) {
		chars += charsOfOne(item);
		if (taken.length > 0 && chars > maxChars) break;
		taken.push(item);
	}
	return taken;
}

/** Reads no further than wanted: rows that are not looked at cost nothing. */
export function takeWithin(rows: Iterable<MessageRow>, { maxChars, most, least }: Bounds): Taken {
	const messages: Message[] = [];
	let chars = 0;
	for (const row of rows) {
		const size = charsOf(row);
		const full = messages.length >= least && chars + size > maxChars;
		if (messages.length === most || full) return { messages, chars, more: true };
		messages.push(toMessage(row));
		chars += size;
	}
	return { messages, chars, more: false };
}
