import { readFileSync } from "node:fs";
import type { Streams } from "./terminal.ts";

/**
 * Reading from the terminal as a background job (`parlour serve &`) would stop the whole server, by SIGTTIN.
 * `stat` is Linux's /proc/self/stat.
 */
export function isBackgroundJob(stat: string): boolean {
	// The command's name, in parentheses, may hold anything.
	const [, , group, , , foreground] = stat
		.slice(stat.lastIndexOf(")") + 1)
		.trim()
		.split(" ");
	return foreground !== undefined && foreground !== "-1" && foreground !== group;
}

function inBackground(): boolean {
	try {
		return isBackgroundJob(readFileSync("/proc/self/stat", "utf8"));
	} catch {
		return false;
	}
}

function standardInput(): typeof process.stdin | null {
	try {
		return process.stdin;
	} catch {
		// A directory, for instance.
		return null;
	}
}

/** The server's own stdin and stdout, whatever they are. */
export function hostTerminal(): Streams & { isTerminal: boolean } {
	const input = standardInput();
	const output = process.stdout;
	if (!input || (input.isTTY && inBackground())) return { input: null, output, isTerminal: false };
	const { TERM } = process.env;
	return { input, output, isTerminal: Boolean(input.isTTY && output.isTTY) && TERM !== "dumb" };
}
