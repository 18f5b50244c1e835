import type { MaskKind, Rule } from "../../../protocol/rule.ts";

/** Modern IRC, MODE message: A are lists, B always have a parameter, C have one when they are set, D never. */
export type ModeType = "A" | "B" | "C" | "D" | "prefix";

interface ChannelMode {
	letter: string;
	type: ModeType;
	/** Null for what always holds: nobody writes into a room from outside. */
	rule: Rule | null;
}

/** In the order in which they are shown. What is private here is by invitation alone, and in no list: two modes of IRC. */
const MODES: readonly ChannelMode[] = [
	{ letter: "b", type: "A", rule: "ban" },
	{ letter: "e", type: "A", rule: "exception" },
	{ letter: "I", type: "A", rule: "invitation" },
	{ letter: "k", type: "B", rule: "key" },
	{ letter: "l", type: "C", rule: "limit" },
	{ letter: "i", type: "D", rule: "private" },
	{ letter: "m", type: "D", rule: "announcement" },
	{ letter: "n", type: "D", rule: null },
	{ letter: "s", type: "D", rule: "private" },
	{ letter: "t", type: "D", rule: "locked-topic" },
	{ letter: "o", type: "prefix", rule: "moderator" },
	{ letter: "v", type: "prefix", rule: "speaker" },
];

export const CHANNEL_MODES: ReadonlyMap<string, ChannelMode> = new Map(MODES.map((mode) => [mode.letter, mode]));

const lettersOf = (type: ModeType) =>
	MODES.filter((mode) => mode.type === type)
		.map(({ letter }) => letter)
		.join("");

/** For ISUPPORT. */
export const CHANMODES = (["A", "B", "C", "D"] as const).map(lettersOf).join(",");
export const ALL_LETTERS = MODES.map(({ letter }) => letter)
	.sort()
	.join("");
export const LETTERS_WITH_PARAMETER = MODES.filter(({ type }) => type !== "D")
	.map(({ letter }) => letter)
	.sort()
	.join("");

/** `i` and `s` for what is private. */
export function lettersFor(rule: Rule): string {
	return MODES.filter((mode) => mode.rule === rule)
		.map(({ letter }) => letter)
		.join("");
}

export function isMaskKind(rule: Rule | null): rule is MaskKind {
	return rule === "ban" || rule === "exception" || rule === "invitation";
}
