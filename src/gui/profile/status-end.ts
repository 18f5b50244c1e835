/** When a status may end by itself. */
export const STATUS_ENDS = [
	["half", "In 30 minutes"],
	["hour", "In an hour"],
	["today", "At the end of the day"],
	["never", "When I clear it"],
] as const;
export type StatusEnd = (typeof STATUS_ENDS)[number][0];

/** Undefined: it stays. The day ends where the browser is. */
export function endOf(end: StatusEnd, now: number): number | undefined {
	switch (end) {
		case "half":
			return now + 30 * 60_000;
		case "hour":
			return now + 60 * 60_000;
		case "today":
			return new Date(now).setHours(24, 0, 0, 0);
		case "never":
			return undefined;
	}
}
