import { expect, test } from "bun:test";
import { oneLine, printable, table, wrapWords } from "./printable.ts";

test("printable keeps text and line breaks, and nothing that steers a terminal", () => {
	expect(printable("\u001b[31mred\u001b[0m\nnext\r\u0007\u009b2J")).toBe("red\nnext");
	expect(printable("naïve 東京 👩‍👩‍👧")).toBe("naïve 東京 👩‍👩‍👧");
});

test("oneLine cannot begin another line, nor turn the direction of what follows", () => {
	expect(oneLine("asha\nparlour> exit\u2028x\u202e")).not.toMatch(/[\n\u2028\u202e]/);
});

test("columns align by the width on the screen", () => {
	expect(
		table([
			["東京", "a"],
			["abcde", "b"],
		]),
	).toEqual(["  東京   a", "  abcde  b"]);
});

test("words are wrapped to a width, and none is cut", () => {
	expect(wrapWords("tell everybody, and stop the server", 15)).toEqual(["tell everybody,", "and stop the", "server"]);
	expect(wrapWords("a-word-that-is-too-long and", 5)).toEqual(["a-word-that-is-too-long", "and"]);
});
