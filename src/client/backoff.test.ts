import { expect, test } from "bun:test";
import fc from "fast-check";
import { backoffMs } from "./backoff.ts";

test("the wait doubles from under half a second to a quarter of a minute, and not further", () => {
	const longest = Array.from({ length: 8 }, (_, attempt) => backoffMs(attempt, () => 1));
	expect(longest).toEqual([400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000]);
	expect(backoffMs(1_000_000, () => 1)).toBe(15_000);
});

test("half of the wait is jitter, so that a crowd spreads; no wait is shorter than half or longer than all of it", () => {
	const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
	fc.assert(
		fc.property(fc.nat(100), random, (attempt, value) => {
			const longest = backoffMs(attempt, () => 1);
			const wait = backoffMs(attempt, () => value);
			expect(wait).toBeGreaterThanOrEqual(longest / 2);
			expect(wait).toBeLessThanOrEqual(longest);
			expect(Number.isInteger(wait)).toBe(true);
		}),
	);
	expect(backoffMs(3, () => 0)).toBe(1600);
	expect(backoffMs(3, () => 0.5)).toBe(2400);
});
