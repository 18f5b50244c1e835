import { type Cell, cellsOf } from "./cells.ts";
import type { Line, Span, Style } from "./line.ts";

interface Placed extends Cell {
	style: Span;
}

/** Puts text into rows of at most so many columns: between words where it can, within one that is too long. Keeps styles. */
export function wrap(spans: Line, columns: number): Line[] {
	const most = Math.max(1, columns);
	const rows: Line[] = [];
	let row: Placed[] = [];
	let width = 0;
	/** How many cells of the row stay when it breaks. */
	let breakAt = 0;
	for (const style of spans) {
		for (const cell of cellsOf(style.text)) {
			if (cell.width > most) continue;
			if (width + cell.width > most && cell.text === " ") {
				rows.push(joined(row));
				[row, width, breakAt] = [[], 0, 0];
				continue;
			}
			// What a break leaves may still have no room for a wide cell.
			while (width + cell.width > most) {
				const at = breakAt > 0 ? breakAt : row.length;
				rows.push(joined(row.slice(0, at)));
				row = row.slice(at);
				width = row.reduce((sum, cell) => sum + cell.width, 0);
				breakAt = 0;
			}
			// Scripts that write without blanks may break before each of their letters.
			if (cell.width === 2 && row.length > 0) breakAt = row.length;
			row.push({ ...cell, style });
			width += cell.width;
			if (cell.text === " " || cell.width === 2) breakAt = row.length;
		}
	}
	if (row.length > 0 || rows.length === 0) rows.push(joined(row));
	return rows;
}

/** For code: breaks exactly where the columns end, and keeps every blank. */
export function chop(text: string, columns: number, style: Style): Line[] {
	const most = Math.max(2, columns);
	const rows: Line[] = [];
	let row = "";
	let width = 0;
	for (const cell of cellsOf(text)) {
		if (width + cell.width > most) {
			rows.push([{ ...style, text: row }]);
			[row, width] = ["", 0];
		}
		row += cell.text;
		width += cell.width;
	}
	rows.push([{ ...style, text: row }]);
	return rows;
}

/** Cells of one style, next to each other, as one span. */
function joined(cells: readonly Placed[]): Line {
	const line: Span[] = [];
	let style: Span | null = null;
	for (const cell of cells) {
		const last = line.at(-1);
		if (last && style === cell.style) last.text += cell.text;
		else {
			style = cell.style;
			line.push({ ...cell.style, text: cell.text });
		}
	}
	return line;
}
