import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** For its owner alone to read, and whole or not at all. */
export function writePrivately(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const fresh = `${path}.${process.pid}`;
	writeFileSync(fresh, text, { mode: 0o600 });
	renameSync(fresh, path);
}
