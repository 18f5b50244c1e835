import type { Message } from "../protocol/entities.ts";

const BEFORE_TERM = 30;
/** More than a row of any terminal has. */
const MOST_SHOWN = 400;
const MOST_LOOKED_THROUGH = 20_000;
const FENCE = /^[ \t]*(?:```|~~~).*$/gm;

/** One line of a message's text, from a little before the first of the words. */
export function snippet({ body, files = [], deleted }: Message, terms: readonly string[] = []): string {
	if (deleted) return "message deleted";
	const names = files.map(({ name }) => `[${name}]`).join(" ");
	const text = body.slice(0, MOST_LOOKED_THROUGH).replace(FENCE, " ");
	const line = `${text} ${names}`.replace(/\s+/g, " ").trim();
	const lower = line.toLowerCase();
	const places = terms.map((term) => lower.indexOf(term.toLowerCase())).filter((at) => at >= 0);
	const first = places.length > 0 ? Math.min(...places) : 0;
	const from = first > BEFORE_TERM ? first - BEFORE_TERM : 0;
	return `${from > 0 ? "…" : ""}${line.slice(from, from + MOST_SHOWN)}`;
}
