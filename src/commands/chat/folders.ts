import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

type Env = Record<string, string | undefined>;

export function configFolder(env: Env): string {
	return join(env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "parlour");
}

export function stateFolder(env: Env): string {
	return join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "parlour");
}

/** For its owner alone to read, and whole or not at all. */
export function writePrivately(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
	const fresh = `${path}.${process.pid}`;
	writeFileSync(fresh, text, { mode: 0o600 });
	renameSync(fresh, path);
}
