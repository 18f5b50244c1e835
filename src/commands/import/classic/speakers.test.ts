import { expect, test } from "bun:test";
import { readChatEntries } from "./chat-entries.ts";
import { readSpeakers } from "./speakers.ts";

function speak(known: string[], ...lines: string[]) {
	const { spoken, remarks } = readSpeakers(readChatEntries(lines).entries, new Set(known));
	return {
		spoken: spoken.map(({ who, event, body }) => [who, event ?? body]),
		remarks: remarks.map(({ line }) => line),
	};
}

test("a message without a name is of who wrote the one before, over a line of the system's too", () => {
	const { spoken } = speak(["asha"], "<0001>[asha]: 1 [10:00]", "<0000>tea [10:00]", "<0001>2 [10:00]");
	expect(spoken).toEqual([
		["asha", "1"],
		[null, "said"],
		["asha", "2"],
	]);
});

test("brackets at the beginning of a text are no name, unless somebody has that name", () => {
	const { spoken, remarks } = speak(["asha"], "<0001>[asha]: 1 [10:00]", "<0001>[note]: 2 [10:00]");
	expect(spoken.at(-1)).toEqual(["asha", "[note]: 2"]);
	expect(remarks).toEqual([2]);
});

test("after a line of the system's, brackets are a name for certain", () => {
	const { spoken, remarks } = speak([], "<0000>tea [10:00]", "<0001>[gone]: 1 [10:00]", "<0001>2 [10:00]");
	expect(spoken.slice(1)).toEqual([
		["gone", "1"],
		["gone", "2"],
	]);
	expect(remarks).toEqual([]);
});

test("a name may have brackets and colons in it", () => {
	expect(speak(["a]: b", "a"], "<0001>[a]: b]: hello [10:00]").spoken).toEqual([["a]: b", "hello"]]);
});

test("where nobody has spoken before, a message without a name is kept as nobody's", () => {
	expect(speak([], "<0001>hello [10:00]")).toEqual({ spoken: [[null, "said"]], remarks: [1] });
});

test("what is cut off before it says anything is left out", () => {
	for (const cut of ["<0001>[as", "<0001>[asha]", "<0001>[asha]:", "<0001>[asha]: "]) {
		expect(speak(["asha"], cut)).toEqual({ spoken: [], remarks: [1] });
	}
});
