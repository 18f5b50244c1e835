import type { Bus } from "../bus/port.ts";
import type { Account } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store, StoredSession } from "../store/port.ts";
import type { Clock } from "./clock.ts";
import { refuseGuest } from "./guest-bounds.ts";
import type { LeavingGuests } from "./leaving-guests.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { addressKey } from "./log-in-guard.ts";
import { checkUserName, lookupKey, nameKey } from "./names.ts";
import type { Credentials, LoggedIn, Passwords } from "./passwords.ts";
import type { Secrets } from "./secrets.ts";

export type SignUpPolicy = "open" | "invite" | "closed";

const INVITE_LIFE_MS = 7 * 24 * 60 * 60_000;
export interface Origin {
	gateway: string;
	address: string;
}

/** Who may be here: signing up, logging in and out, sessions, and what the host does about them. */
export class Accounts {
	readonly #store: Store;
	readonly #bus: Bus;
	readonly #clock: Clock;
	readonly #secrets: Secrets;
	readonly #log: Log;
	readonly #limits: Limits;
	readonly #passwords: Passwords;
	readonly #leaving: LeavingGuests;
	#anyExist = false;
	readonly signUpPolicy: SignUpPolicy;

	constructor(
		ports: { store: Store; bus: Bus; clock: Clock; secrets: Secrets; log: Log },
		passwords: Passwords,
		limits: Limits,
		signUpPolicy: SignUpPolicy,
		leaving: LeavingGuests,
	) {
		this.#leaving = leaving;
		this.#store = ports.store;
		this.#bus = ports.bus;
		this.#clock = ports.clock;
		this.#secrets = ports.secrets;
		this.#log = ports.log;
		this.#limits = limits;
		this.#passwords = passwords;
		this.signUpPolicy = signUpPolicy;
	}

	/** `guest`: whose name it is while they are here, and who becomes the account. Throws `name_invalid`, `name_taken`, `sign_up_closed`, `invite_invalid`, `rate_limited`. */
	async signUp(credentials: Credentials, origin: Origin, invite?: string, guest?: number): Promise<Account> {
		try {
			const name = checkUserName(credentials.name);
			await this.#checkInvite(invite);
			await this.#leaving.gone();
			// A name that is taken is told before the hashing, which is the costly part; the store decides.
			const holder = await this.#store.accountByKey(nameKey(name));
			if (holder && holder.id !== guest) {
				throw new ParlourError("name_taken", `Cannot use the name ${name}: it, or one that looks like it, is taken`);
			}
			this.#limits.take("signUps", addressKey(origin.address));
			const passwordHash = await this.#passwords.hash(credentials.passwordDigest);
			const account = await this.#store.createAccount({
				name,
				nameKey: nameKey(name),
				passwordHash,
				...(this.signUpPolicy !== "open" && invite ? { inviteHash: this.#secrets.sha256Hex(invite) } : {}),
				...(guest === undefined ? {} : { guest }),
				at: this.#clock.now(),
			});
			this.#log.info("sign-up", { user: name, role: account.role, ...origin });
			return account;
		} catch (cause) {
			this.#refused("sign-up", credentials.name, origin, cause);
			throw cause;
		}
	}

	/** By the account's own password alone. Throws `wrong_credentials`, `rate_limited`. */
	async logIn(credentials: Credentials, origin: Origin): Promise<Account> {
		return (await this.#logIn(credentials, origin, false)).account;
	}

	/** By it or by an app password, as a client does. Throws `wrong_credentials`, `rate_limited`. */
	logInClient(credentials: Credentials, origin: Origin): Promise<LoggedIn> {
		return this.#logIn(credentials, origin, true);
	}

	async #logIn(credentials: Credentials, origin: Origin, apps: boolean): Promise<LoggedIn> {
		try {
			const refusal = "Cannot log in: wrong name or password";
			const loggedIn = await this.#passwords.verify(credentials, origin.address, refusal, apps);
			const { account, appPassword } = loggedIn;
			if (appPassword !== null) await this.#store.touchAppPassword({ id: appPassword, at: this.#clock.now() });
			this.#log.info("log-in", { user: account.name, ...origin, ...(appPassword === null ? {} : { appPassword }) });
			return loggedIn;
		} catch (cause) {
			this.#refused("log-in", credentials.name, origin, cause);
			throw cause;
		}
	}

