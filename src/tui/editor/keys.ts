import type { Key } from "ink";

export type KeyName =
	| "up"
	| "down"
	| "left"
	| "right"
	| "pageUp"
	| "pageDown"
	| "home"
	| "end"
	| "enter"
	| "newline"
	| "tab"
	| "escape"
	| "backspace"
	| "delete"
	| "text";

/** One key as the screen deals with it; a letter with Ctrl or Alt is `text` too. */
export interface KeyPress {
	name: KeyName;
	text: string;
	ctrl: boolean;
	alt: boolean;
	shift: boolean;
}

export type Input = { kind: "key"; key: KeyPress } | { kind: "paste"; text: string };

const NAMED = [
	["upArrow", "up"],
	["downArrow", "down"],
	["leftArrow", "left"],
	["rightArrow", "right"],
	["pageUp", "pageUp"],
	["pageDown", "pageDown"],
	["home", "home"],
	["end", "end"],
	["return", "enter"],
	["tab", "tab"],
	["escape", "escape"],
	["backspace", "backspace"],
	["delete", "delete"],
] as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are keys here
const CONTROL = /[\u0000-\u001F\u007F]/;

/** So much at once is not typed, however long the screen was busy. */
const MOST_TYPED = 80;
const MOST_ENTERS = 2;

/**
 * What a person did, from what Ink read. Keys that come at once come as one text: it is taken apart. But many lines at
 * once are a paste, from a terminal that does not mark pastes, and nothing of it must be sent by itself.
 */
export function readInput(input: string, key: Key): Input[] {
	const { ctrl, shift } = key;
	const alt = key.meta;
	const named = NAMED.find(([flag]) => key[flag]);
	if (named) return [press(named[1], "", { ctrl, alt, shift })];
	if (ctrl) return [press("text", input, { ctrl, alt, shift })];
	if (input === "") return [];
	if (alt) return input === "\n" ? [press("newline")] : [press("text", input, { ctrl, alt, shift })];
	return isPaste(input) ? [{ kind: "paste", text: input }] : pieces(input);
}

export function isCtrl(input: Input, letter: string): boolean {
	return input.kind === "key" && input.key.name === "text" && input.key.ctrl && input.key.text === letter;
}

function isPaste(input: string): boolean {
	const lines = input.split(/\r\n?|\n/);
	const enters = lines.length - 1;
	const isOneLine = enters === 0 || (enters === 1 && lines[1] === "");
	return !isOneLine && (enters > MOST_ENTERS || input.length > MOST_TYPED);
}

function pieces(input: string): Input[] {
	const result: Input[] = [];
	let run = "";
	const flush = () => {
		if (run !== "") result.push(press("text", run));
		run = "";
	};
	for (const char of input) {
		if (!CONTROL.test(char)) {
			run += char;
			continue;
		}
		flush();
		result.push(control(char));
	}
	flush();
	return result;
}

function control(char: string): Input {
	if (char === "\r") return press("enter");
	if (char === "\n") return press("newline");
	if (char === "\t") return press("tab");
	if (char === "\u007F" || char === "\b") return press("backspace");
	const letter = String.fromCharCode(char.charCodeAt(0) + 0x60);
	return press("text", letter, { ctrl: true, alt: false, shift: false });
}

function press(name: KeyName, text = "", held = { ctrl: false, alt: false, shift: false }): Input {
	return { kind: "key", key: { name, text, ...held } };
}
