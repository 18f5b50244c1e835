import { expect, test } from "bun:test";
import fc from "fast-check";
import { hueOf, initialsOf } from "./person-look.ts";

test("a name has one of twelve hues, the same in upper and lower case", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 32 }), (name) => {
			const hue = hueOf(name);
			expect(hue).toBeGreaterThanOrEqual(0);
			expect(hue).toBeLessThan(12);
			expect(Number.isInteger(hue)).toBe(true);
			expect(hueOf(name)).toBe(hue);
		}),
	);
	expect(hueOf("Asha")).toBe(hueOf("asha"));
});

test("the hues of many names are spread", () => {
	const counts = new Map<number, number>();
	for (let n = 0; n < 1200; n++) counts.set(hueOf(`user${n}`), (counts.get(hueOf(`user${n}`)) ?? 0) + 1);
	expect(counts.size).toBe(12);
	expect(Math.min(...counts.values())).toBeGreaterThan(50);
});

test.each([
	["asha", "AS"],
	["Jun.Li", "JL"],
	["mara_okafor-2", "MO"],
	["a", "A"],
	["__x", "X"],
	["李小龙", "李小"],
	["𠮷野", "𠮷野"],
	["Ελένη", "ΕΛ"],
	["ßo", "SO"],
	["ßo.x", "SX"],
])("%s has the initials %s", (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});
