import { expect, test } from "bun:test";
import { workOutDays } from "./days.ts";
import { toLocalMinute, toTime } from "./local-time.ts";
import { readLogEvents } from "./log-events.ts";

const END = toLocalMinute(new Date(2023, 3, 18, 12, 0));

/** `10:00 asha+` for an arrival, `10:00` for words. */
function chat(...lines: string[]) {
	return lines.map((line) => {
		const [time = "", who] = line.split(" ");
		const [hours, minutes] = time.split(":");
		const event = who?.endsWith("+") ? ("arrived" as const) : who?.endsWith("-") ? ("departed" as const) : null;
		return { who: who?.slice(0, -1) ?? "asha", event, minute: Number(hours) * 60 + Number(minutes) };
	});
}

function daysOf(spoken: ReturnType<typeof chat>, log: Record<string, string[]> = {}): string[] {
	const events = Object.entries(log).flatMap(([day, lines]) => readLogEvents(`log_2023_${day}.txt`, lines));
	return workOutDays(spoken, events, END).minutes.map((minute) => {
		const date = new Date(toTime(minute));
		return `${date.getMonth() + 1}/${date.getDate()} ${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;
	});
}

const login = (time: string, who: string) => `[${time}:00.000001]:<LOGIN>:<${who}> successfully logged in`;

test("without logs, each time that goes back is a day earlier, and the last line is before the file's date", () => {
	expect(daysOf(chat("10:00", "09:00", "23:00", "00:30", "12:30"))).toEqual([
		"4/15 10:00",
		"4/16 9:00",
		"4/16 23:00",
		"4/17 0:30",
		"4/17 12:30",
	]);
});

test("two lines that changed places at the turn of a minute, or of a day, are of one moment", () => {
	expect(daysOf(chat("10:01", "10:00", "11:00"))).toEqual(["4/18 10:01", "4/18 10:00", "4/18 11:00"]);
	expect(daysOf(chat("23:58", "00:00", "23:59", "00:01"))).toEqual([
		"4/17 23:58",
		"4/18 0:00",
		"4/17 23:59",
		"4/18 0:01",
	]);
});

test("an arrival that the logs have is on their day, and what follows it is after it", () => {
	const spoken = chat("22:00", "09:00 jun+", "09:30", "09:00 jun+", "08:00");
	const log = { "03_01": [login("09:00", "jun")], "03_09": [login("08:59", "jun")] };
	expect(daysOf(spoken, log)).toEqual(["2/28 22:00", "3/1 9:00", "3/1 9:30", "3/9 9:00", "4/18 8:00"]);
});

test("where the log tells of every line, days without arrivals are right as well", () => {
	const spoken = chat("09:00 jun+", "09:30", "10:00", "09:59");
	const user = (time: string) => `[${time}:01]:<BROADCAST> By User`;
	const log = {
		"03_01": [login("09:00", "jun"), "[09:00:00]:<BROADCAST> By Server", user("09:30")],
		"03_05": [user("10:00")],
		"03_06": [user("09:59")],
	};
	expect(daysOf(spoken, log)).toEqual(["3/1 9:00", "3/1 9:30", "3/5 10:00", "3/6 9:59"]);
});

test("logs of another time, which fit by chance, are not believed", () => {
	const names = ["asha", "mara", "nadja"];
	const log = { "01_01": [login("09:00", "jun"), ...names.map((name) => login("10:00", name))] };
	expect(daysOf(chat("09:00 jun+", "09:30"), log)).toEqual(["4/18 9:00", "4/18 9:30"]);
});
