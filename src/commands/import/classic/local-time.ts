/**
 * Local minutes: days since 1970 by the calendar where this runs, times 1440, and the minute of the day. The old files
 * hold local times of day, and only so counted has every day the same length.
 */
export type LocalMinute = number;

export const DAY_MINUTES = 1440;
const DAY_MS = 24 * 60 * 60_000;

export function toLocalMinute(at: Date): LocalMinute {
	const day = Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / DAY_MS;
	return day * DAY_MINUTES + at.getHours() * 60 + at.getMinutes();
}

/** Milliseconds UTC. */
export function toTime(minute: LocalMinute): number {
	const day = new Date(Math.floor(minute / DAY_MINUTES) * DAY_MS);
	return new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 0, minute % DAY_MINUTES).getTime();
}

/** How many minutes `b` is after `a` on the clock: from 0 to 1439. */
export function clockDistance(a: number, b: number): number {
	return (((b - a) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
}

/** The next midnight. */
export function dayAfter(minute: LocalMinute): LocalMinute {
	return (Math.floor(minute / DAY_MINUTES) + 1) * DAY_MINUTES;
}
