import { expect, test } from "bun:test";
import fc from "fast-check";
import { widthOf } from "./cells.ts";
import { span, textOf } from "./line.ts";
import { chop, wrap } from "./wrap.ts";

const rows = (text: string, columns: number) => wrap([span(text)], columns).map(textOf);

test.each([
	["one two three", 8, ["one two ", "three"]],
	["one two three", 7, ["one two", "three"]],
	["abcdefghij", 4, ["abcd", "efgh", "ij"]],
	["a abcdefgh", 4, ["a ", "abcd", "efgh"]],
	["潮汐数据", 5, ["潮汐", "数据"]],
	[" xy潮", 3, [" ", "xy", "潮"]],
	["", 5, [""]],
])("%j in %i columns", (text, columns, expected) => {
	expect(rows(text, columns)).toEqual(expected);
});

test("styles go on over the break", () => {
	const wrapped = wrap([span("plain "), span("bold words", { bold: true })], 11);
	expect(wrapped).toEqual([[span("plain "), span("bold ", { bold: true })], [span("words", { bold: true })]]);
});

test("no row is too wide, and nothing but blanks is lost", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 40 }), (text, columns) => {
			// Wider than a whole row: a joined emoji in a window of next to nothing.
			fc.pre(![...new Intl.Segmenter().segment(text)].some(({ segment }) => widthOf(segment) > columns));
			const wrapped = wrap([span(text)], columns);
			for (const row of wrapped) expect(widthOf(textOf(row))).toBeLessThanOrEqual(columns);
			const solid = (text: string) => text.replace(/ /g, "");
			expect(solid(wrapped.map(textOf).join(""))).toBe(solid(textOf([span(text)])));
		}),
	);
});

test("code breaks where the columns end and keeps its blanks", () => {
	expect(chop("  if (a)  b", 6, {}).map(textOf)).toEqual(["  if (", "a)  b"]);
});
