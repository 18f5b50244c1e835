import { expect, test } from "bun:test";
import { checkEmoji } from "./emoji.ts";

test.each(["👍", "👍🏽", "👩‍👩‍👧‍👦", "🇮🇳", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "🫩", "©️"])("%s is one emoji", (emoji) => {
	expect(checkEmoji(emoji)).toBe(emoji);
});

test("what may be a letter or a picture is kept as the picture", () => {
	expect(checkEmoji("❤")).toBe("❤️");
});

test.each([
	"",
	"a",
	"1",
	"👍👍",
	"👍 ",
	":+1:",
	"<b>",
	"👍\u200D",
	"\u200D",
	"\uFE0F",
	"🏽a",
	"é",
	"😀".repeat(40),
	"👩‍".repeat(30),
])("%j is refused", (raw) => {
	expect(() => checkEmoji(raw)).toThrow(expect.objectContaining({ code: "bad_request" }));
});
