import { expect, test } from "bun:test";
import { formatTags, parseTags } from "../line/line.ts";
import { clientTagsOf, eitherTag } from "./client-tags.ts";

test.each<[string, string, [string, string][]]>([
	["a client-only tag", "+typing=done", [["+typing", "done"]]],
	["one of a vendor", "+example.com/foo=a\\sb", [["+example.com/foo", "a b"]]],
	["none without its mark", "typing=done;label=x", []],
	["none whose name is no name", "+=x;+a b=x;+a:b;+a\rb", []],
	["none with NUL in its value", "+a=b\0c", []],
])("message-tags, Format: %s is passed on", (_, tags, expected) => {
	expect(clientTagsOf(parseTags(tags))).toEqual(expected);
});

test("what the server gives itself is left out, by either name", () => {
	const tags = parseTags("+reply=1;+draft/reply=1;+other=2");
	expect(clientTagsOf(tags, "reply")).toEqual([["+other", "2"]]);
	expect([eitherTag(tags, "reply"), eitherTag(tags, "react")]).toEqual(["1", undefined]);
});

test("what is passed on takes no more bytes than it came with, so that what the server adds has its room", () => {
	for (const raw of [`+a=${"\r".repeat(4000)}`, `+a=${"\\r".repeat(2000)}`, `+a=${"\\\\".repeat(2000)}`, "+a=\\"]) {
		expect(formatTags(clientTagsOf(parseTags(raw))).length).toBeLessThanOrEqual(`@${raw} `.length);
	}
});
