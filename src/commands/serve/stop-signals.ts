/** Resolves with what asked for the stop: a signal, or `request`. A second signal does not wait. */
export function whenAskedToStop(): { asked: Promise<string>; request: (why: string) => void } {
	const { promise, resolve } = Promise.withResolvers<string>();
	let asked = false;
	const request = (why: string) => {
		asked = true;
		resolve(why);
	};
	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		process.on(signal, () => {
			if (asked) process.exit(1);
			request(signal);
		});
	}
	return { asked: promise, request };
}
