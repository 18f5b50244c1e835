import { expect, test } from "bun:test";
import { type Format, formatChange } from "./format.ts";

/** `[` and `]` stand around what is selected, `|` where the caret is. */
function press(format: Format, marked: string): string {
	const caret = marked.indexOf("|");
	const from = caret >= 0 ? caret : marked.indexOf("«");
	const to = caret >= 0 ? caret : marked.indexOf("»") - 1;
	const text = marked.replace(/[«»|]/g, "");
	const change = formatChange(format, { text, from, to });
	const changed = text.slice(0, change.from) + change.text + text.slice(change.to);
	const { select } = change;
	if (select.from === select.to) return `${changed.slice(0, select.from)}|${changed.slice(select.from)}`;
	return `${changed.slice(0, select.from)}«${changed.slice(select.from, select.to)}»${changed.slice(select.to)}`;
}

test("a mark goes around what is selected, which stays selected, and comes off by the same button", () => {
	expect(press("bold", "so «very» good")).toBe("so **«very»** good");
	expect(press("bold", "so **«very»** good")).toBe("so «very» good");
	expect(press("bold", "so «**very**» good")).toBe("so «very» good");
	expect(press("strike", "«old»")).toBe("~~«old»~~");
	expect(press("code", "run «ls»")).toBe("run `«ls»`");
});

test("bold and italic do not take each other for themselves", () => {
	expect(press("italic", "so **«very»** good")).toBe("so ***«very»*** good");
	expect(press("italic", "so ***«very»*** good")).toBe("so **«very»** good");
	expect(press("bold", "so ***«very»*** good")).toBe("so *«very»* good");
});

test("spaces at the ends of what is selected stay outside, where nothing is selected one types on inside", () => {
	expect(press("bold", "so« very »good")).toBe("so **«very»** good");
	expect(press("italic", "so |")).toBe("so *|*");
});

test("a quote and a list are marks at the begin of each line, and come off again", () => {
	expect(press("quote", "one\ntw«o\nthr»ee")).toBe("one\n«> two\n> three»");
	expect(press("quote", "«> two\n> three»")).toBe("«two\nthree»");
	expect(press("list", "milk|")).toBe("- milk|");
	expect(press("list", "|")).toBe("- |");
});

test("a block of code has its fences on lines of their own", () => {
	expect(press("block", "see «a\nb» there")).toBe("see \n```\n«a\nb»\n```\n there");
	expect(press("block", "|")).toBe("```\n|\n```");
});

test("a link asks for what it lacks by selecting it", () => {
	expect(press("link", "read «this»")).toBe("read [this](«https://»)");
	expect(press("link", "«https://example.org/a»")).toBe("[«words»](https://example.org/a)");
	expect(press("link", "see |")).toBe("see [«words»](https://)");
});
