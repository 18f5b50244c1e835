import type { Profile, Status } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import { asManyAsFit } from "./answer-size.ts";
import type { Clock } from "./clock.ts";
import { checkEmoji } from "./emoji.ts";
import type { Guests } from "./guests.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { requireMember } from "./membership.ts";
import { checkDisplayName, nameKey, visibly } from "./names.ts";
import type { Person } from "./presence.ts";
import { checkLine } from "./texts.ts";

const MAX_FOUND = 20;
const MAX_STATUS_CHARS = 100;

function bare({ picture: _, status: __, ...rest }: Profile): Profile {
	return rest;
}

/** What is left out stays as it is; null takes it away. */
export interface ProfileChange {
	display?: string | null | undefined;
	picture?: null | undefined;
	status?: { emoji: string; text: string; until?: number | undefined } | null | undefined;
}

/** What people show of themselves, to everybody who has an account here. */
export class People {
	readonly #store: Store;
	readonly #clock: Clock;
	readonly #guests: Pick<Guests, "isLeaving">;
	readonly #limits: Limits;
	readonly #log: Log;

	constructor(ports: { store: Store; clock: Clock; log: Log }, guests: Pick<Guests, "isLeaving">, limits: Limits) {
		this.#guests = guests;
		this.#store = ports.store;
		this.#clock = ports.clock;
		this.#log = ports.log;
		this.#limits = limits;
	}

	/** Of many, without their pictures and statuses, for which `byIds` may be asked. Throws `not_found`, `rate_limited`. */
	async members(person: Person, room: number): Promise<Profile[]> {
		requireMember(person, room);
		this.#limits.take("reads", person.account.id);
		const members = this.#current((await this.#store.members(room)).filter(({ id }) => !this.#guests.isLeaving(id)));
		const fitting = asManyAsFit(members);
		return fitting.length === members.length ? fitting : asManyAsFit(members.map(bare));
	}

	/** Those that there are. Throws `rate_limited`. */
	async byIds(person: Person, ids: readonly number[]): Promise<Profile[]> {
		this.#limits.take("reads", person.account.id);
		return this.#current(await this.#store.profiles(ids));
	}

	/** Whose name or display name has a word that begins so, at most 20. Throws `rate_limited`. */
	async find(person: Person, query: string): Promise<Profile[]> {
		this.#limits.take("reads", person.account.id);
		const words = query.normalize("NFC").trim().replace(/^@/, "").slice(0, 64);
		return this.#current(await this.#store.findPeople(words, MAX_FOUND));
	}

	/** Throws `name_invalid`, `name_taken`, `message_too_long`, `bad_request`, `rate_limited`. */
	async setProfile(person: Person, change: ProfileChange): Promise<void> {
		const display = change.display ? checkDisplayName(change.display) : change.display;
		const status = change.status ? this.#checkStatus(change.status) : change.status;
		this.#limits.take("profiles", person.account.id);
		if (display) await this.#refuseImitation(person, display);
		await this.#store.setProfile({
			user: person.account.id,
			...(display === undefined ? {} : { display: display || null }),
			...(change.picture === undefined ? {} : { picture: null }),
			...(status === undefined ? {} : { status }),
		});
		this.#log.info("profile changed", { user: person.user.name });
	}

	#checkStatus(wish: NonNullable<ProfileChange["status"]>): Status | null {
		const text = checkLine("status", wish.text, MAX_STATUS_CHARS);
		const emoji = wish.emoji === "" ? "" : checkEmoji(wish.emoji);
		if (text === "" && emoji === "") return null;
		if (wish.until === undefined) return { emoji, text };
		if (wish.until <= this.#clock.now()) {
			throw new ParlourError("bad_request", "Cannot set this status: its end is in the past");
		}
		return { emoji, text, until: wish.until };
	}

	/** Nobody may go by the name of another account, or by one that looks like it. */
	async #refuseImitation(person: Person, display: string): Promise<void> {
		const other = await this.#store.accountByKey(nameKey(visibly(display)));
		if (!other || other.id === person.account.id) return;
		throw new ParlourError("name_taken", `Cannot show the name ${display}: ${other.name} goes by it, or one like it`);
	}

	/** A status ends by itself. */
	#current(profiles: Profile[]): Profile[] {
		const now = this.#clock.now();
		return profiles.map((profile) => {
			if ((profile.status?.until ?? Number.POSITIVE_INFINITY) > now) return profile;
			const { status: _, ...rest } = profile;
			return rest;
		});
	}
}
