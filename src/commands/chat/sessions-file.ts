import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { writePrivately } from "../../runtime/write-privately.ts";
import { configFolder } from "./folders.ts";

const fileSchema = v.object({ sessions: v.record(v.string(), v.string()) });

/** The tokens of before, one a server and user, in a file that only its owner can read. */
export class SessionsFile {
	readonly #path: string;

	constructor(env: Record<string, string | undefined>) {
		this.#path = join(configFolder(env), "sessions.json");
	}

	get(base: string, user: string): string | null {
		return this.#read()[keyOf(base, user)] ?? null;
	}

	/** Null drops it. Throws where the file cannot be written. */
	set(base: string, user: string, token: string | null): void {
		const { [keyOf(base, user)]: before, ...others } = this.#read();
		if (token === null && before === undefined) return;
		const sessions = token === null ? others : { ...others, [keyOf(base, user)]: token };
		writePrivately(this.#path, `${JSON.stringify({ sessions }, null, "\t")}\n`);
	}

	/** A file that cannot be read is as good as none: the password is asked for, and it is written anew. */
	#read(): Record<string, string> {
		try {
			return v.parse(fileSchema, JSON.parse(readFileSync(this.#path, "utf8"))).sessions;
		} catch {
			return {};
		}
	}
}

function keyOf(base: string, user: string): string {
	return `${base} ${user.normalize("NFC").toLowerCase()}`;
}
