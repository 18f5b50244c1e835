const FIRST_MS = 400;
const MOST_MS = 15_000;

/** How long to wait before the next attempt: doubling, with jitter so that a crowd does not come back at once. */
export function backoffMs(attempt: number, random: () => number): number {
	const ceiling = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
	return Math.round(ceiling * (0.5 + random() * 0.5));
}
