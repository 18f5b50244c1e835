import { expect, test } from "bun:test";
import { formatRule, parseRule, type RuleChange } from "./rule.ts";

const CHANGES: RuleChange[] = [
	{ rule: "announcement", on: true },
	{ rule: "limit", on: true, value: "20" },
	{ rule: "moderator", on: false, value: "Mara" },
	{ rule: "ban", on: true, value: "troll*" },
];

for (const change of CHANGES) {
	test(`${formatRule(change)} is read as it was written`, () => {
		expect(parseRule(formatRule(change))).toEqual(change);
	});
}

test("a key is not told", () => {
	expect(formatRule({ rule: "key", on: true, value: "secret" })).toBe("+key");
});

test("what is no rule, or one of a newer server, is none", () => {
	for (const body of ["", "limit", "+", "+later 3", "limit 20"]) expect(parseRule(body)).toBeNull();
});
