/** What stands in the composer: the text and where the cursor is, both in UTF-16 units. Every change makes a new one. */
export interface TextState {
	readonly text: string;
	readonly cursor: number;
}

export const EMPTY: TextState = { text: "", cursor: 0 };

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Longer than any grapheme that somebody types; a text may be a megabyte, and only its part at the cursor is looked at. */
const NEAR = 64;

export function at(text: string, cursor = text.length): TextState {
	return { text, cursor: Math.max(0, Math.min(cursor, text.length)) };
}

export function insert({ text, cursor }: TextState, what: string): TextState {
	return { text: text.slice(0, cursor) + what + text.slice(cursor), cursor: cursor + what.length };
}

export function replace({ text }: TextState, from: number, to: number, what: string): TextState {
	return { text: text.slice(0, from) + what + text.slice(to), cursor: from + what.length };
}

function before({ text, cursor }: TextState): number {
	let last = "";
	for (const { segment } of graphemes.segment(text.slice(Math.max(0, cursor - NEAR), cursor))) last = segment;
	return cursor - last.length;
}

function after({ text, cursor }: TextState): number {
	const [next] = graphemes.segment(text.slice(cursor, cursor + NEAR));
	return cursor + (next?.segment.length ?? 0);
}

function wordBefore({ text, cursor }: TextState): number {
	const blank = /\s*$/u.exec(text.slice(0, cursor))?.[0].length ?? 0;
	let from = cursor - blank;
	while (from > 0 && !/\s/u.test(text[from - 1] ?? "")) from--;
	return from;
}

function wordAfter({ text, cursor }: TextState): number {
	let to = cursor;
	while (to < text.length && /\s/u.test(text[to] ?? "")) to++;
	while (to < text.length && !/\s/u.test(text[to] ?? "")) to++;
	return to;
}

function lineStart({ text, cursor }: TextState): number {
	return text.lastIndexOf("\n", cursor - 1) + 1;
}

function lineEnd({ text, cursor }: TextState): number {
	const end = text.indexOf("\n", cursor);
	return end < 0 ? text.length : end;
}

export const move = {
	left: (state: TextState) => at(state.text, before(state)),
	right: (state: TextState) => at(state.text, after(state)),
	wordLeft: (state: TextState) => at(state.text, wordBefore(state)),
	wordRight: (state: TextState) => at(state.text, wordAfter(state)),
	home: (state: TextState) => at(state.text, state.cursor === 0 ? 0 : lineStart(state)),
	end: (state: TextState) => at(state.text, lineEnd(state)),
} satisfies Record<string, (state: TextState) => TextState>;

export const remove = {
	left: (state: TextState) => replace(state, before(state), state.cursor, ""),
	right: (state: TextState) => at(replace(state, state.cursor, after(state), "").text, state.cursor),
	wordLeft: (state: TextState) => replace(state, wordBefore(state), state.cursor, ""),
	toLineStart: (state: TextState) => replace(state, move.home(state).cursor, state.cursor, ""),
} satisfies Record<string, (state: TextState) => TextState>;

/** The line above or below, at the same place in it; null where there is none. */
export function vertical(state: TextState, by: -1 | 1): TextState | null {
	const { text } = state;
	const start = state.cursor === 0 ? 0 : lineStart(state);
	const column = state.cursor - start;
	if (by < 0) {
		if (start === 0) return null;
		const above = text.lastIndexOf("\n", start - 2) + 1;
		return at(text, Math.min(above + column, start - 1));
	}
	const end = lineEnd(state);
	if (end === text.length) return null;
	return at(text, Math.min(end + 1 + column, lineEnd(at(text, end + 1))));
}
