import type { Draft, Profile, ThreadMark, User } from "../protocol/entities.ts";
import type { RoomChange } from "../store/port.ts";

/** What every node of a server must hear of, this one included. */
export type Signal =
	/** Committed changes of a room, in order. */
	| { type: "changes"; room: number; changes: RoomChange[] }
	/** A person is now in a room, or is no longer. Comes before the changes that tell the others. */
	| {
			type: "membership";
			user: number;
			room: number;
			member: boolean;
			/** A moderator took them out of it. */
			removed?: { by: User | null; reason: string };
	  }
	| { type: "read"; user: number; room: number; seq: number; unread: number; mentions: number; head: number }
	| { type: "thread"; user: number; mark: ThreadMark }
	| { type: "saved"; user: number; room: number; seq: number; on: boolean }
	| { type: "draft"; user: number; draft: Draft }
	/** What one sees of a room has changed, for oneself alone. */
	| { type: "notify"; user: number; room: number }
	| { type: "profile"; profile: Profile }
	| { type: "typing"; user: User; room: number; thread?: number }
	| { type: "presence"; user: User; online: boolean }
	/** A guest goes by another name from now on, perhaps as an account. */
	| { type: "renamed"; user: User; former: string }
	/** A guest goes for good, out of the rooms that they are in. Comes before these tell that they left. */
	| { type: "guest-left"; user: User; rooms: number[] }
	/** `sessionless`: connections of gateways that have no sessions end too; `appPassword`: those that came in by it. */
	| {
			type: "sessions-ended";
			user: number;
			sessions: number[];
			reason: "revoked" | "kicked";
			sessionless?: boolean;
			appPassword?: number;
	  };

export interface Bus {
	/** Never throws, and never waits: a subscriber that throws does not stop the others. */
	publish(signal: Signal): void;
	/** Each subscriber hears each signal once, in the order in which this node published them. */
	subscribe(subscriber: (signal: Signal) => void): () => void;
	close(): Promise<void>;
}
