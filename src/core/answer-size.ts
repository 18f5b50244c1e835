/** A bound on the texts of one answer, so that a slow reader's queue holds it; a single message may have more. */
export const MAX_ANSWER_CHARS = 200_000;
/** Of one list of people or rooms. */
const MAX_LIST_CHARS = 300_000;

/** The first of them that one answer holds. */
export function asManyAsFit<T extends object>(items: readonly T[]): T[] {
	let chars = 0;
	const over = items.findIndex((item) => {
		chars += JSON.stringify(item).length;
		return chars > MAX_LIST_CHARS;
	});
	return over === -1 ? [...items] : items.slice(0, over);
}
