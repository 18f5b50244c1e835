import { expect, test } from "bun:test";
import fc from "fast-check";
import { span, textOf } from "../text/line.ts";
import { lastPosition, moved, type Rows, settled, windowAt } from "./viewport.ts";

/** Rows of so many lines each; each line tells its row and place. */
function rowsOf(sizes: readonly number[]): Rows {
	return {
		count: sizes.length,
		linesOf: (row) => Array.from({ length: sizes[row] ?? 0 }, (_, line) => [span(`${row}.${line}`)]),
	};
}

test("the window shows the lines above and at its lowest", () => {
	const rows = rowsOf([2, 3, 1]);
	const shown = (bottom: { row: number; line: number }, height: number) =>
		windowAt(rows, bottom, height).lines.map(textOf);
	expect(shown(lastPosition(rows), 3)).toEqual(["1.1", "1.2", "2.0"]);
	expect(shown({ row: 1, line: 0 }, 10)).toEqual(["0.0", "0.1", "1.0"]);
	expect(shown({ row: 1, line: 1 }, 1)).toEqual(["1.1"]);
});

test("a window that would reach above the first line is moved down until it is full", () => {
	const rows = rowsOf([2, 3, 4]);
	expect(settled(rows, { row: 0, line: 0 }, 4)).toEqual({ row: 1, line: 1 });
	expect(settled(rows, { row: 0, line: 0 }, 100)).toEqual({ row: 2, line: 3 });
});

test("so many lines up and as many down lead back, wherever one starts", () => {
	const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 });
	fc.assert(
		fc.property(sizes, fc.nat(), fc.nat({ max: 100 }), (sizes, start, by) => {
			const rows = rowsOf(sizes);
			const total = sizes.reduce((sum, size) => sum + size, 0);
			const from = moved(rows, { row: 0, line: 0 }, start % total).at;
			const up = moved(rows, from, -by);
			expect(up.moved).toBe(Math.min(by, start % total));
			expect(moved(rows, up.at, up.moved)).toEqual({ at: from, moved: up.moved });
		}),
	);
});
