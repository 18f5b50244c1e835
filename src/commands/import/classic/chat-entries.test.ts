import { expect, test } from "bun:test";
import { readChatEntries } from "./chat-entries.ts";

const read = (...lines: string[]) => {
	const { entries, strays } = readChatEntries(lines);
	return { texts: entries.map(({ text, minute }) => [text, minute]), strays: strays.map(({ line }) => line) };
};

test("a message goes on in lines without a tag, up to the last that has a time", () => {
	expect(read("<0001>[a]: one [10:00]", "", "two [10:01]", "", "stray", "<0000>x [10:02]")).toEqual({
		texts: [
			["[a]: one [10:00]\n\ntwo", 601],
			["x", 602],
		],
		strays: [5],
	});
});

test("lines before the first tag and with another tag belong to nothing", () => {
	expect(read("half", "<0001>[a]: one [10:00]", "<0002>two [10:00]", "and on [10:00]")).toEqual({
		texts: [["[a]: one", 600]],
		strays: [1, 3, 4],
	});
	expect(read("<0001>[a]: a list:", "<0002> is in it [10:00]").texts).toEqual([["[a]: a list:\n<0002> is in it", 600]]);
});

test.each([" [", " [1", " [10", " [10:", " [10:0", ""])("a file that is cut at %p keeps what was said", (cut) => {
	const { entries } = readChatEntries([`<0001>[a]: one${cut}`]);
	expect(entries).toEqual([{ line: 1, system: false, text: "[a]: one", minute: null, cut: true }]);
});

test("what is no time of day is text", () => {
	expect(read("<0001>[a]: at [25:00] [23:59]").texts).toEqual([["[a]: at [25:00]", 1439]]);
});
