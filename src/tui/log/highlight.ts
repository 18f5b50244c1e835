import type { Line, Span } from "../text/line.ts";

/** The row with what was searched for standing out, where it is within one piece of it. */
export function highlighted(line: Line, terms: readonly string[]): Line {
	return terms.reduce<Line>((result, term) => {
		const wanted = term.toLowerCase();
		return wanted === "" ? result : result.flatMap((piece) => (piece.inverse ? [piece] : split(piece, wanted)));
	}, line);
}

function split(piece: Span, wanted: string): Span[] {
	const lower = piece.text.toLowerCase();
	// Where the lower case is longer or shorter, places in it are not places in the text.
	if (lower.length !== piece.text.length) return [piece];
	const parts: Span[] = [];
	let from = 0;
	for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
		if (at > from) parts.push({ ...piece, text: piece.text.slice(from, at) });
		parts.push({ ...piece, text: piece.text.slice(at, at + wanted.length), inverse: true });
		from = at + wanted.length;
	}
	if (from < piece.text.length) parts.push({ ...piece, text: piece.text.slice(from) });
	return parts;
}
