import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { Keep } from "../../client/ports.ts";
import { writePrivately } from "../../runtime/write-privately.ts";
import { stateFolder } from "./folders.ts";

const fileSchema = v.record(v.string(), v.string());
/** What is still to be sent is written at once; a draft when its writer pauses. */
const AT_ONCE = /^outbox:/;
const PAUSE_MS = 500;

export interface FileKeep extends Keep {
	/** Writes what waits. */
	close(): void;
}

/** Unsent messages and drafts of one person at one server, over restarts. Where it cannot be written, nothing is kept. */
export function openKeep(env: Record<string, string | undefined>, base: string, user: string): FileKeep {
	const name = createHash("sha256").update(`${base} ${user.toLowerCase()}`).digest("hex").slice(0, 16);
	const path = join(stateFolder(env), `chat-${name}.json`);
	const waiting = new Map<string, string | null>();
	let timer: ReturnType<typeof setTimeout> | undefined;

	function read(): Record<string, string> {
		try {
			return v.parse(fileSchema, JSON.parse(readFileSync(path, "utf8")));
		} catch {
			return {};
		}
	}
	function write(): void {
		clearTimeout(timer);
		timer = undefined;
		if (waiting.size === 0) return;
		const kept = new Map(Object.entries(read()));
		for (const [key, value] of waiting) {
			if (value === null) kept.delete(key);
			else kept.set(key, value);
		}
		waiting.clear();
		try {
			writePrivately(path, JSON.stringify(Object.fromEntries(kept)));
		} catch {
			// Nothing is kept.
		}
	}
	return {
		get(key) {
			const value = waiting.get(key);
			return value === undefined ? (read()[key] ?? null) : value;
		},
		set(key, value) {
			if (value === null && !waiting.has(key) && read()[key] === undefined) return;
			waiting.set(key, value);
			if (AT_ONCE.test(key)) write();
			else timer ??= setTimeout(write, PAUSE_MS);
		},
		close: write,
	};
}
