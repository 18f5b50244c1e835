import { datesOf } from "./search-dates.ts";

/** What somebody typed into a search, before any name is looked up. All of it must hold. */
export interface SearchWords {
	terms: string[];
	without: string[];
	/** Names as typed. */
	from: string[];
	in: string[];
	after?: number;
	before?: number;
	hasFile: boolean;
	inThread: boolean;
	/** A date that is none: nothing fits. */
	impossible: boolean;
}

/** More only cost. */
const MAX_TERMS = 16;
const QUOTES = /[“”„‟«»＂]/g;
const PIECE =
	/(?<minus>-)?(?:(?<filter>from|in|before|after|on|has|is):)?(?:"(?<quoted>[^"]*)(?:"|$)|(?<plain>[^\s"]+))/giu;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Never fails: what is no filter is a word. */
export function parseSearch(typed: string): SearchWords {
	const words: SearchWords = {
		terms: [],
		without: [],
		from: [],
		in: [],
		hasFile: false,
		inThread: false,
		impossible: false,
	};
	for (const { groups = {} } of typed.normalize("NFC").replace(QUOTES, '"').matchAll(PIECE)) {
		const { minus = "", filter = "", quoted, plain = "" } = groups;
		const value = (quoted ?? plain).trim();
		if (minus === "" && filter !== "" && takeFilter(words, filter.toLowerCase(), value)) continue;
		const term = filter === "" ? value : `${filter}:${value}`;
		// A filter whose value is still being typed is no word.
		if (!HAS_LETTER_OR_DIGIT.test(term) || isBareFilter(term)) continue;
		if (words.terms.length + words.without.length === MAX_TERMS) break;
		const list = minus === "" ? words.terms : words.without;
		if (!list.includes(term)) list.push(term);
	}
	return words;
}

/** Whether anything at all is asked for. */
export function asksNothing({
	terms,
	without,
	from,
	in: rooms,
	after,
	before,
	hasFile,
	inThread,
}: SearchWords): boolean {
	const lists = [terms, without, from, rooms];
	return (
		lists.every(({ length }) => length === 0) && after === undefined && before === undefined && !hasFile && !inThread
	);
}

function isBareFilter(term: string): boolean {
	return /^(?:from|in|before|after|on|has|is):$/i.test(term);
}

/** False for a value that the filter does not know. */
function takeFilter(words: SearchWords, filter: string, value: string): boolean {
	if (value === "") return true;
	if (filter === "from") words.from.push(value);
	else if (filter === "in") words.in.push(value);
	else if (filter === "has") {
		if (!/^files?$/i.test(value)) return false;
		words.hasFile = true;
	} else if (filter === "is") {
		if (!/^threads?$/i.test(value)) return false;
		words.inThread = true;
	} else takeDates(words, filter, value);
	return true;
}

function takeDates(words: SearchWords, filter: string, value: string): void {
	const dates = datesOf(value);
	if (dates === null) {
		words.impossible = true;
		return;
	}
	if (filter !== "before") words.after = Math.max(words.after ?? 0, dates.start);
	if (filter === "before") words.before = Math.min(words.before ?? Number.MAX_SAFE_INTEGER, dates.start);
	if (filter === "on") words.before = Math.min(words.before ?? Number.MAX_SAFE_INTEGER, dates.end);
}
