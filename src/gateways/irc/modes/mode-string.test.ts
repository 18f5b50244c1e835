import { expect, test } from "bun:test";
import { MOST_MODES, parseModes } from "./mode-string.ts";

/** Each wish in short: `+o Mara`, `b?` for a list that is asked for, `!y` for what nobody knows. */
function short(modes: string, ...params: string[]): string[] {
	return parseModes(modes, params).map((wish) => {
		if (wish.type === "list") return `${wish.letter}?`;
		if (wish.type === "unknown") return `!${wish.letter}`;
		return `${wish.on ? "+" : "-"}${wish.letter}${wish.param === null ? "" : ` ${wish.param}`}`;
	});
}

test.each([
	["+m", [], ["+m"]],
	["m", [], ["+m"]],
	["-m+t", [], ["-m", "+t"]],
	["+ov-b", ["Mara", "Jun", "x!*@*"], ["+o Mara", "+v Jun", "-b x!*@*"]],
	["+kl", ["word", "20"], ["+k word", "+l 20"]],
	["-kl", ["word"], ["-k word", "-l"]],
	["-lk", [], ["-l", "-k"]],
	["+k", [], []],
	["+l", [], []],
	["+o", [], []],
	["b", [], ["b?"]],
	["+beI", [], ["b?", "e?", "I?"]],
	["-b", [], ["b?"]],
	["bbb", [], ["b?"]],
	["+xm", [], ["!x", "+m"]],
	["+", [], []],
	["", [], []],
	["+-+m", [], ["+m"]],
])("%s with %p is %p (Modern IRC, MODE message)", (modes, params, wishes) => {
	expect(short(modes, ...params)).toEqual(wishes);
});

test("no more modes with a parameter are taken than are announced, and no parameter goes to a wrong mode", () => {
	const names = Array.from({ length: MOST_MODES + 5 }, (_, index) => `n${index}`);
	const wishes = short(`+${"v".repeat(names.length)}m`, ...names);
	expect(wishes).toHaveLength(MOST_MODES + 1);
	expect(wishes.at(-1)).toBe("+m");
	expect(wishes.at(-2)).toBe(`+v n${MOST_MODES - 1}`);
});
