import { expect, test } from "bun:test";
import { ParlourError } from "../protocol/errors.ts";
import { nameKey } from "./names.ts";
import { checkKey, checkLimit, checkMask } from "./rule-values.ts";

function codeOf(check: () => unknown): string {
	try {
		return `taken: ${JSON.stringify(check())}`;
	} catch (cause) {
		if (cause instanceof ParlourError) return cause.code;
		throw cause;
	}
}

test("a limit is a number of members", () => {
	expect([" 20 ", "1", "100000"].map(checkLimit)).toEqual(["20", "1", "100000"]);
	for (const raw of [undefined, "", "0", "100001", "-1", "1.5", "0x10", "many", "٣"]) {
		expect(codeOf(() => checkLimit(raw))).toBe("bad_request");
	}
});

test("a key is one word that can be typed", () => {
	expect([" seaweed ", "ключ", "a".repeat(50)].map(checkKey)).toEqual(["seaweed", "ключ", "a".repeat(50)]);
	for (const raw of [undefined, " ", "two words", "a,b", "a\u0000b", "a\u200bb", "a".repeat(51)]) {
		expect(codeOf(() => checkKey(raw))).toBe("bad_request");
	}
});

test("a mask is kept as it was typed, and compared as names are", () => {
	expect(checkMask("@Troll**")).toEqual({ mask: "Troll*", maskKey: nameKey("troll*") });
	expect(checkMask("M?a").maskKey).toBe("m?a");
	expect(checkMask("Mia*").maskKey).toBe(nameKey("MIA*"));
	for (const raw of [undefined, "", "@", "two words", "a!b@c", "[a]", "x".repeat(65)]) {
		expect(codeOf(() => checkMask(raw))).toBe("bad_request");
	}
});
