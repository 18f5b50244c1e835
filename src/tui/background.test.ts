import { expect, test } from "bun:test";
import { backgroundIn, brightnessOf, findBackground } from "./background.ts";

test.each([
	["15;0", "dark"],
	["0;15", "light"],
	["0;default;7", "light"],
	["", "unknown"],
	["0;default", "unknown"],
] as const)("COLORFGBG=%s is %s", (colours, background) => {
	expect(backgroundIn({ COLORFGBG: colours })).toBe(background);
});

test.each([
	["rgb:ffff/ffff/ffff", "light"],
	["rgb:fd/f6/e3", "light"],
	["rgb:0000/2b2b/3636", "dark"],
	["rgba:0/0/0/f", "dark"],
	["blue", "unknown"],
] as const)("a terminal that tells %s is %s", (colour, background) => {
	expect(brightnessOf(colour)).toBe(background);
});

function terminal(...chunks: string[]) {
	const written: string[] = [];
	const input = { read: (): unknown => chunks.shift() ?? null };
	return { input, written, output: { write: (text: string) => written.push(text) } };
}

test("a terminal is asked, and its answer is taken out of what is typed, however it ends", () => {
	for (const end of ["\u0007", "\u001B\\"]) {
		const { input, output, written } = terminal("a", `b\u001B]11;rgb:ffff/ffff/ffff${end}c`, "d");
		const { background } = findBackground({}, input, output);
		expect(written).toEqual(["\u001B]11;?\u0007"]);
		expect([input.read(), background.value]).toEqual(["a", "unknown"]);
		expect([input.read(), background.value]).toEqual(["bc", "light"]);
		expect(input.read()).toBe("d");
	}
});

test("whoever says so in the environment, wants no colour, or would print the question, is not asked", () => {
	for (const env of [{ COLORFGBG: "15;0" }, { NO_COLOR: "1" }, { TERM: "linux" }, { TERM: "dumb" }]) {
		const { input, output, written } = terminal();
		findBackground(env, input, output);
		expect(written).toEqual([]);
	}
});
