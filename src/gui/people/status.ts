import { signal } from "@preact/signals";
import type { Status } from "../../protocol/entities.ts";

const TICK_MS = 15_000;
let timer: ReturnType<typeof setInterval> | undefined;

/** Ticks while something is on the screen that ends by itself. */
const tick = signal(0, {
	watched() {
		timer = setInterval(() => tick.value++, TICK_MS);
	},
	unwatched() {
		clearInterval(timer);
	},
});

/** A status whose end has come is none any more, though nobody has said so. A screen that reads it is drawn again then. */
export function standing(status: Status | undefined, now: number): Status | null {
	if (!status) return null;
	if (status.until !== undefined) void tick.value;
	if (status.until !== undefined && status.until <= now) return null;
	return status.emoji === "" && status.text === "" ? null : status;
}
