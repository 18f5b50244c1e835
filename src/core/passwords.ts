import type { Account } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import type { LogInGuard } from "./log-in-guard.ts";
import { lookupKey } from "./names.ts";
import type { Secrets } from "./secrets.ts";

/** Verified where there is no such account, so that the time taken does not tell which names exist. */
const NOBODYS_PASSWORD = "nobody";

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

	/** `refusal` is what a wrong name or password is answered with. Throws `wrong_credentials`, `rate_limited`. */
	async verify(credentials: Credentials, address: string, refusal: string): Promise<Account> {
		const key = lookupKey(credentials.name);
		const wrong = () => new ParlourError("wrong_credentials", refusal);
		if (key === null) throw wrong();
		return this.#guard.attempt(address, key, async () => {
			const stored = await this.#store.accountByKey(key);
			const hash = stored?.passwordHash ?? (await this.#decoy);
			const right = await this.#secrets.verifyPassword(credentials.passwordDigest, hash);
			// While it was verified another one may have been set, which ended what the old one had opened.
			const current = right && (await this.#store.accountByKey(key));
			if (!stored || !current || current.passwordHash !== hash) throw wrong();
			return { id: stored.id, name: stored.name, role: stored.role };
		});
	}

	hash(passwordDigest: string): Promise<string> {
		return this.#secrets.hashPassword(passwordDigest);
	}

	async set(user: number, passwordDigest: string): Promise<void> {
		await this.#store.setPassword({ user, passwordHash: await this.hash(passwordDigest) });
	}
}
