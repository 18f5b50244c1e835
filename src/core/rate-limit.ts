import { ParlourError } from "../protocol/errors.ts";
import type { Clock } from "./clock.ts";

/** `burst` at once, then `perSecond`. */
export interface Rate {
	burst: number;
	perSecond: number;
}

interface Bucket {
	tokens: number;
	at: number;
}

/** A token bucket a key. Full ones are forgotten, so that it holds only those who were active lately. */
export class RateLimit {
	readonly #rate: Rate;
	readonly #clock: Clock;
	readonly #buckets = new Map<string | number, Bucket>();
	#sweepAt = 1000;

	constructor(rate: Rate, clock: Clock) {
		this.#rate = rate;
		this.#clock = clock;
	}

	/** Takes one; the answer is 0, or the milliseconds until there will be one. */
	take(key: string | number): number {
		const bucket = this.#refilled(key);
		if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / this.#rate.perSecond) * 1000);
		bucket.tokens--;
		return 0;
	}

	giveBack(key: string | number): void {
		this.#refilled(key).tokens++;
	}

	#refilled(key: string | number): Bucket {
		const now = this.#clock.now();
		const bucket = this.#buckets.get(key);
		if (bucket) {
			bucket.tokens = this.#tokensAt(bucket, now);
			bucket.at = now;
			return bucket;
		}
		if (this.#buckets.size >= this.#sweepAt) this.#sweep(now);
		const fresh = { tokens: this.#rate.burst, at: now };
		this.#buckets.set(key, fresh);
		return fresh;
	}

	#tokensAt(bucket: Bucket, now: number): number {
		const gained = (Math.max(0, now - bucket.at) / 1000) * this.#rate.perSecond;
		return Math.min(this.#rate.burst, bucket.tokens + gained);
	}

	#sweep(now: number): void {
		for (const [key, bucket] of this.#buckets) {
			if (this.#tokensAt(bucket, now) >= this.#rate.burst) this.#buckets.delete(key);
		}
		this.#sweepAt = Math.max(1000, this.#buckets.size * 2);
	}
}

export function rateLimited(retryAfterMs: number): ParlourError {
	const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
	return new ParlourError("rate_limited", `Too many at once: try again in ${seconds} s`, retryAfterMs);
}
