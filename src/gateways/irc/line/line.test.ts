import { describe, expect, test } from "bun:test";
import { formatLine, parseLine } from "./line.ts";

describe("a line is taken apart (RFC 1459 2.3.1, message-tags)", () => {
	test.each<[string, string | null, string, string[]]>([
		["PING", null, "PING", []],
		["join #lobby", null, "JOIN", ["#lobby"]],
		[":mara!mara@parlour PRIVMSG #lobby :the tide is in", "mara!mara@parlour", "PRIVMSG", ["#lobby", "the tide is in"]],
		["PRIVMSG  #lobby   :", null, "PRIVMSG", ["#lobby", ""]],
		["PRIVMSG #lobby ::)", null, "PRIVMSG", ["#lobby", ":)"]],
		["USER mara 0 * :  Mara  ", null, "USER", ["mara", "0", "*", "  Mara  "]],
		["MODE #lobby +o mara   ", null, "MODE", ["#lobby", "+o", "mara"]],
		[":parlour 001 mara :Welcome", "parlour", "001", ["mara", "Welcome"]],
		["TOPIC #lobby a:b", null, "TOPIC", ["#lobby", "a:b"]],
	])("%j", (text, source, command, params) => {
		expect(parseLine(text)).toEqual({ tags: new Map(), source, command, params });
	});

	test("with tags, whose escapes are undone", () => {
		const line = parseLine("@label=a\\sb\\:c\\\\d\\r\\n;+draft/reply=1-2;empty=;bare;odd=x\\y\\ :me!u@h TAGMSG #x");
		expect([...(line?.tags ?? [])]).toEqual([
			["label", "a b;c\\d\r\n"],
			["+draft/reply", "1-2"],
			["empty", ""],
			["bare", ""],
			["odd", "xy"],
		]);
		expect(line?.source).toBe("me!u@h");
	});

	test("of a tag that comes twice the last one counts", () => {
		expect(parseLine("@a=1;a=2 PING")?.tags.get("a")).toBe("2");
	});

	test.each(["", "   ", ":source", "@tag=only", "@tag :source", "12 x", "JO-IN #x", "{json}"])("%j is none", (text) => {
		expect(parseLine(text)).toBeNull();
	});
});

describe("a line is put together", () => {
	test.each<[string, string]>([
		["PING", formatLine("PING", [])],
		["JOIN #lobby", formatLine("JOIN", ["#lobby"])],
		[":m!m@p PRIVMSG #lobby :two words", formatLine("PRIVMSG", ["#lobby", "two words"], "m!m@p")],
		["TOPIC #lobby :", formatLine("TOPIC", ["#lobby", ""])],
		["PRIVMSG #lobby ::)", formatLine("PRIVMSG", ["#lobby", ":)"])],
		[
			"@a=x\\sy;b PING x",
			formatLine("PING", ["x"], null, [
				["a", "x y"],
				["b", ""],
			]),
		],
	])("%s", (expected, line) => {
		expect(line).toBe(expected);
	});

	test("nothing that it is made of can begin another line", () => {
		expect(formatLine("PRIVMSG", ["#x", "a\r\nQUIT\u0000"], "m\nx")).toBe(":m x PRIVMSG #x :a  QUIT ");
	});
});
