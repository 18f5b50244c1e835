import type { User } from "../protocol/entities.ts";
import type { Store } from "../store/port.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { Presence } from "./presence.ts";
import { RateLimit } from "./rate-limit.ts";

const GRACE_MS = 60_000;
const MOST_CONNECTED = 50;
/** Who comes and goes without end is not told of without end. */
const PER_PERSON = { burst: 20, perSecond: 1 / 30 };

/**
 * Tells the lobby who comes and goes. A broken connection is told of only when a minute has passed without its owner
 * coming back, and who comes back within it is not announced; a server that was restarted has everybody back so.
 */
export class Announcer {
	readonly #store: Store;
	readonly #presence: Presence;
	readonly #clock: Clock;
	readonly #log: Log;
	readonly #startedAt: number;
	readonly #rate: RateLimit;
	readonly #leaving = new Map<number, () => void>();
	#stopped = false;

	constructor(store: Store, presence: Presence, clock: Clock, log: Log, enabled: boolean) {
		this.#store = store;
		this.#presence = presence;
		this.#clock = clock;
		this.#log = log;
		this.#startedAt = clock.now();
		this.#rate = new RateLimit(PER_PERSON, clock);
		this.#stopped = !enabled;
		presence.announceTo({
			came: (user, { resumed }) => this.#came(user, resumed),
			went: (user, { deliberate }) => this.#went(user, deliberate),
		});
	}

	stop(): void {
		this.#stopped = true;
		for (const cancel of this.#leaving.values()) cancel();
		this.#leaving.clear();
	}

	#came(user: User, resumed: boolean): void {
		// That a guest has joined the lobby or left it, it says itself.
		if (user.guest) return;
		const cancel = this.#leaving.get(user.id);
		if (cancel) {
			cancel();
			this.#leaving.delete(user.id);
			return;
		}
		if (resumed && this.#clock.now() - this.#startedAt < GRACE_MS) return;
		this.#announce("arrived", user);
	}

	#went(user: User, deliberate: boolean): void {
		if (this.#stopped || user.guest) return;
		if (deliberate) return this.#announce("departed", user);
		const cancel = this.#clock.after(GRACE_MS, () => {
			this.#leaving.delete(user.id);
			this.#announce("departed", user);
		});
		this.#leaving.set(user.id, cancel);
	}

	#announce(event: "arrived" | "departed", user: User): void {
		if (this.#stopped || this.#presence.count > MOST_CONNECTED || this.#rate.take(user.id) > 0) return;
		this.#store
			.lobby()
			.then((lobby) => this.#store.postEvent({ room: lobby.id, event, author: user, body: "", at: this.#clock.now() }))
			.catch((cause: unknown) => this.#log.error("announcement failed", { event, cause: String(cause) }));
	}
}
