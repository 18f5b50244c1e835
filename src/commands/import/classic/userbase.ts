import { readFileSync } from "node:fs";
import { CommandError } from "../../command-error.ts";

const DIGEST = /^[0-9a-f]{64}$/;

/** Names, in the file's order, to the SHA-256 hex of their passwords; null where there is none. Throws CommandError. */
export function readUserbase(path: string): Map<string, string | null> {
	let json: unknown;
	try {
		json = JSON.parse(new TextDecoder().decode(readFileSync(path)));
	} catch (cause) {
		if (!(cause instanceof SyntaxError)) {
			throw new CommandError(`Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
		}
		throw new CommandError(`Cannot read ${path}: it is not JSON (${cause.message}). Nothing was imported`);
	}
	if (typeof json !== "object" || json === null || Array.isArray(json)) {
		throw new CommandError(`Cannot read ${path}: expected one object of names and password hashes`);
	}
	return new Map(
		Object.entries(json).map(([name, value]: [string, unknown]) => {
			const digest = typeof value === "string" ? value.trim().toLowerCase() : "";
			return [name, DIGEST.test(digest) ? digest : null];
		}),
	);
}
