import { afterEach, expect, test } from "bun:test";
import { formatDay, formatTime, startOfDay } from "./dates.ts";

const at = (...date: [number, number, number, number?, number?]) => new Date(...date).getTime();

const formerZone = process.env["TZ"];
afterEach(() => {
	if (formerZone === undefined) delete process.env["TZ"];
	else process.env["TZ"] = formerZone;
});

test.each(["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Pacific/Apia"])(
	"today and yesterday are the days of the calendar in %s, on every day of a year",
	(zone) => {
		process.env["TZ"] = zone;
		for (let day = 0; day < 366; day++) {
			for (const hour of [0, 12, 23]) {
				const now = at(2026, 0, 1 + day, hour, 30);
				expect(formatDay(at(2026, 0, 1 + day, 4), now)).toBe("Today");
				expect(formatDay(at(2026, 0, day, 23, 59), now)).toBe("Yesterday");
				expect(formatDay(at(2026, 0, day - 1, 12), now)).not.toMatch(/Today|Yesterday/);
				expect(startOfDay(now)).toBe(at(2026, 0, 1 + day));
			}
		}
	},
);

test("another year's day has its year, this year's has not", () => {
	const now = at(2026, 10, 22, 12);
	expect(formatDay(at(2025, 10, 19, 12), now)).toContain("2025");
	expect(formatDay(at(2026, 10, 19, 12), now)).not.toContain("2026");
	expect(formatDay(at(2026, 10, 19, 12), now)).toContain("19");
});

test("a time is hours and minutes of the day from 00 to 23", () => {
	for (let hour = 0; hour < 24; hour++)
		expect(formatTime(Date.UTC(2026, 0, 1, hour, 5))).toMatch(/^([01]\d|2[0-3]):05$/);
	expect(new Set(Array.from({ length: 24 }, (_, hour) => formatTime(Date.UTC(2026, 0, 1, hour)))).size).toBe(24);
});
