const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

export function formatTime(at: number): string {
	return time.format(at);
}

export function formatFull(at: number): string {
	return full.format(at);
}

/** "Today", "Yesterday", "Thursday, 19 November", or with the year where it is another. */
export function formatDay(at: number, now: number): string {
	const date = startOfDay(at);
	const today = startOfDay(now);
	if (date === today) return "Today";
	if (date === startOfDay(today - 12 * 3_600_000)) return "Yesterday";
	const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
	return (sameYear ? day : dayOfYear).format(at);
}

export function startOfDay(at: number): number {
	return new Date(at).setHours(0, 0, 0, 0);
}
