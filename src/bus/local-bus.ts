import type { Bus, Signal } from "./port.ts";

/** The bus of a server that is one process: everybody is told within the call, or the one that it was made in. */
export function createLocalBus(onError: (cause: unknown) => void): Bus {
	const subscribers = new Set<(signal: Signal) => void>();
	const waiting: Signal[] = [];
	let telling = false;

	function tell(signal: Signal): void {
		for (const subscriber of subscribers) {
			try {
				subscriber(signal);
			} catch (cause) {
				onError(cause);
			}
		}
	}

	return {
		publish(signal) {
			waiting.push(signal);
			// A subscriber's own signal waits, else those after it in the set would hear the two the wrong way round.
			if (telling) return;
			telling = true;
			try {
				for (let next = waiting.shift(); next; next = waiting.shift()) tell(next);
			} finally {
				telling = false;
			}
		},
		subscribe(subscriber) {
			subscribers.add(subscriber);
			return () => subscribers.delete(subscriber);
		},
		async close() {
			subscribers.clear();
		},
	};
}
