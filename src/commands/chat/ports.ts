import { randomBytes } from "node:crypto";
import type { ClientPorts, Keep } from "../../client/ports.ts";
import { overStandardSocket, overStandardTimers, type StandardSocket } from "../../client/standard-ports.ts";

const openPlainly = (url: string): StandardSocket => new WebSocket(url);

/** What the client needs, on this runtime; `base` is asked at each connection. */
export function clientPorts(base: () => string, keep: Keep, open = openPlainly): ClientPorts {
	return {
		openSocket: (events) => overStandardSocket(open(`${base().replace(/^http/, "ws")}/ws`), events),
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
