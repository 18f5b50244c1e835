import type { Account } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import type { LogInGuard } from "./log-in-guard.ts";
import { lookupKey } from "./names.ts";
import type { Secrets } from "./secrets.ts";

/** Verified where there is no such account, so that the time taken does not tell which names exist. */
const NOBODYS_PASSWORD = "nobody";

/** What is kept of an app password: it is long and random, so that one hash keeps it, and finds it. */
export function appPasswordHash(secrets: Pick<Secrets, "sha256Hex">, passwordDigest: string): string {
	return secrets.sha256Hex(passwordDigest);
}

/** Who has logged in, and by which app password, where it was one. */
export interface LoggedIn {
	account: Account;
	appPassword: number | null;
}

export interface Credentials {
	name: string;
	/** Hex SHA-256 of the password. */
	passwordDigest: string;
}

/** Passwords: set, and verified behind the guard against guessing. */
export class Passwords {
	readonly #store: Store;
	readonly #secrets: Secrets;
	readonly #guard: LogInGuard;
	readonly #decoy: Promise<string>;

	constructor(store: Store, secrets: Secrets, guard: LogInGuard) {
		this.#store = store;
		this.#secrets = secrets;
		this.#guard = guard;
		this.#decoy = secrets.hashPassword(secrets.sha256Hex(NOBODYS_PASSWORD));
	}

	/**
	 * The account's own password, or where `apps` says so one of its app passwords. `refusal` is what a wrong name or
	 * password is answered with. Throws `wrong_credentials`, `rate_limited`.
	 */
	async verify(credentials: Credentials, address: string, refusal: string, apps = false): Promise<LoggedIn> {
		const key = lookupKey(credentials.name);
		const wrong = () => new ParlourError("wrong_credentials", refusal);
		if (key === null) throw wrong();
		return this.#guard.attempt(address, key, async () => {
			const known = await this.#store.accountByKey(key);
			const stored = known?.guest ? null : known;
			const app = apps && stored ? await this.#appPassword(credentials, stored) : null;
			if (app) return app;
			const hash = stored?.passwordHash ?? (await this.#decoy);
			const right = await this.#secrets.verifyPassword(credentials.passwordDigest, hash);
			// While it was verified another one may have been set, which ended what the old one had opened.
			const current = right && (await this.#store.accountByKey(key));
			if (!stored || !current || current.passwordHash !== hash) throw wrong();
			return { account: { id: stored.id, name: stored.name, role: stored.role }, appPassword: null };
		});
	}

	async #appPassword({ passwordDigest }: Credentials, owner: Account): Promise<LoggedIn | null> {
		const found = await this.#store.appPassword(appPasswordHash(this.#secrets, passwordDigest));
		return found?.account.id === owner.id ? { account: found.account, appPassword: found.id } : null;
	}

	hash(passwordDigest: string): Promise<string> {
		return this.#secrets.hashPassword(passwordDigest);
	}

	async set(user: number, passwordDigest: string): Promise<void> {
		await this.#store.setPassword({ user, passwordHash: await this.hash(passwordDigest) });
	}
}
