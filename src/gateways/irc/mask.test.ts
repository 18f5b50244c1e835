import { describe, expect, test } from "bun:test";
import { fitsMask, parseSource } from "./mask.ts";

/** With all that the public parser-tests ask (mask-match, userhost-split), their cases written anew. */

test.each([
	["*@10.1.2.3", ["tide!sea@10.1.2.3", "reef!~s@10.1.2.3"], ["tide!sea@10.1.2.4", "reef!~s@11.1.2.3"]],
	[
		"tide*@*",
		["tides!sea@host", "tide7!~s@10.1.2.3", "tide132!sea@irc.example"],
		["ride!sea@host", "tidy7!~s@10.1.2.4"],
	],
	[
		"tide!*@*",
		["tide!sea@host", "tide!~s@10.1.2.3", "tide!312@irc.example"],
		["tides!sea@host", "tid!sea@host", "tide7!~s@h", "ride!s@h"],
	],
	["tide!?sailor@*", ["tide!~sailor@h", "tide!xsailor@h"], ["tide!sailor@h", "tide!xysailor@h"]],
	["tide!s?*@*", ["tide!se@h", "tide!sea@h"], ["tide!s@h"]],
	["tide[sea]!*@*", ["tide[sea]!a@b"], ["tides!a@b", "tide[!a@b"]],
	["*", ["", "anything"], []],
	["", [""], ["a"]],
	["a**b?", ["abc", "axxbc"], ["ab", "abcd"]],
	["#Tides", ["#tides", "#TIDES"], ["#tide"]],
	["潮?", ["潮汐"], ["潮", "潮汐汐"]],
])("the mask %j", (mask, fitting, others) => {
	for (const text of fitting) expect([text, fitsMask(mask, text)]).toEqual([text, true]);
	for (const text of others) expect([text, fitsMask(mask, text)]).toEqual([text, false]);
});

test("a mask made to take long takes no time", () => {
	const before = performance.now();
	expect(fitsMask(`${"*a".repeat(200)}b`, "a".repeat(500))).toBe(false);
	expect(performance.now() - before).toBeLessThan(1000);
});

describe("nick!user@host (RFC 2812 2.3.1)", () => {
	test.each([
		["tide!sea@10.1.2.3", "tide", "sea", "10.1.2.3"],
		["tide!~sea@localhost", "tide", "~sea", "localhost"],
		["tide@10.1.2.3", "tide", null, "10.1.2.3"],
		["tide!sea", "tide", "sea", null],
		["irc.example", "irc.example", null, null],
		["tide!sea@ho\u00035s\u0003t", "tide", "sea", "ho\u00035s\u0003t"],
		["tide!~sea@h\u0002o\u000304s\u000ft", "tide", "~sea", "h\u0002o\u000304s\u000ft"],
	])("%j", (source, nick, user, host) => {
		expect(parseSource(source)).toEqual({ nick, user, host });
	});
});
