import { signal } from "@preact/signals";
import { keep } from "../../keep.ts";

const KEPT_AS = "format-bar";

/** As it was left, over a reload. */
export const formatBarShown = signal(keep.get(KEPT_AS) !== null);

export function toggleFormatBar(): void {
	formatBarShown.value = !formatBarShown.peek();
	keep.set(KEPT_AS, formatBarShown.peek() ? "1" : null);
}
