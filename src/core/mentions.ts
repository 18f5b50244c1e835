import { nameKey } from "./names.ts";

const MAX_NAMES = 50;
/** Longer than any name that could be somebody's. */
const MAX_NAME_UNITS = 64;
const MENTION = /(?<![\p{L}\p{M}\p{N}_/@\\])@([\p{L}\p{M}\p{N}._-]+)/gu;
const FENCE = /^[\s>]*(`{3,}|~{3,})([^\n]*)$/;

/** Whom a body names. A name that ends in punctuation comes with what it would be without: the first that exists is meant. */
export interface Mentions {
	/** Name keys: for each mention those that it may stand for, the likeliest first. */
	names: string[][];
	everyone: "here" | "room" | null;
}

/** The names behind an `@`, outside of code; at most 50 different ones. `@room` is more than `@here`. */
export function findMentions(body: string): Mentions {
	const found: Mentions = { names: [], everyone: null };
	if (!body.includes("@")) return found;
	const seen = new Set<string>();
	for (const [, word = ""] of withoutCode(body).matchAll(MENTION)) {
		// A long run of full stops would cost the square of its length; nobody has such a name.
		if (word.length > MAX_NAME_UNITS) continue;
		const bare = word.replace(/[._-]+$/, "").toLowerCase();
		if (bare === "room" || (bare === "here" && found.everyone === null)) found.everyone = bare;
		if (bare === "room" || bare === "here") continue;
		const keys = readings(word);
		const first = keys[0];
		if (first === undefined || seen.has(first) || seen.size >= MAX_NAMES) continue;
		seen.add(first);
		found.names.push(keys);
	}
	return found;
}

/** `asha..` may be a name, or asha at the end of a sentence. */
function readings(word: string): string[] {
	const bare = word.replace(/[._-]+$/, "");
	if (bare === "") return [];
	const all = [word, word.slice(0, -1), bare].filter((name) => name.length >= bare.length);
	return [...new Set(all.map(nameKey))];
}

/** The Markdown with its code blocks and spans blanked. */
function withoutCode(body: string): string {
	if (!/[`~]/.test(body)) return body;
	return withoutSpans(withoutFences(body));
}

function withoutFences(body: string): string {
	let open: string | null = null;
	const lines = body.split("\n").map((line) => {
		const [, fence = "", rest = ""] = FENCE.exec(line) ?? [];
		if (open !== null) {
			const closes = fence.startsWith(open) && rest.trim() === "";
			if (closes) open = null;
			return "";
		}
		// Backticks behind it make it a span.
		if (fence === "" || (fence.startsWith("`") && rest.includes("`"))) return line;
		open = fence;
		return "";
	});
	return lines.join("\n");
}

function withoutSpans(text: string): string {
	return text
		.split(/(\n[ \t]*\n)/)
		.map(withoutSpansInParagraph)
		.join("");
}

/** A span ends at the next run of as many backticks. */
function withoutSpansInParagraph(paragraph: string): string {
	const runs = [...paragraph.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
	// The nearest last, so that those behind are taken off without moving the others.
	const byLength = new Map<number, typeof runs>();
	for (const run of runs.toReversed()) {
		const same = byLength.get(run.length);
		if (same) same.push(run);
		else byLength.set(run.length, [run]);
	}
	let kept = "";
	let from = 0;
	for (const opening of runs) {
		if (opening.at < from) continue;
		const same = byLength.get(opening.length) ?? [];
		while ((same.at(-1)?.at ?? Number.POSITIVE_INFINITY) <= opening.at) same.pop();
		const closing = same.at(-1);
		if (!closing) continue;
		kept += `${paragraph.slice(from, opening.at)} `;
		from = closing.at + closing.length;
	}
	return kept + paragraph.slice(from);
}
