import type { Clock } from "./clock.ts";
import { RateLimit, rateLimited } from "./rate-limit.ts";

const KNOWN_PLACES = 10_000;

/**
 * Slows the guessing of passwords, per address and per account. Only what fails counts. One address alone cannot use up
 * an account's allowance, and an address from which the account's owner has come before has an allowance of its own:
 * no stranger can lock somebody out.
 */
export class LogInGuard {
	readonly #perAddress: RateLimit;
	readonly #perAccount: RateLimit;
	readonly #perKnownPlace: RateLimit;
	readonly #knownPlaces = new Set<string>();
	readonly #unlimited: boolean;

	constructor(clock: Clock, unlimited: boolean) {
		this.#unlimited = unlimited;
		this.#perAddress = new RateLimit({ burst: 20, perSecond: 0.1 }, clock);
		this.#perAccount = new RateLimit({ burst: 30, perSecond: 0.5 }, clock);
		this.#perKnownPlace = new RateLimit({ burst: 10, perSecond: 0.2 }, clock);
	}

	/** Runs one attempt, unless it comes too soon: `rate_limited`. */
	async attempt<T>(address: string, nameKey: string, logIn: () => Promise<T>): Promise<T> {
		if (this.#unlimited) return logIn();
		const place = `${addressKey(address)} ${nameKey}`;
		const taken: [RateLimit, string][] = [];
		for (const [limit, key] of this.#limitsFor(address, nameKey, place)) {
			const waitMs = limit.take(key);
			if (waitMs > 0) {
				for (const [limit, key] of taken) limit.giveBack(key);
				throw rateLimited(waitMs);
			}
			taken.push([limit, key]);
		}
		const result = await logIn();
		for (const [limit, key] of taken) limit.giveBack(key);
		this.#remember(place);
		return result;
	}

	#limitsFor(address: string, nameKey: string, place: string): [RateLimit, string][] {
		if (this.#knownPlaces.has(place)) return [[this.#perKnownPlace, place]];
		return [
			[this.#perAddress, addressKey(address)],
			[this.#perAccount, nameKey],
		];
	}

	#remember(place: string): void {
		this.#knownPlaces.delete(place);
		this.#knownPlaces.add(place);
		for (const oldest of this.#knownPlaces) {
			if (this.#knownPlaces.size <= KNOWN_PLACES) break;
			this.#knownPlaces.delete(oldest);
		}
	}
}

/** An IPv6 subscriber has a whole /64, so its addresses count as one. */
export function addressKey(address: string): string {
	if (!address.includes(":") || address.includes(".")) return address.replace(/^::ffff:/, "");
	const [head = "", tail = ""] = address.split("::");
	const front = head.split(":").filter(Boolean);
	const back = tail.split(":").filter(Boolean);
	const zeros = address.includes("::") ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0") : [];
	return [...front, ...zeros, ...back].slice(0, 4).join(":");
}
