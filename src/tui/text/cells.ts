import stringWidth from "string-width";
import { printable } from "./printable.ts";

/** One character as a person sees it, with the columns it takes. */
export interface Cell {
	text: string;
	width: number;
}

const ASCII = /^[\x20-\x7E]*$/;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** More marks on one letter than any script has are somebody's prank. */
const MOST_CHARS = 24;
const JOINER = "\u200D";

/** Splits text into cells; what is not printable is made so. */
export function cellsOf(text: string): Cell[] {
	const clean = printable(text);
	if (ASCII.test(clean)) return Array.from(clean, (char) => ({ text: char, width: 1 }));
	const cells: Cell[] = [];
	for (const { segment } of graphemes.segment(clean)) {
		const kept = segment.length > MOST_CHARS && !segment.includes(JOINER) ? segment.slice(0, MOST_CHARS) : segment;
		cells.push({ text: kept.toWellFormed(), width: widthOfOne(kept) });
	}
	return cells;
}

/** Terminals differ on joined emoji: some draw one, others each part. The wider is reckoned with, so that no row overflows. */
function widthOfOne(grapheme: string): number {
	if (!grapheme.includes(JOINER)) return stringWidth(grapheme);
	const apart = grapheme.split(JOINER).reduce((sum, part) => sum + stringWidth(part), 0);
	return Math.max(apart, stringWidth(grapheme));
}

export function widthOf(text: string): number {
	const clean = printable(text);
	if (ASCII.test(clean)) return clean.length;
	return cellsOf(clean).reduce((sum, { width }) => sum + width, 0);
}

/** The text in at most so many columns; what is cut off ends in an ellipsis. */
export function truncate(text: string, columns: number): string {
	const clean = printable(text);
	if (widthOf(clean) <= columns) return clean;
	if (columns <= 0) return "";
	let kept = "";
	let width = 0;
	for (const cell of cellsOf(clean)) {
		if (width + cell.width > columns - 1) break;
		kept += cell.text;
		width += cell.width;
	}
	return `${kept}…`;
}

/** Exactly so many columns. */
export function fit(text: string, columns: number): string {
	const short = truncate(text, columns);
	return short + " ".repeat(Math.max(0, columns - widthOf(short)));
}
