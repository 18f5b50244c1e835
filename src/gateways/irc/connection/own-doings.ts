/** What a client's own commands lead to, until it comes in: each by its key, see own-key.ts. */
export class OwnDoings {
	#keys: Set<string> | null = null;

	/** Whether there is any. */
	get underWay(): boolean {
		return this.#keys !== null;
	}

	/** While this runs, what has this key is the client's own doing. */
	async during<T>(key: string, run: () => Promise<T>): Promise<T> {
		this.#keys ??= new Set();
		this.#keys.add(key);
		try {
			return await run();
		} finally {
			this.#keys.delete(key);
			if (this.#keys.size === 0) this.#keys = null;
		}
	}

	has(key: string | null): boolean {
		return key !== null && (this.#keys?.has(key) ?? false);
	}
}
