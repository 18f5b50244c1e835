import { expect, test } from "bun:test";
import { CAPABILITIES, has, including, NONE, namesOf, without } from "./capabilities.ts";

test("each capability has a place of its own: asked for, it is there, and given back, no other goes with it", () => {
	const all = CAPABILITIES.reduce(including, NONE);
	expect(namesOf(all)).toEqual([...CAPABILITIES]);
	for (const name of CAPABILITIES) {
		expect(has(including(NONE, name), name)).toBe(true);
		expect(namesOf(without(all, name))).toEqual(CAPABILITIES.filter((other) => other !== name));
	}
});

test("what a capability is of no use without comes with it", () => {
	expect(namesOf(including(NONE, "draft/multiline"))).toEqual(["batch", "draft/multiline", "message-tags"]);
});
