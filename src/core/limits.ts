import type { Clock } from "./clock.ts";
import { type Rate, RateLimit, rateLimited } from "./rate-limit.ts";

const RATES = {
	/** Messages, edits, deletions, reactions and pins a person; a pasted paragraph must pass. */
	posts: { burst: 40, perSecond: 8 },
	/** Messages to everybody, `@here` and `@room`, a person. */
	calls: { burst: 10, perSecond: 0.1 },
	/** Rooms made, joined, left, renamed a person. */
	roomChanges: { burst: 30, perSecond: 0.5 },
	/** Pages and changes a person, of up to 200,000 characters each; a client with many rooms comes back at once. */
	pages: { burst: 150, perSecond: 20 },
	/** Lists and markers a person. */
	reads: { burst: 200, perSecond: 30 },
	/** What one keeps for oneself: drafts, saved messages, followed threads, what one is told of. */
	keeping: { burst: 60, perSecond: 5 },
	searches: { burst: 20, perSecond: 2 },
	/** Messages whose links are looked up, a person. */
	previews: { burst: 20, perSecond: 0.2 },
	/** Told to everybody who is connected. */
	profiles: { burst: 10, perSecond: 0.1 },
	/** Files and their previews a person; how much of them, `Files` says. */
	uploads: { burst: 100, perSecond: 1 },
	/** Files, previews and pictures that a person looks at; a page of pictures, and a film in pieces. */
	downloads: { burst: 600, perSecond: 60 },
	typing: { burst: 4, perSecond: 1 },
	/** A team behind one address signs up together. */
	signUps: { burst: 60, perSecond: 0.1 },
	/** Guests that come in, an address; a class or a meeting comes at once. */
	guests: { burst: 40, perSecond: 0.2 },
	/** Tickets a person asks for, and an address tries. */
	tickets: { burst: 10, perSecond: 0.1 },
	redemptions: { burst: 20, perSecond: 0.2 },
} satisfies Record<string, Rate>;

export type Limited = keyof typeof RATES;

/** How often somebody may do what. */
export class Limits {
	readonly #limits: Record<Limited, RateLimit> | null;

	/** `unlimited` is for measurements on loopback. */
	constructor(clock: Clock, unlimited: boolean) {
		const make = (what: Limited) => new RateLimit(RATES[what], clock);
		this.#limits = unlimited
			? null
			: {
					posts: make("posts"),
					calls: make("calls"),
					roomChanges: make("roomChanges"),
					pages: make("pages"),
					reads: make("reads"),
					keeping: make("keeping"),
					searches: make("searches"),
					previews: make("previews"),
					profiles: make("profiles"),
					uploads: make("uploads"),
					downloads: make("downloads"),
					typing: make("typing"),
					signUps: make("signUps"),
					guests: make("guests"),
					tickets: make("tickets"),
					redemptions: make("redemptions"),
				};
	}

	allows(what: Limited, key: string | number): boolean {
		return !this.#limits || this.#limits[what].take(key) === 0;
	}

	/** Throws `rate_limited`. */
	take(what: Limited, key: string | number): void {
		const waitMs = this.#limits?.[what].take(key) ?? 0;
		if (waitMs > 0) throw rateLimited(waitMs);
	}
}
