import { randomBytes } from "node:crypto";
import type { ClientPorts, Keep } from "../../client/ports.ts";

/** What the client needs, on this runtime; `base` is asked at each connection. */
export function clientPorts(base: () => string, keep: Keep): ClientPorts {
	return {
		openSocket(events) {
			const socket = new WebSocket(`${base().replace(/^http/, "ws")}/ws`);
			socket.onopen = () => events.opened();
			socket.onmessage = ({ data }) => {
				if (typeof data === "string") events.text(data);
			};
			socket.onerror = () => undefined;
			socket.onclose = () => events.closed();
			return {
				send(text) {
					if (socket.readyState === WebSocket.OPEN) socket.send(text);
				},
				close: () => socket.close(),
			};
		},
		clock: {
			now: () => Date.now(),
			after(delayMs, run) {
				const timer = setTimeout(run, delayMs);
				return () => clearTimeout(timer);
			},
		},
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
