import type { Mail } from "../connection/outbox.ts";
import type { LineSource } from "../line/line-queue.ts";

/** How lines reach one client: TCP, TLS or WebSocket. */
export interface Transport extends LineSource {
	readonly address: string;
	/** Nobody between can read it. */
	readonly secure: boolean;
	/** What the client has not taken yet. */
	readonly backlogBytes: number;
	/** Whole lines, each with its CR LF. Never waits. */
	send(mail: Mail): void;
	/** What was sent still goes out; nothing more is read. */
	close(): void;
}
