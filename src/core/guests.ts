import type { Bus } from "../bus/port.ts";
import type { Account, User } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import type { Accounts, Origin } from "./accounts.ts";
import type { Clock } from "./clock.ts";
import type { LeavingGuests } from "./leaving-guests.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { addressKey } from "./log-in-guard.ts";
import { checkUserName, nameKey } from "./names.ts";
import type { Credentials } from "./passwords.ts";
import type { Person, Presence } from "./presence.ts";

/** How long a guest with a session may be gone, as when a page is loaded again. */
const GRACE_MS = 3 * 60_000;
const MOST_AN_ADDRESS = 100;

interface Here {
	user: User;
	/** Whose address they are counted for. */
	from: string;
	/** Their leaving, where nothing comes in between. */
	cancel: () => void;
}

interface Ports {
	store: Store;
	bus: Bus;
	clock: Clock;
	log: Log;
}

/** People without accounts, where the host allows them: each has a name for as long as they are here. */
export class Guests {
	readonly #ports: Ports;
	readonly #presence: Presence;
	readonly #accounts: Accounts;
	readonly #limits: Limits;
	readonly #unlimited: boolean;
	readonly #here = new Map<number, Here>();
	readonly #leaving: LeavingGuests;
	#stopped = false;
	readonly allowed: boolean;

	constructor(
		ports: Ports,
		{ presence, accounts, leaving }: { presence: Presence; accounts: Accounts; leaving: LeavingGuests },
		limits: Limits,
		settings: { allowed: boolean; unlimited: boolean },
	) {
		this.#ports = ports;
		this.#presence = presence;
		this.#accounts = accounts;
		this.#leaving = leaving;
		this.#limits = limits;
		this.#unlimited = settings.unlimited;
		this.allowed = settings.allowed;
		presence.announceTo({
			came: (user) => this.#came(user),
			went: (user, { session }) => this.#went(user, session),
		});
		ports.bus.subscribe((signal) => {
			if (signal.type === "sessions-ended" && this.#here.has(signal.user)) this.#release(signal.user);
		});
	}

	/** Whom the server did not see leaving before it ended has left. Before anybody comes in. */
	async start(): Promise<void> {
		await this.#ports.store.releaseGuests({ at: this.#ports.clock.now() });
	}

	/** On their way out: their name is free in a moment, and no room has them. */
	isLeaving(user: number): boolean {
		return this.#leaving.has(user);
	}

	/**
	 * They have the name from now on, and are gone again unless they connect. Into the lobby with them where `toLobby` says
	 * so; else they join it as any room. Throws `forbidden` where guests are not allowed or too many have come from there,
	 * `name_invalid`, `name_taken`, `rate_limited`, and as joining does.
	 */
	async comeIn(wish: string, origin: Origin, how: { toLobby: boolean }): Promise<Account> {
		const { store, clock, log } = this.#ports;
		try {
			if (!this.allowed) {
				throw new ParlourError("forbidden", "Cannot come in as a guest: this server asks for an account");
			}
			const name = checkUserName(wish);
			const from = addressKey(origin.address);
			this.#limits.take("guests", from);
			this.#refuseCrowd(from);
			await this.#leaving.gone();
			const account = await store.createGuest({ name, nameKey: nameKey(name), at: clock.now() });
			const user: User = { id: account.id, name, guest: true };
			this.#here.set(account.id, { user, from, cancel: this.#leaveLater(account.id) });
			if (how.toLobby) await this.#intoLobby(user);
			log.info("guest came", { user: name, ...origin });
			return account;
		} catch (cause) {
			const code = cause instanceof ParlourError ? cause.code : "internal";
			log.info("guest refused", { user: wish.slice(0, 64), ...origin, code });
			throw cause;
		}
	}

	/** Of a guest. Throws `forbidden` for an account, `name_invalid`, `name_taken`, `rate_limited`. */
	async rename(person: Person, wish: string): Promise<void> {
		const { store, bus, log } = this.#ports;
		const { account } = person;
		if (account.role !== "guest") throw new ParlourError("forbidden", "Cannot change this name: it is an account's");
		const name = checkUserName(wish);
		const former = account.name;
		if (name === former) return;
		this.#limits.take("profiles", account.id);
		await this.#leaving.gone();
		await store.renameGuest({ user: account.id, name, nameKey: nameKey(name) });
		this.#presence.renew({ ...account, name });
		const user: User = { id: account.id, name, guest: true };
		const here = this.#here.get(account.id);
		if (here) here.user = user;
		log.info("guest renamed", { user: former, to: name });
		bus.publish({ type: "renamed", user, former });
	}

	/** The guest becomes this account, and stays. Throws as signing up does. */
	async register({ account: guest }: Person, credentials: Credentials, origin: Origin): Promise<Account> {
		const account = await this.#accounts.signUp(credentials, origin, undefined, guest.id);
		this.#here.get(account.id)?.cancel();
		this.#here.delete(account.id);
		this.#presence.renew(account);
		const { id, name } = account;
		if (name !== guest.name) this.#ports.bus.publish({ type: "renamed", user: { id, name }, former: guest.name });
		return account;
	}

	/** Nobody is let go any more: who is here now, is when the server starts again. */
	stop(): void {
		this.#stopped = true;
		for (const { cancel } of this.#here.values()) cancel();
	}

	#refuseCrowd(from: string): void {
		if (this.#unlimited) return;
		let count = 0;
		for (const here of this.#here.values()) if (here.from === from) count++;
		if (count < MOST_AN_ADDRESS) return;
		throw new ParlourError("forbidden", "Cannot come in as a guest: too many are here from your address");
	}

	async #intoLobby(user: User): Promise<void> {
		const { store, clock } = this.#ports;
		try {
			const lobby = await store.lobby();
			await store.addMember({ room: lobby.id, user, at: clock.now() });
		} catch (cause) {
			this.#release(user.id);
			throw cause;
		}
	}

	#came(user: User): void {
		if (!user.guest) return;
		const here = this.#here.get(user.id);
		if (here) return here.cancel();
		// Their session was read before they left.
		for (const connection of this.#presence.get(user.id)?.connections ?? []) connection.end("revoked");
	}

	#went(user: User, session: boolean): void {
		const here = this.#here.get(user.id);
		if (!here || this.#stopped) return;
		if (session) here.cancel = this.#leaveLater(user.id);
		else this.#release(user.id);
	}

	#leaveLater(user: number): () => void {
		return this.#ports.clock.after(GRACE_MS, () => this.#release(user));
	}

	/** For good. Who cannot be released now is when the server starts again. */
	#release(user: number): void {
		const here = this.#here.get(user);
		if (!here || this.#stopped) return;
		here.cancel();
		this.#here.delete(user);
		this.#leaving.add(user, this.#leave(here.user));
	}

	async #leave(user: User): Promise<void> {
		const { store, bus, clock, log } = this.#ports;
		try {
			bus.publish({ type: "guest-left", user, rooms: await store.roomIdsOf(user.id) });
			await store.releaseGuests({ user: user.id, at: clock.now() });
			log.info("guest left", { user: user.name });
		} catch (cause) {
			log.error("guest not released", { user: user.name, cause: String(cause) });
		}
	}
}
