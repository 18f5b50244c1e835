import { expect, test } from "bun:test";
import fc from "fast-check";
import { at, insert, move, remove, type TextState, vertical } from "./text-state.ts";

/** `|` marks the cursor. */
function state(marked: string): TextState {
	return at(marked.replace("|", ""), marked.indexOf("|"));
}
function marked({ text, cursor }: TextState): string {
	return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

test.each([
	["left", "ab|c", "a|bc"],
	["left", "👨‍👩‍👧|", "|👨‍👩‍👧"],
	["right", "|é", "é|"],
	["wordLeft", "one two |", "one |two "],
	["wordRight", "|  one two", "  one| two"],
	["home", "one\ntw|o", "one\n|two"],
	["home", "|one", "|one"],
	["end", "o|ne\ntwo", "one|\ntwo"],
] as const)("%s from %j leads to %j", (how, from, to) => {
	expect(marked(move[how](state(from)))).toBe(to);
});

test.each([
	["left", "ab|c", "a|c"],
	["left", "|abc", "|abc"],
	["left", "潮🌅|", "潮|"],
	["right", "a|bc", "a|c"],
	["wordLeft", "one two|", "one |"],
	["toLineStart", "one\ntwo th|ree", "one\n|ree"],
] as const)("deleting %s in %j leaves %j", (how, from, to) => {
	expect(marked(remove[how](state(from)))).toBe(to);
});

test.each([
	[-1, "one\nth|ree", "on|e\nthree"],
	[1, "thre|e\none\n", "three\none|\n"],
	[-1, "o|ne", null],
	[1, "one\nt|wo", null],
	[-1, "\n|", "|\n"],
] as const)("%i line from %j leads to %j", (by, from, to) => {
	const moved = vertical(state(from), by);
	expect(moved === null ? null : marked(moved)).toBe(to);
});

test("whatever is done, the cursor stays in the text, and typing and deleting it again changes nothing", () => {
	const steps = [...Object.values(move), ...Object.values(remove)];
	fc.assert(
		fc.property(
			fc.string({ unit: "grapheme" }),
			fc.nat(),
			fc.array(fc.nat({ max: steps.length - 1 })),
			(text, from, done) => {
				let now = at(text, from);
				for (const step of done) now = steps[step]?.(now) ?? now;
				expect(now.cursor).toBeGreaterThanOrEqual(0);
				expect(now.cursor).toBeLessThanOrEqual(now.text.length);
				expect(remove.left(insert(at("x ", 2), "y"))).toEqual(at("x ", 2));
			},
		),
	);
});
