import { expect, test } from "bun:test";
import { lexMessage } from "./message-markdown.ts";

test("prose, lists, quotes and code are read as Markdown", () => {
	const text = "> quoted\n\nSome **bold** `code`\n\n- one\n  - two\n\n```ts\nconst a_b = [1]\n```";
	expect(lexMessage(text).map(({ type }) => type)).toEqual([
		"blockquote",
		"space",
		"paragraph",
		"space",
		"list",
		"space",
		"code",
	]);
});

test("a long program in a fence stays code, however many brackets it has", () => {
	const program = `\`\`\`\n${"a_[0] = b_[1];\n".repeat(300)}\`\`\``;
	expect(lexMessage(program).map(({ type }) => type)).toEqual(["code"]);
});

const worst: [string, string][] = [
	["quotes in quotes", ">".repeat(8000)],
	["lists in lists", "- ".repeat(4000)],
	["a staircase of lists", Array.from({ length: 120 }, (_, level) => `${"  ".repeat(level)}- x`).join("\n")],
	["emphasis that never ends", "*a **b ".repeat(1140)],
	["struck out without end", "~~a ~b".repeat(1330)],
	["stars", "*".repeat(8000)],
	["brackets", "[".repeat(8000)],
	["links in links", "[a](".repeat(2000)],
	["backticks", "`a``b```".repeat(1000)],
	["tags", "<a ".repeat(2600)],
];
test.each(worst)("%s: no message holds up a screen or overflows its stack", (_, text) => {
	const tokens = lexMessage(text);
	// The best of three: a machine that does something else meanwhile says nothing of the message.
	const times = Array.from({ length: 3 }, () => {
		const began = performance.now();
		lexMessage(text);
		return performance.now() - began;
	});
	expect(Math.min(...times)).toBeLessThan(500);
	expect(JSON.stringify(tokens).length).toBeLessThan(1_000_000);
	expect(tokens.map(({ raw }) => raw).join("")).toBe(text);
});

test("what its author does is emphasised, without the mark of it", () => {
	const [deed] = lexMessage("/me waves at **all**");
	expect(deed).toMatchObject({
		type: "paragraph",
		tokens: [{ type: "em", tokens: [{ text: "waves at " }, { type: "strong" }] }],
	});
	const [words] = lexMessage("/meet me");
	expect(words).toMatchObject({ type: "paragraph", tokens: [{ type: "text", text: "/meet me" }] });
});
