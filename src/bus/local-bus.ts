import type { Bus, Signal } from "./port.ts";

/** The bus of a server that is one process: everybody is told within the call. */
export function createLocalBus(onError: (cause: unknown) => void): Bus {
	const subscribers = new Set<(signal: Signal) => void>();
	return {
		publish(signal) {
			for (const subscriber of subscribers) {
				try {
					subscriber(signal);
				} catch (cause) {
					onError(cause);
				}
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
