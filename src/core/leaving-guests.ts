/** Guests on their way out: their names are free in a moment, and no room has them. */
export class LeavingGuests {
	readonly #under = new Map<number, Promise<void>>();

	has(user: number): boolean {
		return this.#under.has(user);
	}

	/** `leaving` must not fail. */
	add(user: number, leaving: Promise<void>): void {
		this.#under.set(
			user,
			leaving.finally(() => this.#under.delete(user)),
		);
	}

	/** Whoever is on the way out now has gone. */
	async gone(): Promise<void> {
		await Promise.all(this.#under.values());
	}
}
