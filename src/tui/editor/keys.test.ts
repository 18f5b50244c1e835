import { expect, test } from "bun:test";
import type { Key } from "ink";
import { type KeyPress, readInput } from "./keys.ts";

const NONE: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

function read(input: string, held: Partial<Key> = {}): string[] {
	return readInput(input, { ...NONE, ...held }).map((one) =>
		one.kind === "paste" ? `paste ${one.text.length}` : nameOf(one.key),
	);
}

function nameOf({ name, text, ctrl, alt, shift }: KeyPress): string {
	const held = [ctrl && "ctrl", alt && "alt", shift && "shift"].filter(Boolean);
	return [...held, name === "text" ? JSON.stringify(text) : name].join(" ");
}

test("keys have their names, with what is held", () => {
	expect(read("", { upArrow: true, meta: true })).toEqual(["alt up"]);
	expect(read("\r", { return: true, meta: true })).toEqual(["alt enter"]);
	expect(read("k", { ctrl: true })).toEqual(['ctrl "k"']);
	expect(read("\n")).toEqual(["newline"]);
	expect(read("潮")).toEqual(['"潮"']);
	expect(read("")).toEqual([]);
});

test("keys that come at once are taken apart, in their order", () => {
	expect(read("hello\r")).toEqual(['"hello"', "enter"]);
	expect(read("\rx")).toEqual(["enter", '"x"']);
	expect(read("\u000B\u0006")).toEqual(['ctrl "k"', 'ctrl "f"']);
	expect(read("ab\u007F\tc")).toEqual(['"ab"', "backspace", "tab", '"c"']);
});

test("many lines at once, or long ones, are a paste, which sends nothing", () => {
	expect(read("a\rb\rc\rd")).toEqual(["paste 7"]);
	expect(read(`${"long ".repeat(20)}\rb`)).toEqual(["paste 102"]);
});
