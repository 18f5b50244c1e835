import { expect, test } from "bun:test";
import { RULES } from "./rule.ts";
import { removalText, removedName, ruleText } from "./rule-text.ts";

test.each([
	["+announcement", "asha made this room one for announcements"],
	["-announcement", "asha let everybody post here again"],
	["+private", "asha made this room private"],
	["-private", "asha made this room public"],
	["+limit 20", "asha set the limit to 20 members"],
	["-limit", "asha took away the limit of members"],
	["+key", "asha set a key, which joining takes"],
	["+ban troll*", "asha banned troll*"],
	["-ban troll*", "asha lifted the ban of troll*"],
	["whatever comes", "asha changed the rules of this room"],
	["", "asha changed the rules of this room"],
])("the rule %j reads %j", (body, reads) => {
	expect(ruleText("asha", body)).toBe(reads);
});

test("every rule has words for both ways", () => {
	const texts = RULES.flatMap((rule) => [ruleText("asha", `+${rule} mara`), ruleText("asha", `-${rule} mara`)]);
	expect(new Set(texts).size).toBe(2 * RULES.length);
	expect(texts).not.toContain("asha changed the rules of this room");
});

test("who was removed, and why, is told apart by the first blank", () => {
	expect(removedName("mara spam, again")).toEqual({ name: "mara", reason: "spam, again" });
	expect(removedName("mara")).toEqual({ name: "mara", reason: "" });
	expect([removalText("asha", "mara spam"), removalText("asha", "mara")]).toEqual([
		"asha removed mara: spam",
		"asha removed mara",
	]);
});
