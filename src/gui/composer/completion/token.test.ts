import { expect, test } from "bun:test";
import { tokenAt } from "./token.ts";

/** `|` is the caret; the answer is the kind and what is looked for. */
function at(marked: string): string | null {
	const token = tokenAt(marked.replace("|", ""), marked.indexOf("|"));
	return token && `${token.kind} ${token.query}`;
}

test("a sign at the begin of a word begins a completion", () => {
	expect(at("hello @as|")).toBe("person as");
	expect(at("@|")).toBe("person ");
	expect(at("(see #rel|")).toBe("room rel");
	expect(at("nice :ta|")).toBe("emoji ta");
	expect(at("/to|")).toBe("command to");
	expect(at("line\n@美|")).toBe("person 美");
	expect(at("to @as| and more")).toBe("person as");
});

test("within a word, after a space, in code and in an address there is none", () => {
	for (const marked of [
		"mail@as|",
		"@as |",
		"a :D|",
		"at 10:30|",
		"see /to|",
		"`@as|",
		"```\n@as|",
		"https://x#a|",
		"|@as",
	]) {
		expect(at(marked)).toBeNull();
	}
	expect(at("```\ncode\n```\n@as|")).toBe("person as");
	expect(at("`code` @as|")).toBe("person as");
});
