import { expect, test } from "bun:test";
import fc from "fast-check";
import { findMentions } from "./mentions.ts";
import { nameKey } from "./names.ts";

/** The likeliest reading of each. */
function named(body: string): string[] {
	return findMentions(body).names.map(([first = ""]) => first);
}

test.each([
	["@asha", ["asha"]],
	["hi @Asha and @JUN.Li", ["Asha", "JUN.Li"]],
	["(@asha)", ["asha"]],
	["**@asha**", ["asha"]],
	["> @asha said", ["asha"]],
	["@asha, @asha: @ASHA!", ["asha"]],
	["@प्रिया और @李小龙,@Дмитрий", ["प्रिया", "李小龙", "Дмитрий"]],
	["@mara_okafor-2?", ["mara_okafor-2"]],
	["@42", ["42"]],
])("%j names %j", (body, names) => {
	expect(named(body)).toEqual(names.map(nameKey));
});

test.each([
	"",
	"nobody",
	"asha@example.org",
	"https://social.example/@asha",
	"foo/@asha",
	"\\@asha",
	"@@asha",
	"@ asha",
	"@",
	"@...",
	"`@asha`",
	"``a ` @asha``",
	"`two\nlines @asha`",
	"```\n@asha\n```",
	"```ts\n@asha\n\n@asha",
	"~~~\n@asha\n```\n@asha\n~~~",
	"> ```\n> @asha\n> ```",
	"````\n```\n@asha\n````",
])("%j names nobody", (body) => {
	expect(named(body)).toEqual([]);
});

test.each([
	"a ` b @asha",
	"`a\n\n`@asha",
	"`x` @asha `y`",
	"```x``` @asha",
	"~~ @asha ~~",
	"```\nx\n```\n@asha",
	"``@asha`",
])("%j names asha: that is no code", (body) => {
	expect(named(body)).toEqual(["asha"]);
});

test("punctuation behind a name may be part of it: the longest reading comes first", () => {
	expect(findMentions("thanks @asha.").names).toEqual([["asha.", "asha"]]);
	expect(findMentions("@asha...").names).toEqual([["asha...", "asha..", "asha"]]);
	expect(findMentions("@jun.li").names).toEqual([["jun.ll"]]);
});

test.each([
	["@here", "here"],
	["@Room!", "room"],
	["@here and @room.", "room"],
	["@room then @here", "room"],
	["@hereabouts", null],
	["`@room`", null],
	["no one", null],
] as const)("%j calls %p", (body, everyone) => {
	const found = findMentions(body);
	expect(found.everyone).toBe(everyone);
	if (everyone) expect(found.names).toEqual([]);
});

test("at most fifty different names are looked up", () => {
	const body = Array.from({ length: 200 }, (_, n) => `@n${n} @N${n}`).join(" ");
	expect(findMentions(body).names).toHaveLength(50);
});

test("a name too long to be anybody's is none", () => {
	expect(named(`@${"x".repeat(65)}`)).toEqual([]);
});

test("no body is slow to read", () => {
	const nasty = ["`", "~", "```", "@", "@.", "`@", "\\`", "> ", "\n", "` `` "].flatMap((piece) => [
		piece.repeat(20_000),
		`${piece.repeat(10_000)}@asha`,
	]);
	for (const body of nasty) {
		const before = performance.now();
		findMentions(body);
		expect(performance.now() - before).toBeLessThan(500);
	}
});

test("whatever the body, what is found stands in it behind an @", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom("@", "a", "b", "`", "~", ".", " ", "\n", "/"), maxLength: 60 }),
			(body) => {
				for (const readings of findMentions(body).names) {
					for (const reading of readings) expect(body).toContain(`@${reading}`);
				}
			},
		),
	);
});

test("a long run of full stops costs no more than other text", () => {
	const from = performance.now();
	expect(findMentions(`@a${".".repeat(50_000)}a @asha`).names).toHaveLength(1);
	expect(performance.now() - from).toBeLessThan(1000);
});
