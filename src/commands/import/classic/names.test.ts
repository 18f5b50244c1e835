import { expect, test } from "bun:test";
import fc from "fast-check";
import { checkUserName, nameKey } from "../../../core/names.ts";
import { chooseNames } from "./names.ts";

const chosen = (...old: string[]) => old.map((name) => chooseNames(old).get(name)?.name);

test("whoever can keep their name does, whatever comes before them", () => {
	expect(chosen("old timer", "old_timer", "asha ", "asha")).toEqual([
		expect.stringMatching(/^old_timer-[0-9a-f]{6}$/),
		"old_timer",
		expect.stringMatching(/^asha-[0-9a-f]{6}$/),
		"asha",
	]);
});

test("of names that look alike the first is kept", () => {
	expect(chosen("Guest", "guest")).toEqual(["Guest", expect.stringMatching(/^guest-[0-9a-f]{6}$/)]);
});

test("a name with nothing in it that could be kept gets one all the same", () => {
	expect(chosen("***")).toEqual([expect.stringMatching(/^person-[0-9a-f]{6}$/)]);
});

test("every old name gets one that Parlour takes and nobody else has, the same in every run", () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }))), (old) => {
			const names = [...chooseNames(old)];
			expect(names.map(([name]) => name).sort()).toEqual([...old].sort());
			for (const [, { name, key }] of names) expect([checkUserName(name), nameKey(name)]).toEqual([name, key]);
			expect(new Set(names.map(([, { key }]) => key)).size).toBe(old.length);
			expect([...chooseNames(old)]).toEqual(names);
		}),
	);
});
