/**
 * How well `wanted` fits a name: its letters stand in it in this order. Higher is better, null is not at all. Letters at
 * the beginning of a word count most, then letters that follow each other; of two alike the shorter name wins.
 */
export function fuzzyScore(name: string, wanted: string): number | null {
	const letters = [...folded(wanted)].filter((letter) => letter !== " ");
	const text = [...folded(name)];
	if (letters.length === 0) return 0;
	// Greedy from each place where the first letter stands: names are short.
	let best: number | null = null;
	for (const [start, letter] of text.entries()) {
		if (letter !== letters[0]) continue;
		const score = scoreFrom(text, start, letters);
		if (score !== null && (best === null || score > best)) best = score;
	}
	return best;
}

function scoreFrom(text: readonly string[], start: number, letters: readonly string[]): number | null {
	let score = start === 0 ? 6 : 0;
	let at = start - 1;
	for (const letter of letters) {
		const next = text.indexOf(letter, at + 1);
		if (next < 0) return null;
		if (next === at + 1) score += 4;
		else score -= Math.min(3, next - at - 1);
		if (beginsWord(text, next)) score += 5;
		at = next;
	}
	return score - text.length / 50;
}

function beginsWord(text: readonly string[], at: number): boolean {
	return at === 0 || /[\s._#@-]/.test(text[at - 1] ?? "");
}

/** Without marks and case: "tomas" finds Tomás. */
function folded(text: string): string {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
