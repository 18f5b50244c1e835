import { effect } from "@preact/signals-core";

/** Waits until a condition over signals holds: true; or until the time is over: false. */
export function when(condition: () => boolean, withinMs?: number): Promise<boolean> {
	return new Promise((resolve) => {
		let done = false;
		let stop: (() => void) | null = null;
		const timer = withinMs === undefined ? undefined : setTimeout(() => finish(false), withinMs);
		function finish(held: boolean): void {
			if (done) return;
			done = true;
			clearTimeout(timer);
			// The effect may still be at its first run.
			queueMicrotask(() => stop?.());
			resolve(held);
		}
		stop = effect(() => {
			if (condition()) finish(true);
		});
	});
}
