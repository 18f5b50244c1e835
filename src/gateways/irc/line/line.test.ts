import { describe, expect, test } from "bun:test";
import { formatLine, isCommandName, parseLine } from "./line.ts";

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
		["one two three four", null, "ONE", ["two", "three", "four"]],
		[":tide one two :three four", "tide", "ONE", ["two", "three four"]],
		[":tide one two :  three four ", "tide", "ONE", ["two", "  three four "]],
		[":tide one two ::three", "tide", "ONE", ["two", ":three"]],
		[":tide PRIVMSG reef :so :) ", "tide", "PRIVMSG", ["reef", "so :) "]],
		[":tide one two :  ", "tide", "ONE", ["two", "  "]],
		[":tide JOIN :#reef", "tide", "JOIN", ["#reef"]],
		[":tide AWAY", "tide", "AWAY", []],
		[":tide AWAY ", "tide", "AWAY", []],
		[":ti\tde one t\two", "ti\tde", "ONE", ["t\two"]],
		[":tide!sea@h\u00035o\u0003st PRIVMSG x :y z", "tide!sea@h\u00035o\u0003st", "PRIVMSG", ["x", "y z"]],
		[":irc.example 432  #reef :Erroneous Nickname: no", "irc.example", "432", ["#reef", "Erroneous Nickname: no"]],
		[":irc.example MODE #reef +o tide  ", "irc.example", "MODE", ["#reef", "+o", "tide"]],
		[":tide MODE #reef :+i", "tide", "MODE", ["#reef", "+i"]],
		[":tide MODE #reef +oo one :two", "tide", "MODE", ["#reef", "+oo", "one", "two"]],
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

	test.each<[string, Record<string, string>]>([
		["@a=b;c=32;k;rt=ql7 x", { a: "b", c: "32", k: "", rt: "ql7" }],
		["@a=b\\\\and\\nk;c=72\\s45;d=gh\\:764 x", { a: "b\\and\nk", c: "72 45", d: "gh;764" }],
		["@one/two=3;two=4;one/five= :tide x", { "one/two": "3", two: "4", "one/five": "" }],
		["@a=\\\\\\\\\\:\\\\s\\s\\r\\n x", { a: "\\\\;\\s \r\n" }],
		["@a=tide\\\\ntest x", { a: "tide\\ntest" }],
		["@a=tide\\1 x", { a: "tide1" }],
		["@a=tide\\ x", { a: "tide" }],
		["@a=1;b=3;c=4;a=5;v/b=8 x", { a: "5", b: "3", c: "4", "v/b": "8" }],
	])("the tags of %s", (text, tags) => {
		expect(Object.fromEntries(parseLine(text)?.tags ?? [])).toEqual(tags);
	});

	test("of a tag that comes twice the last one counts", () => {
		expect(parseLine("@a=1;a=2 PING")?.tags.get("a")).toBe("2");
	});

	test.each(["", "   ", ":source", "@tag=only", "@tag :source"])("%j is none", (text) => {
		expect(parseLine(text)).toBeNull();
	});

	test.each(["12", "JO-IN", "{JSON}", ":X", "\u0016\u0003", "É"])("%j is no name of a command", (word) => {
		expect(isCommandName(word)).toBe(false);
	});
});

describe("a line is put together", () => {
	test.each<[string, string]>([
		["PING", formatLine("PING", [])],
		["JOIN #lobby", formatLine("JOIN", ["#lobby"])],
		[":m!m@p PRIVMSG #lobby :two words", formatLine("PRIVMSG", ["#lobby", "two words"], "m!m@p")],
		["TOPIC #lobby :", formatLine("TOPIC", ["#lobby", ""])],
		["PRIVMSG #lobby ::)", formatLine("PRIVMSG", ["#lobby", ":)"])],
		[":tide AWAY", formatLine("AWAY", [], "tide")],
		[":tide AWAY :", formatLine("AWAY", [""], "tide")],
		[":tide x y :  z z ", formatLine("x", ["y", "  z z "], "tide")],
		[":tide x y :so :) ", formatLine("x", ["y", "so :) "], "tide")],
		[":tide x t\two z", formatLine("x", ["t\two", "z"], "tide")],
		["@a :tide x y :  ", formatLine("x", ["y", "  "], "tide", [["a", ""]])],
		[
			"@a=b\\\\and\\nk;d=gh\\:764 x",
			formatLine("x", [], null, [
				["a", "b\\and\nk"],
				["d", "gh;764"],
			]),
		],
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

	test.each(["", "a b", ":a", "a\0b"])("%j has no place before the last parameter", (param) => {
		expect(formatLine("403", ["mara", param, "No such channel"])).toBe("403 mara * :No such channel");
	});

	test("nothing that it is made of can begin another line", () => {
		expect(formatLine("PRIVMSG", ["#x", "a\r\nQUIT\u0000"], "m\nx")).toBe(":m x PRIVMSG #x :a  QUIT ");
	});
});
