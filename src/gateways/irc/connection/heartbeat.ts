import type { Clock } from "../../../core/clock.ts";

/** A client that says nothing so long is asked whether it is there, and has as long again to answer. */
const QUIET_MS = 120_000;

export interface Listener {
	ask(): void;
	gone(): void;
}

/** Asks a silent client whether it is there. One timer a client, which is not set anew at each line. */
export class Heartbeat {
	readonly #clock: Clock;
	readonly #listener: Listener;
	#heardAt: number;
	#cancel: (() => void) | null = null;

	constructor(clock: Clock, listener: Listener) {
		this.#clock = clock;
		this.#listener = listener;
		this.#heardAt = clock.now();
	}

	heard(): void {
		this.#heardAt = this.#clock.now();
	}

	start(delayMs = QUIET_MS, askedAt: number | null = null): void {
		this.#cancel = this.#clock.after(delayMs, () => {
			const now = this.#clock.now();
			const quietMs = now - this.#heardAt;
			if (quietMs < QUIET_MS) return this.start(QUIET_MS - quietMs);
			if (askedAt !== null && this.#heardAt < askedAt) return this.#listener.gone();
			this.#listener.ask();
			this.start(QUIET_MS, now);
		});
	}

	stop(): void {
		this.#cancel?.();
	}
}
