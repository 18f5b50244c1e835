const WITHIN_MS = 15_000;
const BETWEEN_MS = 25;

/** Tries until it does not throw; then gives what it gave. What it threw last is what the test is told. */
export async function eventually<T>(attempt: () => T | Promise<T>, withinMs = WITHIN_MS): Promise<T> {
	const until = performance.now() + withinMs;
	for (;;) {
		try {
			return await attempt();
		} catch (cause) {
			if (performance.now() > until) throw cause;
		}
		await Bun.sleep(BETWEEN_MS);
	}
}
