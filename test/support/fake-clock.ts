interface Timer {
	at: number;
	run: () => void;
}

/** Time that stands still until a test moves it; what is due then runs in the order of its times. */
export class FakeClock {
	#now: number;
	readonly #timers = new Set<Timer>();

	constructor(start = Date.UTC(2026, 10, 22, 12)) {
		this.#now = start;
	}

	now(): number {
		return this.#now;
	}

	after(delayMs: number, run: () => void): () => void {
		const timer = { at: this.#now + delayMs, run };
		this.#timers.add(timer);
		return () => this.#timers.delete(timer);
	}

	/** How many timers wait. */
	get waiting(): number {
		return this.#timers.size;
	}

	advance(ms: number): void {
		const until = this.#now + ms;
		for (let due = this.#next(until); due; due = this.#next(until)) {
			this.#timers.delete(due);
			this.#now = Math.max(this.#now, due.at);
			due.run();
		}
		this.#now = until;
	}

	#next(until: number): Timer | undefined {
		let next: Timer | undefined;
		for (const timer of this.#timers) {
			if (timer.at <= until && (next === undefined || timer.at < next.at)) next = timer;
		}
		return next;
	}
}
