import { expect, test } from "bun:test";
import { layOut } from "./layout.ts";
import { at } from "./text-state.ts";

test.each([
	["hello", 5, ["hello"], { row: 0, column: 5 }],
	["hello", 2, ["hello"], { row: 0, column: 2 }],
	["one\ntwo", 3, ["one", "two"], { row: 0, column: 3 }],
	["one\ntwo", 4, ["one", "two"], { row: 1, column: 0 }],
	["潮汐x", 1, ["潮汐x"], { row: 0, column: 2 }],
	["0123456789ab", 12, ["0123456789", "ab"], { row: 1, column: 2 }],
	["0123456789", 10, ["0123456789", ""], { row: 1, column: 0 }],
	["", 0, [""], { row: 0, column: 0 }],
])("%j with the cursor at %i, in ten columns", (text, cursor, rows, place) => {
	expect(layOut(at(text, cursor), 10, 5)).toEqual({ rows, cursor: place });
});

test("of more rows than there is room for, those around the cursor are shown", () => {
	const text = Array.from({ length: 20 }, (_, n) => `line ${n}`).join("\n");
	const atEnd = layOut(at(text), 20, 5);
	expect(atEnd.rows).toEqual(["line 15", "line 16", "line 17", "line 18", "line 19"]);
	expect(layOut(at(text, 0), 20, 5)).toMatchObject({
		rows: ["line 0", "line 1", "line 2", "line 3", "line 4"],
		cursor: { row: 0 },
	});
	const between = layOut(at(text, text.indexOf("line 10")), 20, 5);
	expect(between.rows[between.cursor.row]).toBe("line 10");
});

test("a megabyte is laid out in no time", () => {
	const began = performance.now();
	for (let n = 0; n < 5; n++) layOut(at("潮".repeat(1_000_000), 500_000), 70, 10);
	expect(performance.now() - began).toBeLessThan(2000);
});
