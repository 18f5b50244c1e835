import { expect, test } from "bun:test";
import fc from "fast-check";
import { ParlourError } from "../protocol/errors.ts";
import { checkBody, checkTopic } from "./texts.ts";

function codeOf(check: () => unknown): string {
	try {
		check();
	} catch (cause) {
		if (cause instanceof ParlourError) return cause.code;
		throw cause;
	}
	return "taken";
}

test.each([
	["ahoy", "ahoy"],
	["  indented stays", "  indented stays"],
	["trailing space goes  \n\n", "trailing space goes"],
	["\n\nempty lines before it go", "empty lines before it go"],
	["one\r\ntwo\rthree\n\nfour", "one\ntwo\nthree\n\nfour"],
	["a\ttab", "a\ttab"],
	["\u0000a\u0007b\u001B[31mred\u007F\u009Bc", "ab[31mredc"],
	["half a pair \uD83D", "half a pair \uFFFD"],
	["नमस्ते 🚢 👨‍👩‍👧", "नमस्ते 🚢 👨‍👩‍👧"],
])("%j is kept as %j", (raw, kept) => {
	expect(checkBody(raw, 100)).toBe(kept);
});

test.each(["", " ", "\n\t \r\n", "\u0000\u0007", "\u00A0\u3000"])("%j is an empty message", (raw) => {
	expect(codeOf(() => checkBody(raw, 100))).toBe("message_empty");
});

test("a body's length is counted in characters, after what does not count is gone", () => {
	expect(checkBody("🚢".repeat(10), 10)).toBe("🚢".repeat(10));
	expect(codeOf(() => checkBody("🚢".repeat(11), 10))).toBe("message_too_long");
	expect(checkBody(`${"x".repeat(10)}\r\n  \u0007`, 10)).toBe("x".repeat(10));
	expect(() => checkBody("x".repeat(11), 10)).toThrow("it has 11 characters, and 10 are the most");
});

test("a body that was checked stays as it is when it is checked again", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 30 }), (raw) => {
			if (codeOf(() => checkBody(raw, 30)) !== "taken") return;
			const body = checkBody(raw, 30);
			expect(checkBody(body, 30)).toBe(body);
			expect(body.isWellFormed()).toBe(true);
			expect(body).not.toMatch(/(?!\n|\t)\p{Cc}/u);
		}),
	);
});

test("a topic is one line, and may be empty", () => {
	expect(checkTopic(" cut on\r\nThursday\t· notes \u0007")).toBe("cut on Thursday · notes");
	expect(checkTopic(" \n ")).toBe("");
	expect(checkTopic("🚢".repeat(250))).toHaveLength(500);
	expect(codeOf(() => checkTopic("x".repeat(251)))).toBe("message_too_long");
});
