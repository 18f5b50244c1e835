export interface Random {
	/** From 0 up to 1. */
	(): number;
	pick<T>(list: readonly T[]): T | undefined;
	chance(of: number): boolean;
}

/** mulberry32: small, and the same everywhere. */
export function seeded(seed: number): Random {
	let state = seed;
	const random = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
	return Object.assign(random, { pick, chance: (of: number) => random() < of });
}
