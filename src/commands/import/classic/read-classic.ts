import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { CommandError } from "../../command-error.ts";
import { readChatEntries } from "./chat-entries.ts";
import { type Days, workOutDays } from "./days.ts";
import type { ClassicFiles } from "./find-files.ts";
import { toLocalMinute, toTime } from "./local-time.ts";
import { type LogEvent, readLogEvents } from "./log-events.ts";
import type { Remark } from "./remark.ts";
import { readSpeakers, type Spoken } from "./speakers.ts";
import { readTextLines } from "./text-lines.ts";
import { readUserbase } from "./userbase.ts";

export interface ClassicLine extends Spoken {
	/** Milliseconds UTC. */
	at: number;
}

/** An old installation as it was read. */
export interface Classic {
	files: ClassicFiles;
	/** To the SHA-256 hex of the password; null where there is none that could be used. */
	people: Map<string, string | null>;
	/** Who is in the chat without being in the userbase. */
	others: string[];
	lines: ClassicLine[];
	days: Pick<Days, "found" | "sought">;
	/** Of the chat's file. */
	changedAt: number;
	remarks: Remark[];
}

function readBytes(path: string): Uint8Array {
	try {
		return readFileSync(path);
	} catch (cause) {
		throw new CommandError(`Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
	}
}

function readLogs(paths: readonly string[]): LogEvent[] {
	return paths.flatMap((path) => readLogEvents(path, readTextLines(readBytes(path)).lines));
}

/** Throws CommandError for what cannot be read at all; what is wrong in the files becomes remarks. */
export function readClassic(files: ClassicFiles): Classic {
	const people = readUserbase(files.userbase);
	const empty = { files, people, others: [], lines: [], days: { found: 0, sought: 0 }, changedAt: 0, remarks: [] };
	if (!files.chat) return empty;
	const log = readLogs(files.logs);
	const known = new Set(people.keys());
	for (const event of log) if (event.type !== "entry") known.add(event.who);

	const file = basename(files.chat);
	const { lines: raw, foreign } = readTextLines(readBytes(files.chat));
	const { entries, strays } = readChatEntries(raw);
	const { spoken, remarks } = readSpeakers(entries, known);
	const changedAt = statSync(files.chat).mtimeMs;
	const { minutes, found, sought } = workOutDays(spoken, log, toLocalMinute(new Date(changedAt)));
	const lines = spoken.map((line, index) => ({ ...line, at: toTime(minutes[index] ?? 0) }));
	const others = new Set(lines.flatMap(({ who }) => (who === null || people.has(who) ? [] : [who])));
	const all: Remark[] = [
		...strays.map(({ line, why }) => ({ file, line, lost: true, text: why })),
		...foreign.map((line) => ({ file, line, lost: false, text: "it is no UTF-8: read as Windows-1252" })),
		...remarks.map((remark) => ({ file, ...remark })),
	];
	all.sort((a, b) => a.line - b.line);
	return { files, people, others: [...others], lines, days: { found, sought }, changedAt, remarks: all };
}
