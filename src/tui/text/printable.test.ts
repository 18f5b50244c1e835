import { expect, test } from "bun:test";
import fc from "fast-check";
import { printable } from "./printable.ts";

test.each([
	["\u001B[31mred\u001B[0m", "␛[31mred␛[0m"],
	["\u001B]0;title\u0007", "␛]0;title␇"],
	["\u009B31m", "�31m"],
	["a\u0000b\u007F", "a␀b␡"],
	["\u202Egnp.exe\u202C", "gnp.exe"],
	["\u2066x\u2069\u200F", "x"],
	["zero\u200Bwidth\uFEFF", "zerowidth"],
	["one\ntwo\u2028three", "one two three"],
	["a\tb", "a    b"],
	["lone \uD800 half", "lone � half"],
	["👨‍👩‍👧 ❤️ क्षि é", "👨‍👩‍👧 ❤️ क्षि é"],
])("%j is shown as %j", (text, shown) => {
	expect(printable(text)).toBe(shown);
});

test("nothing that steers a terminal gets through, and what went through once stays as it is", () => {
	const nasty = fc.string({
		unit: fc.oneof(fc.string({ unit: "binary", maxLength: 1 }), fc.constantFrom("\u001B", "\u009B", "\u202E", "\r")),
	});
	fc.assert(
		fc.property(nasty, (text) => {
			const shown = printable(text);
			expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
			expect(printable(shown)).toBe(shown);
		}),
	);
});
