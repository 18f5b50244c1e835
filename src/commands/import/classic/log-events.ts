import { basename } from "node:path";
import { DAY_MINUTES, type LocalMinute, toLocalMinute } from "./local-time.ts";

/** What the old server's logs tell of the chat: who came and went, and that a line was added to it. */
export type LogEvent =
	| { type: "arrived" | "departed"; who: string; minute: LocalMinute }
	| { type: "entry"; system: boolean; minute: LocalMinute };

const FILE_DAY = /^log_(\d{4})_(\d{2})_(\d{2})\.txt$/;
const LINE = /^\[([01]\d|2[0-3]):([0-5]\d):[0-5]\d(?:\.\d+)?\]:(.*)$/;
const ENTRY = /^<BROADCAST> By (Server|User)/;
const ARRIVED = [/^<LOGIN>:<(.+)> successfully logged in$/, /^(.+) has joined the chat!/];
const DEPARTED = [/^<(.+)> successfully logged out$/, /^(.+) has left the chat\./];

function eventOf(text: string, minute: LocalMinute): LogEvent | null {
	const entry = ENTRY.exec(text);
	if (entry) return { type: "entry", system: entry[1] === "Server", minute };
	for (const [type, patterns] of [
		["arrived", ARRIVED],
		["departed", DEPARTED],
	] as const) {
		for (const pattern of patterns) {
			const who = pattern.exec(text)?.[1];
			if (who !== undefined) return { type, who, minute };
		}
	}
	return null;
}

function sameNews(a: LogEvent, b: LogEvent): boolean {
	return a.type !== "entry" && a.type === b.type && a.who === b.who && b.minute - a.minute <= 1;
}

/** In the order of the file; the day stands in its name. What is none of these events is passed over. */
export function readLogEvents(path: string, lines: readonly string[]): LogEvent[] {
	const [, year, month, day] = FILE_DAY.exec(basename(path)) ?? [];
	const midnight = toLocalMinute(new Date(Number(year), Number(month) - 1, Number(day)));
	if (Number.isNaN(midnight)) return [];
	const events: LogEvent[] = [];
	let news: LogEvent | undefined;
	for (const line of lines) {
		const [, hours, minutes, text = ""] = LINE.exec(line) ?? [];
		if (hours === undefined) continue;
		const event = eventOf(text, midnight + ((Number(hours) * 60 + Number(minutes)) % DAY_MINUTES));
		if (!event || (news && sameNews(news, event))) continue;
		events.push(event);
		if (event.type !== "entry") news = event;
	}
	return events;
}
