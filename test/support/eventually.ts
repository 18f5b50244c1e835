const WAIT_MS = 20_000;
const LOOK_EVERY_MS = 5;

/** Waits until the condition holds, by looking again and again: for what no signal and no event tells of. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
	const until = performance.now() + WAIT_MS;
	while (!(await condition())) {
		if (performance.now() > until) throw new Error(`not in time: ${what}`);
		await Bun.sleep(LOOK_EVERY_MS);
	}
}
