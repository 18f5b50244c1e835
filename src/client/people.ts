import { batch, type Signal, signal } from "@preact/signals-core";
import type { Profile, User } from "../protocol/entities.ts";
import { guestName } from "../protocol/guest-name.ts";
import type { ClientClock } from "./ports.ts";
import type { RequestOf } from "./requests.ts";

const GATHER_MS = 50;
/** As many as one request may ask for. */
const BATCH = 200;
const MOST_KEPT = 10_000;

type Ask = (request: RequestOf<"people">) => Promise<readonly Profile[]>;

/** What people show of themselves: asked for when somebody looks, in batches, and kept. */
export class People {
	readonly #clock: ClientClock;
	readonly #ask: Ask;
	readonly #profiles = new Map<number, Signal<Profile | undefined>>();
	readonly #wanted = new Set<number>();
	#gathering = false;

	constructor(clock: ClientClock, ask: Ask) {
		this.#clock = clock;
		this.#ask = ask;
	}

	/** Undefined until the server has answered. Reading it in an effect or a screen follows it. */
	profile(id: number): Profile | undefined {
		const known = this.#profiles.get(id);
		if (known) return known.value;
		this.#want(id);
		return this.#of(id).value;
	}

	/** The display name where there is one, and that somebody is a guest; reactive, as `profile` is. */
	nameOf = (user: User): string => {
		// Of a guest the name may have changed.
		const { display, name, guest }: Profile = this.profile(user.id) ?? user;
		return guest ? guestName(display ?? name) : (display ?? name);
	};

	/** Those with a name, or a display name, of which a word begins so. */
	async find(query: string): Promise<readonly Profile[]> {
		const people = await this.#ask({ t: "people", query });
		this.take(people);
		return people;
	}

	/** Live: of anybody at all. Who was not looked at yet is asked for then. */
	told(profile: Profile): void {
		if (this.#profiles.has(profile.id)) this.take([profile]);
	}

	take(profiles: readonly Profile[]): void {
		batch(() => {
			for (const profile of profiles) {
				const kept = this.#of(profile.id);
				if (JSON.stringify(kept.peek()) !== JSON.stringify(profile)) kept.value = profile;
			}
		});
	}

	/** A new connection: what changed meanwhile was not told. The latest ones are asked for again, the others when looked at. */
	welcome(): void {
		const ids = [...this.#profiles.keys()];
		for (const id of ids.slice(-BATCH)) this.#want(id);
		for (const id of ids.slice(0, -BATCH)) this.#profiles.delete(id);
	}

	#of(id: number): Signal<Profile | undefined> {
		const known = this.#profiles.get(id);
		if (known) return known;
		const [oldest] = this.#profiles.keys();
		if (this.#profiles.size >= MOST_KEPT && oldest !== undefined) this.#profiles.delete(oldest);
		const made = signal<Profile | undefined>(undefined);
		this.#profiles.set(id, made);
		return made;
	}

	#want(id: number): void {
		this.#wanted.add(id);
		if (this.#gathering) return;
		this.#gathering = true;
		this.#clock.after(GATHER_MS, () => {
			this.#gathering = false;
			const ids = [...this.#wanted];
			this.#wanted.clear();
			for (let at = 0; at < ids.length; at += BATCH) void this.#fetch(ids.slice(at, at + BATCH));
		});
	}

	async #fetch(ids: number[]): Promise<void> {
		try {
			this.take(await this.#ask({ t: "people", ids }));
		} catch {
			// Asked for again with the next connection.
		}
	}
}
