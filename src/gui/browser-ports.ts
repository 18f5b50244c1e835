import type { ClientPorts, Keep } from "../client/ports.ts";
import { overStandardSocket, overStandardTimers } from "../client/standard-ports.ts";

/** A browser may refuse storage (private windows, full): then nothing is kept, and all else works. */
export const keep: Keep = {
	get(key) {
		try {
			return localStorage.getItem(`parlour:${key}`);
		} catch {
			return null;
		}
	},
	set(key, value) {
		try {
			if (value === null) localStorage.removeItem(`parlour:${key}`);
			else localStorage.setItem(`parlour:${key}`, value);
		} catch {
			// Nothing is kept.
		}
	},
};

function makeNonce(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const browserPorts: ClientPorts = {
	openSocket: (events) =>
		overStandardSocket(new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`), events),
	clock: overStandardTimers<number>(window),
	keep,
	random: () => Math.random(),
	makeNonce,
};
