import { ACTION } from "../../protocol/action.ts";

/** A message's text on a line: without the marks of Markdown and the line breaks. */
export function plainText(body: string): string {
	return body
		.replace(ACTION, "")
		.replace(/^\s*(```|~~~).*$/gm, "")
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
		.replace(/^\s*(>+|#{1,6}|[-*+]|\d+\.)\s+/gm, "")
		.replace(/(\*\*|__|~~|`)(?=\S)(.+?)\1/g, "$2")
		.replace(/(^|[\s(])([*_])(?=\S)(.+?)\2(?=[\s).,!?:;]|$)/g, "$1$3")
		.replace(/\s+/g, " ")
		.trim();
}

const BEFORE = 60;

/** What stands around the first term, at most `most` characters, with an ellipsis where something is left out. */
export function around(text: string, terms: readonly string[], most: number): string {
	if (text.length <= most) return text;
	const first = matcherOf(terms)?.exec(text)?.index ?? 0;
	const before = Math.min(BEFORE, most / 3);
	if (first <= most - before) return `${cut(text, 0, most)}…`;
	// Not in the middle of a word.
	const from = text.indexOf(" ", first - before);
	const start = from < 0 || from > first ? first : from + 1;
	return `…${cut(text, start, start + most)}${start + most < text.length ? "…" : ""}`;
}

/** The text in pieces, those that match a term marked. */
export function marked(text: string, terms: readonly string[]): { text: string; hit: boolean }[] {
	const matcher = matcherOf(terms);
	if (!matcher) return [{ text, hit: false }];
	// With one group, every second piece is a match.
	return text
		.split(matcher)
		.map((piece, at) => ({ text: piece, hit: at % 2 === 1 }))
		.filter((piece) => piece.text !== "");
}

const LONG_WORD = 24;

/** Words and surrogate pairs stay whole, but for very long words. */
function cut(text: string, from: number, to: number): string {
	const space = text.lastIndexOf(" ", to);
	if (to < text.length && space > to - LONG_WORD) return text.slice(from, space).trimEnd();
	const end = /[\uD800-\uDBFF]/.test(text[to - 1] ?? "") ? to - 1 : to;
	return text.slice(from, end).trimEnd();
}

function matcherOf(terms: readonly string[]): RegExp | null {
	const patterns = terms
		.filter((term) => term.trim() !== "")
		.toSorted((a, b) => b.length - a.length)
		.map((term) => {
			const words = term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
			// A word is found where a word begins with it; scripts without spaces have no such place.
			return /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u.test(term)
				? `(?<![\\p{L}\\p{N}])${words}`
				: words;
		});
	return patterns.length === 0 ? null : new RegExp(`(${patterns.join("|")})`, "iu");
}
