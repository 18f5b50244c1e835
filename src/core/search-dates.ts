const DATE = /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?<zone>Z|[+-]\d\d:\d\d)?$/i;
const MINUTE_MS = 60_000;

/**
 * The time that a year, a month, a day (`2026`, `2026-11`, `2026-11-22`) or a minute (`2026-11-22T09:30`, with a zone or
 * without) takes, in UTC where no zone is given; `end` is not part of it. Null for what is none of these.
 */
export function datesOf(typed: string): { start: number; end: number } | null {
	const time = TIME.exec(typed);
	if (time) {
		const start = Date.parse(time.groups?.["zone"] === undefined ? `${typed}Z` : typed.toUpperCase());
		return Number.isNaN(start) ? null : { start, end: start + MINUTE_MS };
	}
	const groups = DATE.exec(typed)?.groups;
	if (!groups) return null;
	const year = Number(groups["year"]);
	const month = groups["month"] === undefined ? null : Number(groups["month"]) - 1;
	const day = groups["day"] === undefined ? null : Number(groups["day"]);
	const start = utc(year, month ?? 0, day ?? 1);
	const found = new Date(start);
	// The 31st of February would be one of March.
	if (found.getUTCMonth() !== (month ?? 0) || found.getUTCDate() !== (day ?? 1)) return null;
	if (month === null) return { start, end: utc(year + 1, 0, 1) };
	return { start, end: day === null ? utc(year, month + 1, 1) : utc(year, month, day + 1) };
}

/** Date.UTC takes the year 26 for 1926. */
function utc(year: number, month: number, day: number): number {
	return new Date(0).setUTCFullYear(year, month, day);
}
