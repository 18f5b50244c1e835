import { type ReadonlySignal, untracked } from "@preact/signals-core";
import { useCallback, useSyncExternalStore } from "react";
import { effectPerFrame } from "./frames.ts";

/** A signal's value; whoever uses it is drawn again with the frame after a change. */
export function useValue<T>(signal: ReadonlySignal<T>): T {
	const subscribe = useCallback(
		(changed: () => void) =>
			effectPerFrame(() => {
				void signal.value;
				untracked(changed);
			}),
		[signal],
	);
	return useSyncExternalStore(subscribe, () => signal.peek());
}
