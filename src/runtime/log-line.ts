import type { LogFields } from "../core/log.ts";

const MAX_VALUE_CHARS = 4000;
/** Control and format characters, lone surrogates, line and paragraph separators: what could forge or hide part of a line. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const PLAIN = /^[^\s"=\\]+$/u;
const NAMED = new Map([
	["\n", "\\n"],
	["\r", "\\r"],
	["\t", "\\t"],
]);

function escapeUnsafe(text: string): string {
	return text.replace(UNSAFE, (char) => NAMED.get(char) ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}

function value(raw: string | number | boolean | null): string {
	if (typeof raw !== "string") return String(raw);
	const text = raw.length > MAX_VALUE_CHARS ? `${raw.slice(0, MAX_VALUE_CHARS)}…` : raw;
	const escaped = escapeUnsafe(text.replace(/["\\]/g, "\\$&"));
	return PLAIN.test(escaped) ? escaped : `"${escaped}"`;
}

function twoDigits(number: number): string {
	return String(number).padStart(2, "0");
}

/** The name of the local day's file. */
export function logFileName(at: Date): string {
	return `log_${at.getFullYear()}_${twoDigits(at.getMonth() + 1)}_${twoDigits(at.getDate())}.txt`;
}

/** One line, line break included, whatever the values hold: `[HH:MM:SS.mmm]:event key=value`, local time. */
export function logLine(at: Date, event: string, fields: LogFields = {}): string {
	const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(":");
	const pairs = Object.entries(fields).map(([key, raw]) => (raw === undefined ? "" : ` ${key}=${value(raw)}`));
	return `[${time}.${String(at.getMilliseconds()).padStart(3, "0")}]:${escapeUnsafe(event)}${pairs.join("")}\n`;
}
