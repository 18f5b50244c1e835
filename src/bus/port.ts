import type { Message, User } from "../protocol/entities.ts";

/** What every node of a server must hear of, this one included. */
export type Signal =
	/** Committed changes of a room, in order. */
	| { type: "changes"; room: number; messages: Message[] }
	/** A person is now in a room, or is no longer. Comes before the changes that tell the others. */
	| { type: "membership"; user: number; room: number; member: boolean }
	| { type: "read"; user: number; room: number; seq: number; unread: number; head: number }
	| { type: "typing"; user: User; room: number }
	| { type: "presence"; user: User; online: boolean }
	| { type: "sessions-ended"; user: number; sessions: number[]; reason: "revoked" | "kicked" };

export interface Bus {
	/** Never throws, and never waits: a subscriber that throws does not stop the others. */
	publish(signal: Signal): void;
	/** Each subscriber hears each signal once, in the order in which this node published them. */
	subscribe(subscriber: (signal: Signal) => void): () => void;
	close(): Promise<void>;
}
