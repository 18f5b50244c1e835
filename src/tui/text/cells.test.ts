import { expect, test } from "bun:test";
import fc from "fast-check";
import { cellsOf, fit, truncate, widthOf } from "./cells.ts";

test.each([
	["abc", 3],
	["潮汐", 4],
	["🌅", 2],
	["❤️", 2],
	["é", 1],
	["e\u0301", 1],
	["", 0],
])("%j takes %i columns", (text, columns) => {
	expect(widthOf(text)).toBe(columns);
});

test("joined emoji are reckoned as wide as their parts, for terminals that draw them so", () => {
	expect(widthOf("👨‍👩‍👧")).toBe(6);
});

test("a letter with hundreds of marks keeps a few", () => {
	const [cell] = cellsOf(`z${"\u0301".repeat(500)}`);
	expect(cell?.text.length).toBeLessThan(30);
});

test("what is cut off ends in an ellipsis, and never overflows", () => {
	expect(truncate("release-4", 6)).toBe("relea…");
	expect(truncate("潮汐数据", 6)).toBe("潮汐…");
	expect(truncate("short", 10)).toBe("short");
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 30 }), (text, columns) => {
			expect(widthOf(truncate(text, columns))).toBeLessThanOrEqual(columns);
			expect(widthOf(fit(text, columns))).toBe(columns);
		}),
	);
});
