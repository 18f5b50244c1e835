import type { KeyPress } from "../editor/keys.ts";
import { insert, move, remove, type TextState } from "../editor/text-state.ts";

const BY_CTRL: Record<string, (state: TextState) => TextState> = {
	a: move.home,
	e: move.end,
	d: remove.right,
	h: remove.left,
	u: remove.toLineStart,
	w: remove.wordLeft,
};
const BY_ALT: Record<string, (state: TextState) => TextState> = { b: move.wordLeft, f: move.wordRight };

/** What a key does to text that is being written; null where it is no key of an editor's. */
export function edited(state: TextState, key: KeyPress): TextState | null {
	const { name, text, ctrl, alt } = key;
	const byWord = ctrl || alt;
	switch (name) {
		case "left":
			return byWord ? move.wordLeft(state) : move.left(state);
		case "right":
			return byWord ? move.wordRight(state) : move.right(state);
		case "home":
			return move.home(state);
		case "end":
			return move.end(state);
		case "backspace":
			return byWord ? remove.wordLeft(state) : remove.left(state);
		case "delete":
			return remove.right(state);
		case "text":
			if (ctrl) return BY_CTRL[text]?.(state) ?? null;
			return alt ? (BY_ALT[text]?.(state) ?? null) : insert(state, text);
		default:
			return null;
	}
}
