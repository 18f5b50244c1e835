import { clockDistance, DAY_MINUTES, dayAfter, type LocalMinute } from "./local-time.ts";
import type { LogEvent } from "./log-events.ts";
import { longestRisingPairs } from "./rising-pairs.ts";
import type { Spoken } from "./speakers.ts";

type Timed = Pick<Spoken, "who" | "event" | "minute">;

interface Anchor {
	spoken: number;
	log: number;
	minute: LocalMinute;
}

export interface Days {
	/** One an entry. */
	minutes: LocalMinute[];
	/** Arrivals and departures that were found in the logs. */
	found: number;
	/** Those that were looked for. */
	sought: number;
}

/** Two lines written at once may stand in the wrong order: a minute back is no new day. */
const JITTER = DAY_MINUTES - 1;

/** The time of day of each entry; one without has its neighbour's. */
function timesOfDay(spoken: readonly Timed[], end: LocalMinute): number[] {
	const first = spoken.find(({ minute }) => minute !== null)?.minute ?? end % DAY_MINUTES;
	let last = first;
	return spoken.map(({ minute }) => {
		last = minute ?? last;
		return last;
	});
}

/** Where an arrival or departure in the chat and one in the logs are the same. */
function findAnchors(spoken: readonly Timed[], times: readonly number[], log: readonly LogEvent[]): Anchor[] {
	const byNews = new Map<string, number[]>();
	log.forEach((event, index) => {
		if (event.type === "entry") return;
		const key = `${event.type} ${event.minute % DAY_MINUTES} ${event.who}`;
		const known = byNews.get(key);
		if (known) known.push(index);
		else byNews.set(key, [index]);
	});
	const matches = (index: number) => {
		const { event, who } = spoken[index] ?? {};
		const time = times[index] ?? 0;
		// The log line comes first: the minute may turn before the line in the chat.
		const keys = [time, clockDistance(1, time)].map((minute) => `${event} ${minute} ${who}`);
		return keys.flatMap((key) => byNews.get(key) ?? []).sort((a, b) => a - b);
	};
	const anchors = longestRisingPairs(spoken.length, matches).map(({ left, right }) => {
		const minute = log[right]?.minute ?? 0;
		return { spoken: left, log: right, minute: minute + clockDistance(minute, times[left] ?? 0) };
	});
	return logsFit(anchors, log) ? anchors : [];
}

/** Nothing is ever taken out of the chat but all at once: from the first arrival that it has, the logs' must be in it. */
function logsFit(anchors: readonly Anchor[], log: readonly LogEvent[]): boolean {
	const [first] = anchors;
	if (!first) return false;
	const isArrival = (index: number) => log[index]?.type === "arrived";
	const logged = log.filter((_, index) => index >= first.log && isArrival(index)).length;
	return anchors.filter((anchor) => isArrival(anchor.log)).length * 2 >= logged;
}

/** The days of the entries: by the logs where they fit, else by the times going round, up to `end`. */
export function workOutDays(spoken: readonly Timed[], log: readonly LogEvent[], end: LocalMinute): Days {
	const times = timesOfDay(spoken, end);
	const sought = spoken.filter(({ event }) => event === "arrived" || event === "departed").length;
	const anchors = findAnchors(spoken, times, log);
	const minutes: LocalMinute[] = new Array(spoken.length).fill(end);
	const [first] = anchors;
	if (!first) {
		goBack(minutes, times, 0, spoken.length, end);
		return { minutes, found: 0, sought };
	}
	goBack(minutes, times, 0, first.spoken, first.minute);
	anchors.forEach((anchor, index) => {
		const next = anchors[index + 1];
		const until = next?.spoken ?? spoken.length;
		minutes[anchor.spoken] = anchor.minute;
		const last = followLog({ minutes, times, spoken, log }, anchor, until);
		goOn(minutes, times, last, until, next?.minute ?? Number.POSITIVE_INFINITY);
	});
	const logEnd = dayAfter(log.at(-1)?.minute ?? 0);
	const beyond = minutes.findIndex((minute) => minute >= logEnd);
	if (beyond !== -1) {
		const tail = minutes.slice();
		goBack(tail, times, beyond, spoken.length, end);
		// The days that the logs do not reach are counted from the end.
		if ((tail[beyond] ?? 0) >= (minutes[beyond] ?? 0)) minutes.splice(beyond, minutes.length, ...tail.slice(beyond));
	}
	return { minutes, found: anchors.length, sought };
}

/** Each at the latest time that is not after the one behind it. */
function goBack(minutes: LocalMinute[], times: readonly number[], from: number, until: number, end: LocalMinute): void {
	let at = end;
	for (let index = until - 1; index >= from; index--) {
		const distance = clockDistance(times[index] ?? 0, at);
		if (distance !== JITTER) at -= distance;
		minutes[index] = distance === JITTER ? at + 1 : at;
	}
}

/** Each after `start` at the earliest time that is not before the one ahead of it. */
function goOn(minutes: LocalMinute[], times: readonly number[], start: number, until: number, most: LocalMinute): void {
	let at = minutes[start] ?? 0;
	for (let index = start + 1; index < until; index++) {
		const distance = clockDistance(at, times[index] ?? 0);
		if (distance !== JITTER) at = Math.min(at + distance, most);
		minutes[index] = distance === JITTER ? at - 1 : at;
	}
}

interface Walk {
	minutes: LocalMinute[];
	times: readonly number[];
	spoken: readonly Timed[];
	log: readonly LogEvent[];
}

/** From an anchor on, as long as the log tells of the same entries at the same times; the last one that it told of. */
function followLog({ minutes, times, spoken, log }: Walk, anchor: Anchor, until: number): number {
	let at = anchor.spoken;
	let foundOwn = false;
	for (let index = anchor.log + 1; index < log.length && at + 1 < until; index++) {
		const event = log[index];
		if (event?.type !== "entry") continue;
		if (!foundOwn) {
			// The anchor's own line in the chat.
			foundOwn = event.system;
			if (event.minute - anchor.minute > 1) break;
			continue;
		}
		const distance = clockDistance(event.minute, times[at + 1] ?? 0);
		const same = event.system === (spoken[at + 1]?.event !== null) && (distance <= 1 || distance === JITTER);
		if (!same) break;
		at++;
		minutes[at] = event.minute + (distance === JITTER ? -1 : distance);
	}
	return at;
}
