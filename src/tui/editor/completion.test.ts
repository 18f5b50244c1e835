import { expect, test } from "bun:test";
import { completionsAt, type Words, withChoice } from "./completion.ts";
import { at } from "./text-state.ts";

const words: Words = {
	people: () => [
		{ name: "Tomás.Silva", display: null },
		{ name: "tom", display: null },
		{ name: "Mara.Okafor", display: "Dr. Mara Okafor" },
	],
	everybody: () => [{ name: "Jun.Li", display: null }],
	rooms: () => ["release-4", "rest"],
	commands: () => ["join", "topic", "me"],
	emoji: () =>
		new Map([
			["tada", "🎉"],
			["potato", "🥔"],
			["taco", "🌮"],
		]),
};

function completed(text: string, cursor = text.length): string[] {
	const state = at(text, cursor);
	const completion = completionsAt(state, words);
	return completion?.choices.map((_, index) => withChoice(state, completion, index).text) ?? [];
}

test.each([
	["@tom", ["@tom ", "@Tomás.Silva "]],
	["hi (@ma", ["hi (@Mara.Okafor "]],
	["see #re", ["see #release-4 ", "see #rest "]],
	[":ta", ["🌮 ", "🎉 ", "🥔 "]],
	["/to", ["/topic "]],
	["@okaf", ["@Mara.Okafor "]],
	["@dr", ["@Mara.Okafor "]],
	["@he", ["@here "]],
	["/msg ju", ["/msg Jun.Li "]],
	["/msg @ju", ["/msg @Jun.Li "]],
	["/invite ju", ["/invite Jun.Li "]],
	["/join re", ["/join release-4 ", "/join rest "]],
	["mail@to", []],
	["a /to", []],
	[":t", []],
	["nothing", []],
])("%j may become %j", (text, expected) => {
	expect(completed(text).sort()).toEqual([...expected].sort());
});

test("what begins with it comes before what has it in the middle", () => {
	expect(completed(":ta").at(-1)).toBe("🥔 ");
});

test("only what is before the cursor is completed", () => {
	expect(completed("@mar rest", 4)).toEqual(["@Mara.Okafor  rest"]);
});
