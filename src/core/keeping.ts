import type { Draft, PlacedMessage } from "../protocol/entities.ts";
import type { Store } from "../store/port.ts";
import { MAX_ANSWER_CHARS } from "./answer-size.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import { requireMember } from "./membership.ts";
import type { Place } from "./messages.ts";
import type { Person } from "./presence.ts";
import { cleanDraft, looksEmpty } from "./texts.ts";

const MAX_SAVED = 200;

/** What a person keeps for themselves alone, on all of their devices: saved messages and drafts. */
export class Keeping {
	readonly #store: Store;
	readonly #clock: Clock;
	readonly #limits: Limits;
	readonly #maxBodyChars: number;

	constructor(ports: { store: Store; clock: Clock }, limits: Limits, maxBodyChars: number) {
		this.#store = ports.store;
		this.#clock = ports.clock;
		this.#limits = limits;
		this.#maxBodyChars = maxBodyChars;
	}

	/** Throws `not_found`, `rate_limited`. */
	async save(person: Person, { room, seq }: Place, on: boolean): Promise<void> {
		requireMember(person, room);
		this.#limits.take("keeping", person.account.id);
		await this.#store.saveMessage({ room, seq, user: person.account.id, on, at: this.#clock.now() });
	}

	/** The latest saved first, of the rooms that one is in; fewer where they are long. Throws `rate_limited`. */
	async saved(person: Person): Promise<PlacedMessage[]> {
		this.#limits.take("pages", person.account.id);
		return this.#store.saved(person.account.id, MAX_SAVED, MAX_ANSWER_CHARS);
	}

	/** An empty body is no draft. Throws `not_found`, `message_too_long`, `rate_limited`. */
	async setDraft(person: Person, draft: { room: number; thread?: number | undefined; body: string }): Promise<void> {
		const { room, thread } = draft;
		requireMember(person, room);
		const text = cleanDraft(draft.body, this.#maxBodyChars);
		const body = looksEmpty(text) ? "" : text;
		this.#limits.take("keeping", person.account.id);
		await this.#store.setDraft({
			user: person.account.id,
			draft: thread === undefined ? { room, body } : { room, thread, body },
			at: this.#clock.now(),
		});
	}

	/** The latest ones, where they are many and long. */
	drafts(person: Person): Promise<Draft[]> {
		return this.#store.drafts(person.account.id, MAX_ANSWER_CHARS);
	}
}
