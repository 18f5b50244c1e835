import { expect, test } from "bun:test";
import { fromIrc, openCodes, toIrc } from "./formatting.ts";

test.each([
	["plain text", "plain text"],
	["**bold** and *italic*", "\u0002bold\u0002 and \u001Ditalic\u001D"],
	["~~old~~ `a **b**`", "\u001Eold\u001E \u0011a **b**\u0011"],
	["**bold with *italic* in it**", "\u0002bold with \u001Ditalic\u001D in it\u0002"],
	["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
	["_so_", "\u001Dso\u001D"],
])("%j goes out as IRC formatting", (markdown, irc) => {
	expect(toIrc(markdown)).toBe(irc);
});

test.each([
	["\u0002bold\u0002 text", "**bold** text"],
	["\u001Dleft open", "*left open*"],
	["\u0002a \u001Db\u0002 c\u001D", "**a *b*** *c*"],
	["\u000304,12red\u0003 and \u0004FF0000red\u0004", "red and red"],
	["\u0002a\u000F b", "**a** b"],
	["\u0011code\u0011 \u001Funder\u001F", "`code` under"],
])("%j comes in as Markdown", (irc, markdown) => {
	expect(fromIrc(irc)).toBe(markdown);
});

test.each([
	["plain", ""],
	["\u0002bold\u0002 and \u001Ditalic", "\u001D"],
	["\u0002\u001Dboth", "\u0002\u001D"],
	["\u0002\u001Dneither\u000F", ""],
])("of %j goes on what is open at its end", (text, codes) => {
	expect(openCodes(text)).toBe(codes);
});
