import { expect, test } from "bun:test";
import { fitsMask } from "./masks.ts";

test.each([
	["mara", "mara", true],
	["mara", "maran", false],
	["mara", "mar", false],
	["", "", true],
	["", "m", false],
	["*", "", true],
	["*", "anybody", true],
	["troll*", "troll", true],
	["troll*", "troll-2", true],
	["troll*", "a-troll", false],
	["*troll", "a-troll", true],
	["*troll", "trolls", false],
	["t*l*l", "troll", true],
	["t*x*l", "troll", false],
	["t?oll", "troll", true],
	["t?oll", "toll", false],
	["??", "ab", true],
	["??", "a", false],
	["a*b?c", "aabbbc", true],
	["a*b?c", "aabbc", true],
	["a*b?c", "aabc", false],
	["?", "𝒳", true],
	["a.c", "abc", false],
])("the mask %j for the name %j: %p", (mask, name, expected) => {
	expect(fitsMask(mask, name)).toBe(expected);
});

test("no mask takes long, however it is made", () => {
	const mask = `${"*a".repeat(30)}b`;
	const began = performance.now();
	for (let round = 0; round < 100; round++) expect(fitsMask(mask, "a".repeat(64))).toBe(false);
	expect(performance.now() - began).toBeLessThan(5000);
});
