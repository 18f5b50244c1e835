/** For comparing: without case and without marks, so that "leixoes" finds "Leixões". */
export function fold(text: string): string {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Lower is better: the whole begins so, a word in it does, it is in there; null where it is not. */
export function rankOf(text: string, foldedQuery: string): number | null {
	const folded = fold(text);
	if (folded.startsWith(foldedQuery)) return 0;
	if (folded.split(/[\s._-]+/).some((word) => word.startsWith(foldedQuery))) return 1;
	return foldedQuery.length > 1 && folded.includes(foldedQuery) ? 2 : null;
}
