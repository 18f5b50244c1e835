import type { ClientClock, Socket, SocketEvents } from "./ports.ts";

/** As much of the standard's WebSocket as is used; every runtime has one of its own. */
export interface StandardSocket {
	readonly readyState: number;
	addEventListener(type: "open" | "close" | "error", listener: () => void): void;
	addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
	send(text: string): void;
	close(): void;
}

const OPEN = 1;

/** The client's socket over a standard one that was just made. */
export function overStandardSocket(socket: StandardSocket, events: SocketEvents): Socket {
	socket.addEventListener("open", () => events.opened());
	socket.addEventListener("message", ({ data }) => {
		if (typeof data === "string") events.text(data);
	});
	// The close that follows tells enough; unheard, some runtimes would print it.
	socket.addEventListener("error", () => undefined);
	socket.addEventListener("close", () => events.closed());
	return {
		send(text) {
			if (socket.readyState === OPEN) socket.send(text);
		},
		close: () => socket.close(),
	};
}

/** The client's clock over the standard's timers, which every runtime types in its own way. */
export function overStandardTimers<Timer>(timers: {
	setTimeout(run: () => void, delayMs: number): Timer;
	clearTimeout(timer: Timer): void;
}): ClientClock {
	return {
		now: () => Date.now(),
		after(delayMs, run) {
			const timer = timers.setTimeout(run, delayMs);
			return () => timers.clearTimeout(timer);
		},
	};
}
