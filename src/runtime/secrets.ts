import { createHash, randomBytes } from "node:crypto";
import type { Secrets } from "../core/secrets.ts";
import { ParlourError } from "../protocol/errors.ts";

/** The usual floor for argon2id (OWASP): 19 MiB, two passes. */
const ARGON2 = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;
/** Each hash takes a core and 19 MiB; the rest of the machine is for the talk. */
const AT_ONCE = 2;
/** Some seconds' worth: who comes when more wait is better told so than left waiting. */
const MOST_WAITING = 100;

export function createSecrets(): Secrets {
	let running = 0;
	const waiting: (() => void)[] = [];

	async function inTurn<T>(work: () => Promise<T>): Promise<T> {
		if (waiting.length >= MOST_WAITING) {
			throw new ParlourError("rate_limited", "Too many people log in at this moment: try again in 5 s", 5000);
		}
		if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
		else running++;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running--;
		}
	}

	return {
		randomToken: () => randomBytes(32).toString("base64url"),
		sha256Hex: (text) => createHash("sha256").update(text).digest("hex"),
		hashPassword: (digest) => inTurn(() => Bun.password.hash(digest, ARGON2)),
		verifyPassword: (digest, hash) => inTurn(() => Bun.password.verify(digest, hash)),
	};
}
