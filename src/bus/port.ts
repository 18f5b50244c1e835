import type { Draft, Profile, ThreadMark, User } from "../protocol/entities.ts";
import type { RoomChange } from "../store/port.ts";

/** What every node of a server must hear of, this one included. */
export type Signal =
	/** Committed changes of a room, in order. */
	| { type: "changes"; room: number; changes: RoomChange[] }
	/** A person is now in a room, or is no longer. Comes before the changes that tell the others. */
	| { type: "membership"; user: number; room: number; member: boolean }
	| { type: "read"; user: number; room: number; seq: number; unread: number; mentions: number; head: number }
	| { type: "thread"; user: number; mark: ThreadMark }
	| { type: "saved"; user: number; room: number; seq: number; on: boolean }
	| { type: "draft"; user: number; draft: Draft }
	/** What one sees of a room has changed, for oneself alone. */
	| { type: "notify"; user: number; room: number }
	| { type: "profile"; profile: Profile }
	| { type: "typing"; user: User; room: number; thread?: number }
	| { type: "presence"; user: User; online: boolean }
	/** `sessionless`: connections of gateways that have no sessions end too. */
	| {
			type: "sessions-ended";
			user: number;
			sessions: number[];
			reason: "revoked" | "kicked";
			sessionless?: boolean;
	  };

export interface Bus {
	/** Never throws, and never waits: a subscriber that throws does not stop the others. */
	publish(signal: Signal): void;
	/** Each subscriber hears each signal once, in the order in which this node published them. */
	subscribe(subscriber: (signal: Signal) => void): () => void;
	close(): Promise<void>;
}
