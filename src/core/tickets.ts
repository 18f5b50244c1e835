import type { Bus } from "../bus/port.ts";
import type { Account } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { StoredSession } from "../store/port.ts";
import type { Accounts, Origin } from "./accounts.ts";
import type { Clock } from "./clock.ts";
import { refuseGuest } from "./guest-bounds.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { addressKey } from "./log-in-guard.ts";
import type { Secrets } from "./secrets.ts";

const TICKET_LIFE_MS = 30_000;

interface Open {
	account: Account;
	appPassword: number | null;
	token: string;
	forget: () => void;
}

/**
 * Tickets that log somebody who is logged in already into a browser as well: each opens one session, once, within 30 s.
 * In memory and hashed; a server that is restarted knows none. Whoever asked for a ticket holds the token of the session
 * to come, and so can end it.
 */
export class Tickets {
	readonly #accounts: Accounts;
	readonly #clock: Clock;
	readonly #secrets: Secrets;
	readonly #log: Log;
	readonly #limits: Limits;
	readonly #open = new Map<string, Open>();

	constructor(accounts: Accounts, ports: { bus: Bus; clock: Clock; secrets: Secrets; log: Log }, limits: Limits) {
		this.#accounts = accounts;
		this.#clock = ports.clock;
		this.#secrets = ports.secrets;
		this.#log = ports.log;
		this.#limits = limits;
		// Who is kicked must not come back by a ticket of before.
		ports.bus.subscribe((signal) => {
			if (signal.type === "sessions-ended") this.#dropAll(signal.user);
		});
	}

	/** Throws `forbidden` for a guest, `rate_limited`. */
	issue(session: StoredSession, origin: Origin): { ticket: string; token: string; expiresInMs: number } {
		const { account, appPassword = null } = session;
		refuseGuest(account, "log in elsewhere");
		this.#limits.take("tickets", account.id);
		const ticket = this.#secrets.randomToken();
		const token = this.#secrets.randomToken();
		const hash = this.#secrets.sha256Hex(ticket);
		const forget = this.#clock.after(TICKET_LIFE_MS, () => this.#open.delete(hash));
		this.#open.set(hash, { account, appPassword, token, forget });
		this.#log.info("ticket issued", { user: account.name, ...origin });
		return { ticket, token, expiresInMs: TICKET_LIFE_MS };
	}

	/** Opens the ticket's session. Throws `unauthorized`, `rate_limited`. */
	async redeem(ticket: string, origin: Origin): Promise<{ account: Account; token: string }> {
		this.#limits.take("redemptions", addressKey(origin.address));
		const hash = this.#secrets.sha256Hex(ticket);
		const open = this.#open.get(hash);
		if (!open) {
			this.#log.info("ticket refused", { ...origin });
			throw new ParlourError("unauthorized", "Cannot log in by this link: it was used already, or is older than 30 s");
		}
		this.#open.delete(hash);
		open.forget();
		const { account, appPassword, token } = open;
		await this.#accounts.openSession(account, origin, { appPassword, token });
		this.#log.info("ticket redeemed", { user: account.name, ...origin });
		return { account, token };
	}

	#dropAll(user: number): void {
		for (const [hash, { account, forget }] of this.#open) {
			if (account.id !== user) continue;
			forget();
			this.#open.delete(hash);
		}
	}
}
