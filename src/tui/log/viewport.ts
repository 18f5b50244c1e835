import type { Line } from "../text/line.ts";

/** Rows of the log, each of one line or more, made when they are looked at. */
export interface Rows {
	readonly count: number;
	linesOf(row: number): readonly Line[];
}

/** A line of the log: of which row, and which of its lines. */
export interface Position {
	row: number;
	line: number;
}

export function lastPosition(rows: Rows): Position {
	const row = Math.max(0, rows.count - 1);
	return { row, line: rows.count === 0 ? 0 : rows.linesOf(row).length - 1 };
}

/** So many lines up or down from here, and how many of them there were. */
export function moved(rows: Rows, from: Position, by: number): { at: Position; moved: number } {
	let { row, line } = from;
	let left = Math.abs(by);
	while (left > 0) {
		if (by < 0) {
			const step = Math.min(left, line);
			line -= step;
			left -= step;
			if (left === 0 || row === 0) break;
			row--;
			line = rows.linesOf(row).length - 1;
		} else {
			const step = Math.min(left, rows.linesOf(row).length - 1 - line);
			line += step;
			left -= step;
			if (left === 0 || row >= rows.count - 1) break;
			row++;
			line = 0;
		}
		left--;
	}
	return { at: { row, line }, moved: Math.abs(by) - left };
}

/** The lowest line's position, put right so that the window is full where there are lines enough. */
export function settled(rows: Rows, bottom: Position, height: number): Position {
	const up = moved(rows, bottom, -(height - 1));
	const missing = height - 1 - up.moved;
	return missing > 0 ? moved(rows, bottom, missing).at : bottom;
}

/** The lines above and at `bottom` that fill the window, and the row of the topmost. */
export function windowAt(rows: Rows, bottom: Position, height: number): { lines: Line[]; topRow: number } {
	const lines: Line[] = [];
	if (rows.count === 0) return { lines, topRow: 0 };
	let topRow = bottom.row;
	for (let row = bottom.row; row >= 0 && lines.length < height; row--) {
		const all = rows.linesOf(row);
		const shown = row === bottom.row ? all.slice(0, bottom.line + 1) : all;
		lines.unshift(...shown.slice(-(height - lines.length)));
		topRow = row;
	}
	return { lines, topRow };
}
