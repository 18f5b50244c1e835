import { expect, test } from "bun:test";
import type { Outgoing } from "../outgoing.ts";
import { mergedModes, modeParams } from "./rule-modes.ts";

test.each([
	["+announcement", ["+m"]],
	["-locked-topic", ["-t"]],
	["+private", ["+is"]],
	["+limit 20", ["+l", "20"]],
	["-limit", ["-l"]],
	["+key", ["+k", "*"]],
	["-key", ["-k", "*"]],
	["-moderator Mara", ["-o", "Mara"]],
	["+speaker Mara", ["+v", "Mara"]],
	["+ban ma?a*", ["+b", "ma?a*!*@*"]],
	["+exception mara", ["+e", "mara!*@*"]],
	["-invitation mara", ["-I", "mara!*@*"]],
	["+of-a-newer-server x", []],
])("the rule %s is MODE %p", (body, params) => {
	expect(modeParams(body)).toEqual(params);
});

const mode = (...params: string[]): Outgoing => ({ command: "MODE", params: ["#room", ...params], source: "Jun" });

test("lines of MODE are one, with each sign where it changes", () => {
	const lines = [mode("+o", "Mara"), mode("+v", "Tom"), mode("-is"), mode("-b", "x!*@*"), mode("+t")];
	expect(mergedModes(lines)).toEqual([mode("+ov-isb+t", "Mara", "Tom", "x!*@*")]);
});

test("other lines stay where they are, and another's MODE is another line", () => {
	const other = { ...mode("+m"), source: "Tom" };
	const refusal: Outgoing = { command: "482", params: ["Jun", "#room", "no"] };
	expect(mergedModes([mode("+t"), refusal, mode("+m"), other])).toEqual([mode("+tm"), refusal, other]);
	expect(mergedModes([])).toEqual([]);
});

test("a line never has more than it can hold", () => {
	const masks = Array.from({ length: 40 }, (_, index) => `${"潮".repeat(20)}${index}!*@*`);
	const merged = mergedModes(masks.map((mask) => mode("+b", mask)));
	expect(merged.flatMap(({ params }) => params.slice(2))).toEqual(masks);
	for (const { params } of merged) expect(Buffer.byteLength(params.join(" "))).toBeLessThan(400);
});
