import { randomBytes } from "node:crypto";
import type { ClientPorts, Keep } from "../../client/ports.ts";
import { overStandardSocket, overStandardTimers } from "../../client/standard-ports.ts";
import { trusting } from "./trust.ts";

/** What the client needs, on this runtime; `base` is asked at each connection. `ca`: see `--ca`. */
export function clientPorts(base: () => string, keep: Keep, ca: string | null = null): ClientPorts {
	return {
		openSocket: (events) =>
			overStandardSocket(new WebSocket(`${base().replace(/^http/, "ws")}/ws`, trusting(ca)), events),
		clock: overStandardTimers<Timer>(globalThis),
		keep,
		random: Math.random,
		makeNonce: () => randomBytes(16).toString("hex"),
	};
}

/** Forgets with the process: a script that failed is run again, and must not find what it left behind. */
export function memoryKeep(): Keep {
	const kept = new Map<string, string>();
	return {
		get: (key) => kept.get(key) ?? null,
		set: (key, value) => void (value === null ? kept.delete(key) : kept.set(key, value)),
	};
}
