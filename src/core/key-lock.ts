/** Work on the same key one after another; on different keys side by side. */
export class KeyLock {
	readonly #last = new Map<string, Promise<void>>();

	async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.#last.get(key);
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#last.set(key, promise);
		try {
			await before;
			return await work();
		} finally {
			if (this.#last.get(key) === promise) this.#last.delete(key);
			resolve();
		}
	}
}
