const nothing = () => undefined;

/** Keeps the order in which one person asked for things, where for some of them something must be looked up first. */
export class Turns {
	readonly #last = new Map<number, Promise<void>>();

	/**
	 * Calls `go` with what was prepared, but not before the `go` of what the same person asked for earlier was called.
	 * At once where nothing is waited for.
	 */
	async take<P, R>(person: number, prepared: P | Promise<P>, go: (prepared: P) => Promise<R>): Promise<R> {
		const before = this.#last.get(person);
		if (!before && !(prepared instanceof Promise)) return go(prepared);
		// A failure of it is told in its turn.
		if (prepared instanceof Promise) prepared.catch(nothing);
		const started = this.#start(before, prepared, go);
		const turn = started.then(nothing, nothing);
		this.#last.set(person, turn);
		try {
			return await (await started).result;
		} finally {
			if (this.#last.get(person) === turn) this.#last.delete(person);
		}
	}

	/** The result stands in an object, as else the next turn would wait for it as well. */
	async #start<P, R>(
		before: Promise<void> | undefined,
		prepared: P | Promise<P>,
		go: (prepared: P) => Promise<R>,
	): Promise<{ result: Promise<R> }> {
		await before;
		return { result: go(await prepared) };
	}
}
