import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { User } from "../protocol/entities.ts";
import type { ClientClock } from "./ports.ts";

const TYPING_MS = 5000;

/** Who types in one place. */
export class Typing {
	readonly #clock: ClientClock;
	readonly #people = signal<readonly User[]>([]);
	readonly #timers = new Map<number, () => void>();

	constructor(clock: ClientClock) {
		this.#clock = clock;
	}

	get people(): ReadonlySignal<readonly User[]> {
		return this.#people;
	}

	/** Somebody types, until they have not for five seconds. */
	note(user: User): void {
		this.#timers.get(user.id)?.();
		this.#timers.set(
			user.id,
			this.#clock.after(TYPING_MS, () => this.stop(user.id)),
		);
		if (!this.#people.peek().some(({ id }) => id === user.id)) this.#people.value = [...this.#people.peek(), user];
	}

	stop(user: number): void {
		this.#timers.get(user)?.();
		if (!this.#timers.delete(user)) return;
		this.#people.value = this.#people.peek().filter(({ id }) => id !== user);
	}
}
