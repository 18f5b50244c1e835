interface Pair {
	left: number;
	right: number;
}

type Link = Pair & { next: Link | null };

/**
 * Pairs that rise on both sides, as many as there can be, and of equal choices the latest: the longest common
 * subsequence after Hunt and Szymanski, from the end. `matches` gives, rising, what a left one may be paired with.
 */
export function longestRisingPairs(lefts: number, matches: (left: number) => readonly number[]): Pair[] {
	/** By length less one, the chain that leaves most room before it. */
	const chains: Link[] = [];
	for (let left = lefts - 1; left >= 0; left--) {
		// Rising, so that a left one's own matches cannot follow each other in a chain.
		for (const right of matches(left)) {
			const at = firstNotAfter(chains, right);
			if (chains[at]?.right === right) continue;
			chains[at] = { left, right, next: chains[at - 1] ?? null };
		}
	}
	const pairs: Pair[] = [];
	for (let link = chains.at(-1) ?? null; link; link = link.next) pairs.push({ left: link.left, right: link.right });
	return pairs;
}

/** The chains' ends fall; the first that is not behind `right`. */
function firstNotAfter(chains: readonly Link[], right: number): number {
	let low = 0;
	let high = chains.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((chains[middle]?.right ?? -1) > right) low = middle + 1;
		else high = middle;
	}
	return low;
}
