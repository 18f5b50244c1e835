import type { LineSource } from "../line/line-queue.ts";

/** How lines reach one client: TCP, TLS or WebSocket. */
export interface Transport extends LineSource {
	readonly address: string;
	/** Nobody between can read it. */
	readonly secure: boolean;
	/** What the client has not taken yet. */
	readonly backlogBytes: number;
	/** Whole lines, each with its CR LF. Never waits. `encode` may know the bytes already. */
	send(lines: string, encode: (text: string) => Uint8Array): void;
	/** What was sent still goes out; nothing more is read. */
	close(): void;
}
