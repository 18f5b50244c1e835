import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { formatLine, isCommandName, parseLine } from "./line.ts";

/** With all that the public parser-tests ask (msg-split, msg-join), their cases written anew. */
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
		["one two three :four five", null, "ONE", ["two", "three", "four five"]],
		["one two three :", null, "ONE", ["two", "three", ""]],
		["one two three ::four", null, "ONE", ["two", "three", ":four"]],
		[":tide one two three four", "tide", "ONE", ["two", "three", "four"]],
		[":tide one two three :", "tide", "ONE", ["two", "three", ""]],
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
		[
			":tide!~sea@h\u0002o\u000304s\u000ft PRIVMSG x :y z",
			"tide!~sea@h\u0002o\u000304s\u000ft",
			"PRIVMSG",
			["x", "y z"],
		],
		[":irc.example 432  #reef :Erroneous Nickname: no", "irc.example", "432", ["#reef", "Erroneous Nickname: no"]],
		[":irc.example MODE #reef +n ", "irc.example", "MODE", ["#reef", "+n"]],
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

	test.each<[string, string | null, string[]]>([
		["@a=1;b;my/c=2;your/d= :irc.example DO one two :three four", "irc.example", ["one", "two", "three four"]],
		["@a=1;b;my/c=2;your/d DO one two :three four", null, ["one", "two", "three four"]],
		["@your/d;b=;my/c=2;a=1 :tide DO one", "tide", ["one"]],
	])("the tags, the source and the parameters of %s", (text, source, params) => {
		const line = parseLine(text);
		expect(Object.fromEntries(line?.tags ?? [])).toEqual({ a: "1", b: "", "my/c": "2", "your/d": "" });
		expect(line).toMatchObject({ source, command: "DO", params });
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
		["x y z w", formatLine("x", ["y", "z", "w"])],
		["x y z :", formatLine("x", ["y", "z", ""])],
		["x y z :w v", formatLine("x", ["y", "z", "w v"])],
		["x y z ::w", formatLine("x", ["y", "z", ":w"])],
		[":tide x y z w", formatLine("x", ["y", "z", "w"], "tide")],
		[":tide x y z :", formatLine("x", ["y", "z", ""], "tide")],
		[":tide x y :  ", formatLine("x", ["y", "  "], "tide")],
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
			"@a=b\\\\and\\nk;d=gh\\:764 x y z",
			formatLine("x", ["y", "z"], null, [
				["a", "b\\and\nk"],
				["d", "gh;764"],
			]),
		],
		["@a=\\\\\\\\\\:\\\\s\\s\\r\\n x", formatLine("x", [], null, [["a", "\\\\;\\s \r\n"]])],
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

	test("taken apart it is what it was made of", () => {
		const word = fc.stringMatching(/^[^\0\r\n :][^\0\r\n ]{0,8}$/);
		const rest = fc.stringMatching(/^[^\0\r\n]{0,12}$/);
		const made = fc.record({
			tags: fc.dictionary(fc.stringMatching(/^\+?[a-z\d/-]{1,8}$/), fc.string({ unit: "grapheme" })),
			source: fc.option(fc.stringMatching(/^[^\0\r\n ]{1,8}$/)),
			command: fc.stringMatching(/^(?:[A-Z]{1,8}|\d{3})$/),
			words: fc.array(word, { maxLength: 5 }),
			rest: fc.option(rest),
		});
		fc.assert(
			fc.property(made, ({ tags, source, command, words, rest }) => {
				const params = rest === null ? words : [...words, rest];
				const line = parseLine(formatLine(command, params, source, Object.entries(tags)));
				expect(line).toEqual({ tags: new Map(Object.entries(tags)), source, command, params });
			}),
		);
	});

	test("nothing that it is made of can begin another line", () => {
		expect(formatLine("PRIVMSG", ["#x", "a\r\nQUIT\u0000"], "m\nx")).toBe(":m x PRIVMSG #x :a  QUIT ");
	});
});
