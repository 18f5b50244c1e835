/** Time as core sees it, so that tests can set it. */
export interface Clock {
	/** Milliseconds since 1970, UTC. */
	now(): number;
	/** Calls `run` once after `delayMs`; the answer cancels it. */
	after(delayMs: number, run: () => void): () => void;
}
