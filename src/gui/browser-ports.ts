import type { ClientPorts, Keep } from "../client/ports.ts";

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
	openSocket(events) {
		const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
		socket.onopen = () => events.opened();
		socket.onmessage = ({ data }) => {
			if (typeof data === "string") events.text(data);
		};
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
	random: () => Math.random(),
	makeNonce,
};
