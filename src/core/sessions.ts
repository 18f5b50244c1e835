import type { Bus } from "../bus/port.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { SessionInfo } from "../protocol/http.ts";
import type { Store, StoredSession } from "../store/port.ts";
import type { Origin } from "./accounts.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";

const HOUR_MS = 60 * 60_000;
/** When they were seen is kept for so many sessions; of others it is written once more. */
const KNOWN_SESSIONS = 100_000;

/** Where a person is logged in: listed to them alone, and ended by them one by one. */
export class Sessions {
	readonly #store: Store;
	readonly #bus: Bus;
	readonly #clock: Clock;
	readonly #log: Log;
	readonly #limits: Limits;
	readonly #seenAt = new Map<number, number>();

	constructor(ports: { store: Store; bus: Bus; clock: Clock; log: Log }, limits: Limits) {
		this.#store = ports.store;
		this.#bus = ports.bus;
		this.#clock = ports.clock;
		this.#log = ports.log;
		this.#limits = limits;
	}

	/** The one used last first. Throws `rate_limited`. */
	async list({ id, account }: StoredSession): Promise<SessionInfo[]> {
		this.#limits.take("reads", account.id);
		const sessions = await this.#store.sessionsOf(account.id);
		return sessions
			.map(({ client, ...session }) => ({ ...session, ...(client ? { client } : {}), current: session.id === id }))
			.sort((a, b) => b.seenAt - a.seenAt);
	}

	/** One of one's own; its connections close at once. Throws `not_found`, `rate_limited`. */
	async end({ account }: StoredSession, session: number, origin: Origin): Promise<void> {
		this.#limits.take("reads", account.id);
		const own = (await this.#store.sessionsOf(account.id)).some(({ id }) => id === session);
		if (!own) throw new ParlourError("not_found", "Cannot end this session: it is over already, or is not yours");
		await this.#store.endSession({ session });
		this.#log.info("session ended", { user: account.name, ...origin });
		this.#bus.publish({ type: "sessions-ended", user: account.id, sessions: [session], reason: "revoked" });
	}

	/** A client connects with it. */
	opened(session: number, client: string | null): void {
		this.#touch(session, client, this.#clock.now());
	}

	/** It is used; written once an hour at most. */
	used(session: number): void {
		const now = this.#clock.now();
		if (now - (this.#seenAt.get(session) ?? 0) >= HOUR_MS) this.#touch(session, null, now);
	}

	/** Nobody waits for it: a session that was ended meanwhile is not missed. */
	#touch(session: number, client: string | null, at: number): void {
		if (this.#seenAt.size >= KNOWN_SESSIONS) this.#seenAt.clear();
		this.#seenAt.set(session, at);
		this.#store
			.touchSession({ session, client, at })
			.catch((cause: unknown) => this.#log.error("session not touched", { cause: String(cause) }));
	}
}
