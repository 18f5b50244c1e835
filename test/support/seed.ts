/** A seed for this run: the one in SEED, to see a failure again, or a new one. */
export function pickSeed(): number {
	return Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31));
}

export interface Random {
	/** From 0 up to 1. */
	next(): number;
	/** A whole number, both ends included. */
	between(least: number, most: number): number;
	pick<T>(items: readonly T[]): T;
}

/** mulberry32: the same numbers for the same seed. */
export function randomFrom(seed: number): Random {
	let state = seed;
	function next(): number {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}
	const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	return {
		next,
		between,
		pick<T>(items: readonly T[]): T {
			const item = items[between(0, items.length - 1)];
			if (item === undefined) throw new Error("nothing to pick from");
			return item;
		},
	};
}
