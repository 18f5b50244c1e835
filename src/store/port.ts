import type {
	Account,
	ListedRoom,
	Message,
	Room,
	RoomSummary,
	SystemEvent,
	User,
	Visibility,
} from "../protocol/entities.ts";

/** A change of the room log as the log numbered it, and whose membership it began or ended. */
export interface RoomChange {
	room: number;
	message: Message;
	membership?: { user: number; member: boolean };
}

/** How far a member has read, and what was unread as of the room's `head`. */
export interface ReadMark {
	room: number;
	user: number;
	seq: number;
	unread: number;
	head: number;
}

export type Committed = { type: "change"; change: RoomChange } | { type: "read"; mark: ReadMark };

export interface StoredAccount extends Account {
	/** argon2id over the SHA-256 hex of the password. */
	passwordHash: string;
}

export interface StoredSession {
	id: number;
	account: Account;
}

/**
 * What is written. Each call is one decision of core, applied whole or not at all; its numbers are given in the
 * writing transaction, and it resolves only when it is on disk. Whoever writes in a room, events apart, must be a member
 * of it in that transaction: `not_found` else.
 * Throws ParlourError: what the call's own comment names, or `storage_failed` when the store cannot write.
 */
export interface Writes {
	/** Joins the lobby too; the first account becomes the owner. `name_taken`, `invite_invalid`. */
	createAccount(input: {
		name: string;
		nameKey: string;
		passwordHash: string;
		/** The hash of an invite's code, which is used up. */
		inviteHash?: string;
		/** Refuse with `sign_up_closed` once there is any account. */
		onlyFirst?: boolean;
		at: number;
	}): Account;
	setPassword(input: { user: number; passwordHash: string }): void;
	createInvite(input: { codeHash: string; at: number; expiresAt: number }): void;

	openSession(input: { user: number; tokenHash: string; gateway: string; address: string; at: number }): number;
	endSession(input: { session: number }): void;
	/** The ids of the sessions that it ended. */
	endSessions(input: { user: number }): number[];

	/** The creator becomes its first member. `name_taken`. */
	createRoom(input: {
		name: string;
		nameKey: string;
		topic: string;
		visibility: Visibility;
		creator: User;
		at: number;
	}): { room: Room; change: RoomChange };
	/** Nothing changes for one who is a member already. `not_found`. */
	addMember(input: { room: number; user: User; invitedBy?: User; at: number }): { room: Room; changes: RoomChange[] };
	/** `not_found` for one who is no member. */
	removeMember(input: { room: number; user: User; at: number }): { change: RoomChange };
	setTopic(input: { room: number; by: User; topic: string; at: number }): { room: Room; change: RoomChange };

	/** With a nonce that its author has used before, the message posted then; `duplicate` says so. `not_found`. */
	postMessage(input: { room: number; author: User; body: string; nonce: string | null; at: number }): {
		change: RoomChange;
		duplicate: boolean;
	};
	postEvent(input: { room: number; event: SystemEvent; author: User | null; body: string; at: number }): RoomChange;
	/** Nothing changes where the body is the same. `not_found`; `forbidden` for a message of somebody else. */
	editMessage(input: { room: number; seq: number; by: User; body: string; at: number }): RoomChange | null;
	/** Nothing changes where it was deleted before. `not_found`; `forbidden` unless one's own or `anyone` is set. */
	deleteMessage(input: { room: number; seq: number; by: User; anyone: boolean; at: number }): RoomChange | null;
	/** A marker only moves forward. `not_found` for one who is no member. */
	markRead(input: { room: number; user: number; seq: number }): ReadMark;
	/** Every message of the room goes; its numbers go on, with the event `cleared`. */
	clearRoom(input: { room: number; at: number }): { change: RoomChange; cleared: number };
}

/** Reads see all that was written before they were called. */
export interface Reads {
	accountByKey(nameKey: string): Promise<StoredAccount | null>;
	account(user: number): Promise<Account | null>;
	countAccounts(): Promise<number>;
	session(tokenHash: string): Promise<StoredSession | null>;
	inviteIsOpen(codeHash: string, at: number): Promise<boolean>;

	lobby(): Promise<Room>;
	room(room: number): Promise<Room | null>;
	roomByKey(nameKey: string): Promise<Room | null>;
	allRooms(): Promise<(ListedRoom & { messages: number })[]>;
	publicRooms(user: number): Promise<ListedRoom[]>;
	roomsOf(user: number): Promise<RoomSummary[]>;
	roomOf(user: number, room: number): Promise<RoomSummary | null>;
	/** In the order of their names. */
	members(room: number): Promise<User[]>;

	/**
	 * By `rev`, what changed after `cursor`; null when that is more than `limit`. The first ones only, where their bodies
	 * have more than `maxChars` together: the last one's `rev` is below the head then.
	 */
	changesSince(room: number, cursor: number, limit: number, maxChars?: number): Promise<Message[] | null>;
	/** By `seq`, at most `limit` of those before `before`, or the newest ones; fewer by `maxChars`, but at least one. */
	page(
		room: number,
		before: number | null,
		limit: number,
		maxChars?: number,
	): Promise<{ messages: Message[]; head: number; more: boolean }>;
}

type Asynchronous<T> = { [K in keyof T]: T[K] extends (input: infer I) => infer O ? (input: I) => Promise<O> : never };

export interface Store extends Asynchronous<Writes>, Reads {
	/** Called once a commit with all that came of it, in the order of the commit, before any of its calls resolves. */
	onCommit(listener: (committed: Committed[]) => void): void;
	/** Leaves no copy of what was cleared readable in the store's files. */
	scrub(): Promise<void>;
	/** Commits what is under way, then lets go of every file. */
	close(): Promise<void>;
}
