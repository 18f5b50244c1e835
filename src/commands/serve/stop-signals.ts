/** Ctrl-C in a terminal reaches a program twice where npm passes it on as well. */
const ONE_WISH_MS = 1000;

/** Resolves with what asked for the stop: a signal, or `request`. Who asks again by a signal does not want to wait. */
export function whenAskedToStop(): { asked: Promise<string>; request: (why: string) => void } {
	const { promise, resolve } = Promise.withResolvers<string>();
	let askedAt: number | null = null;
	const request = (why: string) => {
		askedAt ??= performance.now();
		resolve(why);
	};
	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		process.on(signal, () => {
			if (askedAt !== null && performance.now() - askedAt > ONE_WISH_MS) process.exit(1);
			request(signal);
		});
	}
	return { asked: promise, request };
}
