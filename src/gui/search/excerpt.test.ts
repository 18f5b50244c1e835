import { describe, expect, test } from "bun:test";
import { around, marked, plainText } from "./excerpt.ts";

const hits = (text: string, ...terms: string[]) =>
	marked(text, terms)
		.filter(({ hit }) => hit)
		.map((piece) => piece.text);

describe("an excerpt", () => {
	test("has no marks of Markdown and no line breaks", () => {
		expect(plainText("> quoted\n\n- **a** b\n- `c` _d_\n\n```ts\nlet x\n```\n[link](https://example.org)")).toBe(
			"quoted a b c d let x link",
		);
		expect(plainText("snake_case_name and 2*3*4")).toBe("snake_case_name and 2*3*4");
	});
	test("is cut so that the first term is in it", () => {
		const text = `${"word ".repeat(60)}needle ${"word ".repeat(60)}`.trim();
		expect(around(text, ["needle"], 120)).toMatch(/^…(word )+needle (word ?)+…$/);
		expect(around("short", ["x"], 120)).toBe("short");
		expect(around(text, [], 20)).toBe("word word word word…");
	});
	test("marks each term, longest first, in any case, and leaves the text whole", () => {
		expect(hits("Tide import and the tides", "tide")).toEqual(["Tide", "tide"]);
		expect(hits("tide import", "tide", "tide import")).toEqual(["tide import"]);
		expect(hits("潮汐数据导入成功", "数据")).toEqual(["数据"]);
		expect(hits("a.b (c)", ".b", "(c)")).toEqual([".b", "(c)"]);
		expect(hits("destined", "tine")).toEqual([]);
		const text = "Tide import and the tides";
		expect(
			marked(text, ["tide", "and"])
				.map((piece) => piece.text)
				.join(""),
		).toBe(text);
	});
});
