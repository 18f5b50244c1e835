import { expect, test } from "bun:test";
import { EmojiData, emojiData } from "./emoji-data.ts";
import { nextCell } from "./next-cell.ts";
import { mayHaveShortcode, replaceShortcodes } from "./shortcodes.ts";
import { withTone } from "./skin-tone.ts";

const found = (query: string) => emojiData.find(query, 5).map(({ char }) => char);

test("an emoji is found by its shortcode, by the begin of a word in it, and by what it means", () => {
	expect(found("tada")[0]).toBe("🎉");
	expect(found("+1")[0]).toBe("👍");
	expect(found("heart")[0]).toBe("❤️");
	expect(found("celebr")).toContain("🥳");
	expect(found("waving hand")).toContain("👋");
	expect(found("qqqq")).toEqual([]);
	expect(found(" ")).toEqual([]);
});

test("an emoji has its name in whatever skin tone it comes", () => {
	expect(emojiData.nameOf("👋🏽")).toBe("wave");
	expect(emojiData.nameOf("❤️")).toBe("heart");
	expect(emojiData.nameOf("x")).toBe("");
});

test("the table is read group by group", () => {
	const data = new EmojiData("=A\n1\tone uno\tfirst\n=B\n2\ttwo\t");
	expect(data.groups.map(({ name, emoji }) => [name, emoji.length])).toEqual([
		["A", 1],
		["B", 1],
	]);
	expect(data.named("UNO")?.char).toBe("1");
});

test("a skin tone goes to people alone, one or more of them", () => {
	expect(withTone("👋", "🏽")).toBe("👋🏽");
	expect(withTone("✌️", "🏿")).toBe("✌🏿");
	expect(withTone("👩‍🚀", "🏻")).toBe("👩🏻‍🚀");
	expect(withTone("🧑‍🤝‍🧑", "🏾")).toBe("🧑🏾‍🤝‍🧑🏾");
	expect(withTone("🤝", "🏾")).toBe("🤝🏾");
	for (const char of ["🎉", "👨‍👩‍👧", "❤️"]) expect(withTone(char, "🏽")).toBe(char);
	expect(withTone("👋", "")).toBe("👋");
});

const emojiOf = (name: string) => emojiData.named(name)?.char;

test("shortcodes become emoji, side by side too, and what is none stays as it was typed", () => {
	expect(replaceShortcodes("done :tada::+1: :nothing_so: :TADA:", emojiOf)).toBe("done 🎉👍 :nothing_so: 🎉");
	expect(replaceShortcodes("at 10:100:30, a::b::c, http://x:100:y", emojiOf)).toBe(
		"at 10:100:30, a::b::c, http://x:100:y",
	);
	expect(mayHaveShortcode("at 10:30")).toBe(false);
});

test("shortcodes in code stay", () => {
	const text = "`:tada:` and\n```\n:tada:\n```\n:tada:";
	expect(replaceShortcodes(text, emojiOf)).toBe("`:tada:` and\n```\n:tada:\n```\n🎉");
	expect(replaceShortcodes("```\n:tada:", emojiOf)).toBe("```\n:tada:");
});

test("the arrows go through the grid row by row, and from group to group", () => {
	const sections = [{ cells: Array(10) }, { cells: Array(5) }];
	const go = (from: [number, number] | null, key: string) => {
		const at = nextCell(sections, 4, from && { section: from[0], cell: from[1] }, key);
		return at && [at.section, at.cell];
	};
	expect(go(null, "ArrowDown")).toEqual([0, 0]);
	expect(go([0, 3], "ArrowRight")).toEqual([0, 4]);
	expect(go([0, 9], "ArrowRight")).toEqual([1, 0]);
	expect(go([1, 0], "ArrowLeft")).toEqual([0, 9]);
	expect(go([0, 7], "ArrowDown")).toEqual([0, 9]);
	expect(go([0, 9], "ArrowDown")).toEqual([1, 1]);
	expect(go([1, 1], "ArrowUp")).toEqual([0, 9]);
	expect(go([1, 3], "ArrowUp")).toEqual([0, 9]);
	expect(go([0, 2], "ArrowUp")).toEqual([0, 2]);
	expect(go([0, 2], "a")).toBeNull();
});
