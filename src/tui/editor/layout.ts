import { cellsOf } from "../text/cells.ts";
import { printable } from "../text/printable.ts";
import type { TextState } from "./text-state.ts";

export interface Laid {
	rows: string[];
	/** Where the cursor is, from the top left. */
	cursor: { row: number; column: number };
}

/** Of a very long text only so much around the cursor is laid out. */
const WINDOW = 1500;

/** The composer's text as at most `most` rows of `columns`, those around the cursor. */
export function layOut(state: TextState, columns: number, most: number): Laid {
	const { text, cursor } = windowOf(state);
	const rows: string[] = [""];
	let width = 0;
	let place = { row: 0, column: 0 };
	let offset = 0;
	const mark = () => {
		if (offset <= cursor) place = { row: rows.length - 1, column: width };
	};
	for (const [index, line] of text.split("\n").entries()) {
		if (index > 0) {
			rows.push("");
			width = 0;
			offset++;
		}
		mark();
		for (const piece of pieces(line)) {
			if (width + piece.width > columns) {
				rows.push("");
				width = 0;
				mark();
			}
			rows[rows.length - 1] += piece.text;
			width += piece.width;
			offset += piece.length;
			mark();
		}
	}
	// A cursor after the last column stands at the begin of the next row.
	if (place.column >= columns) {
		if (place.row === rows.length - 1) rows.push("");
		place = { row: place.row + 1, column: 0 };
	}
	const first = Math.max(0, Math.min(place.row - most + 1 + Math.floor(most / 3), rows.length - most));
	const top = Math.min(first, place.row);
	return { rows: rows.slice(top, top + most), cursor: { row: place.row - top, column: place.column } };
}

function windowOf({ text, cursor }: TextState): TextState {
	if (text.length <= WINDOW * 2) return { text, cursor };
	const from = Math.max(0, cursor - WINDOW);
	return { text: text.slice(from, cursor + WINDOW), cursor: cursor - from };
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const ASCII = /^[\x20-\x7E]*$/;

/** Each grapheme as it is shown, and how long it is in the text. */
function pieces(line: string): { text: string; width: number; length: number }[] {
	if (ASCII.test(line)) return Array.from(line, (text) => ({ text, width: 1, length: 1 }));
	const cells = cellsOf(line);
	// Where nothing had to be replaced, the cells are the text.
	const isSame = cells.reduce((sum, { text }) => sum + text.length, 0) === line.length && printable(line) === line;
	if (isSame) return cells.map(({ text, width }) => ({ text, width, length: text.length }));
	return Array.from(graphemes.segment(line), ({ segment }) => {
		const cells = cellsOf(segment);
		return {
			text: cells.map(({ text }) => text).join(""),
			width: cells.reduce((sum, { width }) => sum + width, 0),
			length: segment.length,
		};
	});
}
