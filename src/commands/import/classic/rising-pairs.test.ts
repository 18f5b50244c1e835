import { expect, test } from "bun:test";
import fc from "fast-check";
import { longestRisingPairs } from "./rising-pairs.ts";

function pairsOf(left: string, right: string) {
	const matches = (at: number) => [...right].flatMap((char, index) => (char === left[at] ? [index] : []));
	return longestRisingPairs(left.length, matches);
}

function lengthByTable(left: string, right: string): number {
	const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
	for (let i = left.length - 1; i >= 0; i--) {
		for (let j = right.length - 1; j >= 0; j--) {
			const row = table[i];
			const below = table[i + 1] ?? [];
			if (row) row[j] = left[i] === right[j] ? 1 + (below[j + 1] ?? 0) : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
		}
	}
	return table[0]?.[0] ?? 0;
}

test("as many pairs as there can be, rising on both sides", () => {
	const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 30 });
	fc.assert(
		fc.property(text, text, (left, right) => {
			const pairs = pairsOf(left, right);
			expect(pairs.length).toBe(lengthByTable(left, right));
			pairs.forEach((pair, index) => {
				expect(left[pair.left]).toBe(right[pair.right] ?? "");
				const before = pairs[index - 1];
				expect(!before || (before.left < pair.left && before.right < pair.right)).toBe(true);
			});
		}),
	);
});

test("of equal choices the latest", () => {
	expect(pairsOf("a", "aba")).toEqual([{ left: 0, right: 2 }]);
});
