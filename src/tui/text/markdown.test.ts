import { expect, test } from "bun:test";
import { signal } from "@preact/signals-core";
import fc from "fast-check";
import { createTheme } from "../theme.ts";
import { widthOf } from "./cells.ts";
import { type Span, textOf } from "./line.ts";
import { markdownLines } from "./markdown.ts";

const look = { theme: createTheme({}, signal("unknown")), me: "asha" };
const lines = (text: string, columns = 40) => markdownLines(text, columns, look);
const texts = (text: string, columns?: number) => lines(text, columns).map(textOf);
const piece = (text: string, words: string): Span | undefined =>
	lines(text)
		.flat()
		.find((span) => span.text === words);

test.each([
	["**bold**", "bold", { bold: true }],
	["_italic_", "italic", { italic: true }],
	["~~gone~~", "gone", { strike: true }],
	["**_both_**", "both", { bold: true, italic: true }],
	["# Title", "Title", { bold: true }],
	["`code`", "code", look.theme.code],
	["[words](https://example.org)", "words", look.theme.link],
	["hello @asha", "@asha", look.theme.mention],
])("%j has %j in its style", (text, words, style) => {
	expect(piece(text, words)).toMatchObject(style);
});

test("somebody else's name is no mention of oneself", () => {
	expect(texts("@ashamed and @ben")).toEqual(["@ashamed and @ben"]);
	expect(piece("@ashamed", "@ashamed")).toEqual({ text: "@ashamed" });
});

test.each([
	["one\ntwo", ["one", "two"]],
	["one\n\ntwo", ["one", "", "two"]],
	["> quoted\n\nanswer", ["▎ quoted", "", "answer"]],
	["- a\n- b\n  - c", ["• a", "• b", "  • c"]],
	["9. a\n10. b", [" 9. a", "10. b"]],
	["- [x] done\n- [ ] open", ["• ☑ done", "• ☐ open"]],
	["```\n  a\n\nb\n```", ["│   a", "│ ", "│ b"]],
	["https://example.org/x", ["https://example.org/x"]],
	["[x](https://example.org)", ["x (https://example.org)"]],
	["[x](javascript:alert)", ["[x](javascript:alert)"]],
	["a < b & c &amp; <b>d</b>", ["a < b & c &amp; <b>d</b>"]],
	["", [""]],
])("%j is shown as %j", (text, expected) => {
	expect(texts(text)).toEqual(expected);
});

test.each([
	["quotes", "> ".repeat(4000)],
	["lists", "- ".repeat(4000)],
	["emphasis", "*_".repeat(4000)],
	["brackets", "[".repeat(8000)],
	["stars", "**a ".repeat(2000)],
])("8,000 characters of %s neither break it nor take long, and no row is too wide", (_, text) => {
	const began = performance.now();
	const shown = lines(`${text}x`);
	expect(performance.now() - began).toBeLessThan(3000);
	for (const line of shown) expect(widthOf(textOf(line))).toBeLessThanOrEqual(40);
});

test("whatever is said, no row is wider than there are columns", () => {
	const markdown = fc.string({
		unit: fc.constantFrom("a", "b ", "潮", "*", "_", "`", "> ", "- ", "1. ", "\n", "[x](", ")", "#", "|", "~~", "\t"),
	});
	fc.assert(
		fc.property(markdown, fc.integer({ min: 14, max: 60 }), (text, columns) => {
			for (const line of lines(text, columns)) expect(widthOf(textOf(line))).toBeLessThanOrEqual(columns);
		}),
	);
});
