import type { ReadonlySignal } from "@preact/signals-core";
import { useCallback, useSyncExternalStore } from "react";

/** A signal's value; whoever uses it is drawn again when that changes. */
export function useValue<T>(signal: ReadonlySignal<T>): T {
	const subscribe = useCallback((changed: () => void) => signal.subscribe(changed), [signal]);
	return useSyncExternalStore(subscribe, () => signal.peek());
}
