import { CHANNEL_MODES } from "./channel-modes.ts";

export type ModeWish =
	/** What a list holds is asked for. */
	| { type: "list"; letter: string }
	| { type: "set"; letter: string; on: boolean; param: string | null }
	| { type: "unknown"; letter: string };

/** What ISUPPORT announces as MODES: how many modes with a parameter one line may set. */
export const MOST_MODES = 20;

/**
 * `+o-v+k Mara Jun word`, Modern IRC, MODE message: parameters are taken in the order of the modes. Where one is missing,
 * lists are asked for, and other modes left out. A key may be taken away without being named.
 */
export function parseModes(modes: string, params: readonly string[]): ModeWish[] {
	const wishes: ModeWish[] = [];
	const left = [...params];
	let on = true;
	let withParam = 0;
	for (const letter of modes) {
		if (letter === "+" || letter === "-") {
			on = letter === "+";
			continue;
		}
		const type = CHANNEL_MODES.get(letter)?.type;
		if (!type) wishes.push({ type: "unknown", letter });
		else if (type === "D" || (type === "C" && !on)) wishes.push({ type: "set", letter, on, param: null });
		else if (++withParam <= MOST_MODES) {
			const param = left.shift() ?? null;
			if (param !== null || (type === "B" && !on)) wishes.push({ type: "set", letter, on, param });
			else if (type === "A") wishes.push({ type: "list", letter });
		}
	}
	return wishes.filter((wish, index) => wish.type !== "list" || firstOf(wishes, wish.letter) === index);
}

function firstOf(wishes: readonly ModeWish[], letter: string): number {
	return wishes.findIndex((wish) => wish.type === "list" && wish.letter === letter);
}
