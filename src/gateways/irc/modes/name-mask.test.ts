import { expect, test } from "bun:test";
import { fromIrcMask, toIrcMask } from "./name-mask.ts";

test.each([
	["mara", "mara"],
	["mara!*@*", "mara"],
	["mara!*@parlour", "mara"],
	["ma?a*!*@*.chat.example", null],
	["mara!mara@*", "mara"],
	["Mara!mara@PARLOUR", "Mara"],
	["*!mara@*", "mara"],
	["*!*mara@par*", "*mara"],
	["**!**@**", "*"],
	["*", "*"],
	["*!*@*", "*"],
	["*!*@parlour", null],
	["*!*@10.0.0.1", null],
	["mara!other@*", null],
	["*@*", "*"],
	["mara!", "mara"],
	["!@", "*"],
])("%s is the mask of names %p", (mask, names) => {
	expect(fromIrcMask(mask, "parlour")).toBe(names);
});

test("a mask of names goes to IRC and back", () => {
	for (const mask of ["mara", "ma?a", "*a*", "*"]) expect(fromIrcMask(toIrcMask(mask), "parlour")).toBe(mask);
});
