/** What the client needs of the place it runs in; a browser, a terminal and a test each give their own. */

export interface Socket {
	send(text: string): void;
	close(): void;
}

export interface SocketEvents {
	opened(): void;
	text(text: string): void;
	/** Once, whoever closed it; also where it could not be opened. */
	closed(): void;
}

export type OpenSocket = (events: SocketEvents) => Socket;

export interface ClientClock {
	now(): number;
	/** Calls `run` once after `delayMs`; the answer cancels it. */
	after(delayMs: number, run: () => void): () => void;
}

/** Keeps text over a restart of the client; may forget. */
export interface Keep {
	get(key: string): string | null;
	set(key: string, value: string | null): void;
}

export interface ClientPorts {
	openSocket: OpenSocket;
	clock: ClientClock;
	keep: Keep;
	/** From 0 up to 1, for jitter. */
	random(): number;
	/** Unique for ever, 8 to 64 characters. */
	makeNonce(): string;
}