	/** A session, and the token that opens it; only the token's hash is kept. Throws `unauthorized` where its app password has ended. */
	async openSession(
		account: Account,
		origin: Origin,
		{ appPassword = null, token = this.#secrets.randomToken() }: { appPassword?: number | null; token?: string } = {},
	): Promise<{ session: number; token: string }> {
		const session = await this.#store.openSession({
			user: account.id,
			tokenHash: this.#secrets.sha256Hex(token),
			...origin,
			...(appPassword === null ? {} : { appPassword }),
			at: this.#clock.now(),
		});
		return { session, token };
	}

	/** Throws `unauthorized` for a token that was never given out or is revoked. */
	async authenticate(token: string): Promise<StoredSession> {
		const found = await this.#store.session(this.#secrets.sha256Hex(token));
		if (!found)
			throw new ParlourError("unauthorized", "Cannot go on: not logged in, or the session was ended. Log in again");
		return found;
	}

	async logOut(session: StoredSession, origin: Origin): Promise<void> {
		await this.#store.endSession({ session: session.id });
		this.#log.info("log-out", { user: session.account.name, ...origin });
		this.#bus.publish({
			type: "sessions-ended",
			user: session.account.id,
			sessions: [session.id],
			reason: "revoked",
		});
	}

	/** Ends every session and connection of an account. */
	async kick(account: Account, reason: "kicked" | "revoked" = "kicked", appPasswords = false): Promise<void> {
		const sessions = await this.#store.endSessions({ user: account.id, appPasswords });
		this.#bus.publish({ type: "sessions-ended", user: account.id, sessions, reason });
	}

	/** Ends every other session and connection, whoever has them, and the app passwords. Digests are hex SHA-256. Throws `wrong_credentials`, `rate_limited`. */
	async changePassword(session: StoredSession, digests: { old: string; new: string }, origin: Origin): Promise<void> {
		const { id, account } = session;
		refuseGuest(account, "change the password");
		try {
			const credentials = { name: account.name, passwordDigest: digests.old };
			const refusal = "Cannot change the password: the old one is wrong";
			await this.#passwords.verify(credentials, origin.address, refusal);
			await this.#passwords.set(account.id, digests.new);
		} catch (cause) {
			this.#refused("password change", account.name, origin, cause);
			throw cause;
		}
		const sessions = await this.#store.endSessions({ user: account.id, except: id, appPasswords: true });
		this.#log.info("password changed", { user: account.name, ...origin, ended: sessions.length });
		this.#bus.publish({ type: "sessions-ended", user: account.id, sessions, reason: "revoked", sessionless: true });
	}

	/** A new random password, which is told only here; every session and app password of the account is ended. Throws `forbidden` for a guest. */
	async resetPassword(account: Account): Promise<string> {
		if (account.role === "guest") {
			throw new ParlourError("forbidden", `Cannot reset this password: ${account.name} is a guest, and has none`);
		}
		const password = this.#secrets.randomToken().slice(0, 16);
		await this.#passwords.set(account.id, this.#secrets.sha256Hex(password));
		await this.kick(account, "kicked", true);
		return password;
	}

	/** Throws `not_found`. */
	async find(name: string): Promise<Account> {
		const key = lookupKey(name);
		const stored = key === null ? null : await this.#store.accountByKey(key);
		if (!stored || this.#leaving.has(stored.id))
			throw new ParlourError("not_found", `Cannot find an account named ${name}`);
		const { passwordHash: _, ...account } = stored;
		return account;
	}

	async anyExist(): Promise<boolean> {
		// Accounts stay, so that they are counted no more once there are any: whoever opens the page asks.
		this.#anyExist ||= (await this.#store.countAccounts()) > 0;
		return this.#anyExist;
	}

	/** A code that lets one person sign up, for a week. */
	async createInvite(): Promise<string> {
		const code = this.#secrets.randomToken().slice(0, 24);
		const at = this.#clock.now();
		await this.#store.createInvite({ codeHash: this.#secrets.sha256Hex(code), at, expiresAt: at + INVITE_LIFE_MS });
		return code;
	}

	async #checkInvite(invite: string | undefined): Promise<void> {
		if (this.signUpPolicy === "open") return;
		if (!invite) {
			throw this.signUpPolicy === "closed"
				? new ParlourError("sign_up_closed", "Cannot sign up: this server takes no new accounts")
				: new ParlourError(
						"invite_invalid",
						"Cannot sign up: this server takes new people by invite. Ask its host for one",
					);
		}
		if (!(await this.#store.inviteIsOpen(this.#secrets.sha256Hex(invite), this.#clock.now()))) {
			throw new ParlourError(
				"invite_invalid",
				"Cannot sign up: this invite was used or has expired. Ask for a new one",
			);
		}
	}

	#refused(what: string, user: string, origin: Origin, cause: unknown): void {
		const code = cause instanceof ParlourError ? cause.code : "internal";
		this.#log.info(`${what} refused`, { user: user.slice(0, 64), ...origin, code });
	}
}
