import type { SearchQuery } from "../../search-query.ts";
import { authorMark, FILE_MARK, monthMark, phraseOf, roomMark, THREAD_MARK, yearMark } from "./index-text.ts";

/** Beyond this many the rooms are not asked of the index: it would go through a list for each. */
const MAX_ROOMS = 150;
/** Together; the terms beyond are left out, as what they would cost cannot be bounded otherwise. */
const MAX_WORDS = 32;
const FIRST_YEAR = 1970;
/** The words that begin with one letter, and for terms that are done with two, are too many to go through. */
const LEAST_BEGINNING = 3;
const LEAST_BEGINNING_TYPED = 2;

function inText(phrase: string): string {
	return `{text} : ${phrase}`;
}

function marked(...anyOf: string[]): string {
	return `{marks} : (${anyOf.map((mark) => `"${mark}"`).join(" OR ")})`;
}

function withinMaxWords(phrases: readonly string[]): string[] {
	let words = 0;
	return phrases.filter((phrase) => {
		words += phrase.split(" ").length;
		return words <= MAX_WORDS;
	});
}

/** The months, and in between the whole years, that hold the time from `after` up to `before`. */
function monthsBetween(after: number, before: number): string[] {
	const marks: string[] = [];
	const first = new Date(after);
	const last = new Date(before - 1);
	const lastMonth = last.getUTCFullYear() * 12 + last.getUTCMonth();
	let month = first.getUTCFullYear() * 12 + first.getUTCMonth();
	while (month <= lastMonth) {
		const year = Math.floor(month / 12);
		if (month % 12 === 0 && month + 11 <= lastMonth) {
			marks.push(yearMark(year));
			month += 12;
		} else {
			marks.push(monthMark(year, (month % 12) + 1));
			month++;
		}
	}
	return marks;
}

/**
 * The FTS5 expression for what the index can tell of a query; `rooms` are those that the person is in. Times are only as
 * exact as the month, and rooms may be left out: each hit has to be looked at. Null where nothing can fit.
 */
export function matchExpression(query: SearchQuery, rooms: readonly number[], now: number): string | null {
	const wanted = query.room === undefined ? rooms : rooms.filter((room) => room === query.room);
	if (wanted.length === 0) return null;
	const last = query.terms.length - 1;
	const phrases = withinMaxWords(
		query.terms.flatMap((term, at) => phraseOf(term, at === last ? LEAST_BEGINNING_TYPED : LEAST_BEGINNING) ?? []),
	);
	const all = phrases.map(inText);
	if (query.author !== undefined) all.push(marked(authorMark(query.author)));
	if (query.hasFile) all.push(marked(FILE_MARK));
	if (query.inThread) all.push(marked(THREAD_MARK));
	const dated = query.after !== undefined || query.before !== undefined;
	if (dated || (all.length === 0 && wanted.length > MAX_ROOMS)) {
		const after = Math.max(query.after ?? 0, Date.UTC(FIRST_YEAR, 0));
		// Messages may come from a clock that is ahead of this one.
		const nextYear = Date.UTC(new Date(now).getUTCFullYear() + 2, 0);
		const before = Math.min(query.before ?? nextYear, nextYear);
		if (after >= before) return null;
		all.push(marked(...monthsBetween(after, before)));
	}
	if (wanted.length <= MAX_ROOMS) all.push(marked(...wanted.map(roomMark)));
	const unwanted = withinMaxWords(query.without.flatMap((term) => phraseOf(term, LEAST_BEGINNING) ?? []));
	const without = unwanted.map(inText);
	const match = `(${all.join(" AND ")})`;
	return without.length === 0 ? match : `${match} NOT (${without.join(" OR ")})`;
}
