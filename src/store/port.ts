import type {
	Account,
	Draft,
	File,
	LinkPreview,
	ListedRoom,
	Mask,
	Message,
	Notify,
	PlacedMessage,
	Profile,
	Room,
	RoomSummary,
	Status,
	SystemEvent,
	ThreadMark,
	User,
	Visibility,
} from "../protocol/entities.ts";
import type { RuleChange } from "../protocol/rule.ts";
import type { SearchPage, SearchQuery } from "./search-query.ts";

/** What a change did to its message: gateways whose protocol has no upserts tell this. */
export type ChangeKind =
	| { type: "posted" }
	| { type: "edited" }
	| { type: "deleted" }
	| { type: "reacted"; by: User; emoji: string; on: boolean }
	| { type: "pinned"; by: User; on: boolean }
	/** A reply came into its thread, or went: the message is the root. */
	| { type: "replied" }
	| { type: "previewed" };

/** A change of the room log as the log numbered it, and whose memberships it began or ended. */
export interface RoomChange {
	room: number;
	message: Message;
	kind: ChangeKind;
	memberships?: { user: number; member: boolean }[];
}

/** How far a member has read, and what was unread and named them as of the room's `head`. */
export interface ReadMark {
	room: number;
	user: number;
	seq: number;
	unread: number;
	mentions: number;
	head: number;
}

export type Committed =
	| { type: "change"; change: RoomChange }
	| { type: "read"; mark: ReadMark }
	| { type: "thread"; user: number; mark: ThreadMark }
	| { type: "saved"; user: number; room: number; seq: number; on: boolean }
	| { type: "draft"; user: number; draft: Draft }
	| { type: "notify"; user: number; room: number }
	| { type: "profile"; profile: Profile };

export interface StoredAccount extends Account {
	/** argon2id over the SHA-256 hex of the password. */
	passwordHash: string;
}

export interface StoredSession {
	id: number;
	account: Account;
	/** The one that opened it. */
	appPassword?: number;
}

export interface ListedSession {
	id: number;
	gateway: string;
	address: string;
	client: string | null;
	openedAt: number;
	seenAt: number;
}

export interface ListedAppPassword {
	id: number;
	/** What its person calls it. */
	label: string;
	createdAt: number;
	usedAt: number | null;
}

export interface GivenReaction {
	seq: number;
	by: User;
	emoji: string;
	at: number;
}

/** An upload: its content's hash names the blob, and `room` is null until a message carries it. */
export interface StoredFile extends File {
	hash: string;
	previewHash: string | null;
	owner: number;
	room: number | null;
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
		/** The guest who becomes it, and keeps rooms and what they said. `not_found` for one who has gone. */
		guest?: number;
		/** Refuse with `sign_up_closed` once there is any account. */
		onlyFirst?: boolean;
		at: number;
	}): Account;
	/** Somebody without an account, in no room yet, who holds the name until `releaseGuests`. `name_taken`. */
	createGuest(input: { name: string; nameKey: string; at: number }): Account;
	/** `name_taken`. */
	renameGuest(input: { user: number; name: string; nameKey: string }): Profile;
	/** A guest leaves every room and lets go of the name; what they said stays theirs. Without `user`: all guests, when the server starts. */
	releaseGuests(input: { user?: number; at: number }): RoomChange[];
	setPassword(input: { user: number; passwordHash: string }): void;
	createInvite(input: { codeHash: string; at: number; expiresAt: number }): void;

	/** A password that one client of a person's logs in with, and that can be ended alone; answered with its id. `unauthorized` where the session that asks has ended. */
	createAppPassword(input: { user: number; session: number; label: string; passwordHash: string; at: number }): number;
	touchAppPassword(input: { id: number; at: number }): void;
	/** With the sessions that it opened, whose ids it answers. `not_found` for one that is not theirs. */
	endAppPassword(input: { id: number; user: number }): number[];

	/** `unauthorized` where the app password that opens it has ended. */
	openSession(input: {
		user: number;
		tokenHash: string;
		gateway: string;
		address: string;
		appPassword?: number;
		at: number;
	}): number;
	/** When it was last used, and by which client. */
	touchSession(input: { session: number; client: string | null; at: number }): void;
	endSession(input: { session: number }): void;
	/** And the app passwords, where it says so. The ids of the sessions that it ended. */
	endSessions(input: { user: number; except?: number; appPasswords?: boolean }): number[];
	/** What is left out stays; null takes it away. */
	setProfile(input: {
		user: number;
		display?: string | null;
		picture?: string | null;
		status?: Status | null;
	}): Profile;

	/** The creator becomes its first member. `name_taken`. */
	createRoom(input: {
		name: string;
		nameKey: string;
		topic: string;
		visibility: Visibility;
		creator: User;
		at: number;
	}): { room: Room; change: RoomChange };
	/** The room of exactly these people, with the event `created`, or the one there is. `key` is theirs alone. */
	createDirect(input: { people: User[]; key: string; creator: User; at: number }): {
		room: Room;
		change: RoomChange | null;
	};
	/**
	 * Nothing changes for one who is a member already. Whom a moderator invites is held to no rule; whom another member does,
	 * to bans and the limit. `not_found`, also for a private room without an `invitation`; `banned`, `wrong_key`, `room_full`.
	 */
	addMember(input: { room: number; user: User; invitedBy?: User; key?: string; at: number }): {
		room: Room;
		changes: RoomChange[];
	};
	/**
	 * They leave, or are removed `by` a moderator; what they were in the room they are no longer. `not_found` for one who is
	 * no member; `forbidden` for `by` who does not moderate, and the room's creator, whom only the owner and admins remove.
	 */
	removeMember(input: { room: number; user: User; by?: User; reason?: string; at: number }): { change: RoomChange };
	/**
	 * With the event `rule`. `user`: who becomes or was moderator or speaker; `maskKey`: a mask folded as name keys are.
	 * Guests are removed from a room that becomes private. Null where it is so already. `not_found` for who is no member;
	 * `forbidden` for who does not moderate, and at more than 100 of a kind.
	 */
	setRule(input: { room: number; by: User; change: RuleChange; user?: User; maskKey?: string; at: number }): {
		room: Room;
		change: RoomChange | null;
	};
	/** `room_archived`, `banned`; `forbidden` where only moderators may. */
	setTopic(input: { room: number; by: User; topic: string; at: number }): { room: Room; change: RoomChange };

	/** `name_taken`. */
	renameRoom(input: { room: number; by: User; name: string; nameKey: string; at: number }): {
		room: Room;
		change: RoomChange;
	};
	/** Nothing changes where it is so already. */
	archiveRoom(input: { room: number; by: User; on: boolean; at: number }): { room: Room; change: RoomChange | null };
	setNotify(input: { room: number; user: number; level: Notify }): void;

	/**
	 * With a nonce that its author has used before, the message posted then; `duplicate` says so. Of `mentions`, only
	 * members' count. A reply changes its root too, and is followed by its author, the root's and whom it names.
	 * `not_found` for the room, the root, or a file that is not the author's or in a message already; `room_archived`, `banned`, `announcement_only`.
	 */
	postMessage(input: {
		room: number;
		author: User;
		body: string;
		nonce: string | null;
		at: number;
		thread?: number;
		inRoom?: boolean;
		mentions?: number[];
		everyone?: "here" | "room";
		/** Whom `@here` reached. */
		here?: number[];
		files?: string[];
	}): {
		change: RoomChange;
		duplicate: boolean;
	};
	postEvent(input: { room: number; event: SystemEvent; author: User | null; body: string; at: number }): RoomChange;
	/** The former text is kept. Nothing changes where the body is the same. As `postMessage`; `forbidden` for a message of somebody else. */
	editMessage(input: {
		room: number;
		seq: number;
		by: User;
		body: string;
		mentions?: number[];
		at: number;
	}): RoomChange | null;
	/** Its former texts, reactions, files and mentions go with it. Nothing changes where it was deleted before. `not_found`; `forbidden` unless one's own or `anyone` is set. */
	deleteMessage(input: { room: number; seq: number; by: User; anyone: boolean; at: number }): RoomChange | null;
	/** Nothing changes where it is so already, or was deleted. `not_found`, `banned`, `forbidden` at more than 30 different ones, or 5000 in all. */
	react(input: { room: number; seq: number; by: User; emoji: string; on: boolean; at: number }): RoomChange | null;
	/** As `react`; `banned` and `announcement_only` as posting. */
	pin(input: { room: number; seq: number; by: User; on: boolean; at: number }): RoomChange | null;
	/** Nothing changes where the message does not carry this link any more. */
	setLinks(input: { room: number; seq: number; body: string; links: LinkPreview[]; at: number }): RoomChange | null;
	saveMessage(input: { room: number; seq: number; user: number; on: boolean; at: number }): void;
	setDraft(input: { user: number; draft: Draft; at: number }): void;
	/** A marker only moves forward, unless `back`. `not_found` for one who is no member. */
	markRead(input: { room: number; user: number; seq: number; back?: boolean }): ReadMark;
	/** The same for a thread. `not_found` for a root that is none. */
	markThreadRead(input: { room: number; root: number; user: number; seq: number; back?: boolean }): ThreadMark;
	followThread(input: { room: number; root: number; user: number; on: boolean }): ThreadMark;
	/** Every message of the room goes; its numbers go on, with the event `cleared`. */
	clearRoom(input: { room: number; at: number }): { change: RoomChange; cleared: number };

	/** `quota_exceeded` where its owner's files would have more than `maxTotalBytes` together. */
	createFile(input: { file: File; hash: string; owner: number; maxTotalBytes: number; at: number }): void;
	/** Of one's own, in no message yet. `not_found`, and `quota_exceeded` as for `createFile`. */
	setFilePreview(input: {
		file: string;
		owner: number;
		previewHash: string;
		previewSize: number;
		width: number;
		height: number;
		maxTotalBytes: number;
	}): void;
	/** Of one's own, in no message yet; nothing changes else. */
	dropFile(input: { file: string; owner: number }): void;
	/** Uploads from before `before` that no message carries go. */
	dropForgottenFiles(input: { before: number }): void;
	/** Hashes of blobs that nothing refers to any more, `limit` at most; they are forgotten with this answer. */
	takeUnusedBlobs(input: { limit: number }): string[];
}

/** Reads see all that was written before they were called. */
export interface Reads {
	accountByKey(nameKey: string): Promise<StoredAccount | null>;
	account(user: number): Promise<Account | null>;
	countAccounts(): Promise<number>;
	session(tokenHash: string): Promise<StoredSession | null>;
	inviteIsOpen(codeHash: string, at: number): Promise<boolean>;
	/** Whose password this is. */
	appPassword(passwordHash: string): Promise<{ id: number; account: Account } | null>;
	/** The last made first. */
	appPasswordsOf(user: number): Promise<ListedAppPassword[]>;

	lobby(): Promise<Room>;
	room(room: number): Promise<Room | null>;
	roomByKey(nameKey: string): Promise<Room | null>;
	/** Direct ones too. */
	allRooms(): Promise<(ListedRoom & { messages: number })[]>;
	publicRooms(user: number): Promise<ListedRoom[]>;
	roomsOf(user: number): Promise<RoomSummary[]>;
	/** Without what counting the unread ones costs. */
	roomIdsOf(user: number): Promise<number[]>;
	roomOf(user: number, room: number): Promise<RoomSummary | null>;
	/** By kind, the oldest first. */
	masks(room: number): Promise<Mask[]>;
	/** The word that joining takes. */
	roomKey(room: number): Promise<string | null>;
	/** In the order of their names. */
	members(room: number): Promise<Profile[]>;
	/** Of these name keys those that are members' of the room, with their ids. */
	membersByKey(room: number, nameKeys: readonly string[]): Promise<number[]>;
	profiles(users: readonly number[]): Promise<Profile[]>;
	/** Whose name or display name has a word that begins so; `limit` at most. */
	findPeople(query: string, limit: number): Promise<Profile[]>;
	/** The last used first, at most 500. */
	sessionsOf(user: number): Promise<ListedSession[]>;

	/**
	 * By `rev`, what changed after `cursor`; null when that is more than `limit`. The first ones only, where their bodies
	 * have more than `maxChars` together: the last one's `rev` is below the head then.
	 */
	changesSince(room: number, cursor: number, limit: number, maxChars?: number): Promise<Message[] | null>;
	/**
	 * By `seq`, at most `limit` of those before, after or around a number, or the newest ones; fewer by `maxChars`, but at
	 * least one. Without replies that stand in their thread only. `more`: older ones are left; `newer`: later ones.
	 */
	page(
		room: number,
		where: { before?: number; after?: number; around?: number },
		limit: number,
		maxChars?: number,
	): Promise<{ messages: Message[]; head: number; more: boolean; newer: boolean }>;
	/** As `page`, with the replies that stand in their thread only. */
	pageWithThreads(
		room: number,
		where: { before?: number; after?: number; around?: number },
		limit: number,
		maxChars?: number,
	): Promise<{ messages: Message[]; head: number; more: boolean; newer: boolean }>;
	/** When the last message that stands was said; a reply in its thread alone counts while it is among the room's latest. Nothing for a room without any. */
	lastSaid(rooms: readonly number[]): Promise<{ room: number; at: number }[]>;
	message(room: number, seq: number): Promise<Message | null>;
	/** Who reacted to which of these messages, and when: message by message, the earliest of each first; `limit` at most. */
	reactions(room: number, seqs: readonly number[], limit: number): Promise<GivenReaction[]>;
	/** The oldest first; the latest ones only, where they have more than `maxChars` together. */
	edits(room: number, seq: number, maxChars?: number): Promise<{ body: string; at: number }[]>;

	/** A thread's replies, as `page` gives a room's messages. Null where there is no such root. */
	thread(
		user: number,
		room: number,
		root: number,
		before: number | null,
		limit: number,
		maxChars?: number,
	): Promise<{ root: Message; messages: Message[]; more: boolean; head: number; mark: ThreadMark } | null>;
	/** The threads that one follows with something unread, the latest first. */
	unreadThreads(user: number, limit: number): Promise<ThreadMark[]>;
	/** The threads that one follows, unread ones first, then by their last reply; and the latest messages that name one. In rooms that one is in. Fewer by `maxChars`, but at least one of each. */
	inbox(
		user: number,
		limit: number,
		maxChars?: number,
	): Promise<{
		threads: { mark: ThreadMark; root: Message; last: Message | null }[];
		mentions: (PlacedMessage & { read: boolean })[];
	}>;
	/** The latest pinned first. Fewer by `maxChars`, but at least one; so `saved` and `drafts`. */
	pins(room: number, limit: number, maxChars?: number): Promise<PlacedMessage[]>;
	/** The latest saved first, of rooms that one is in. */
	saved(user: number, limit: number, maxChars?: number): Promise<PlacedMessage[]>;
	/** The latest first. */
	drafts(user: number, maxChars?: number): Promise<Draft[]>;
	/** Off the main thread, where it may take long; see SearchQuery. A page may be short of `limit` and yet have a `next`. */
	search(user: number, query: SearchQuery, limit: number): Promise<SearchPage>;
	/** Rooms of one's own and public ones whose name keys hold this; those that begin with it first. No direct ones. */
	findRooms(user: number, nameKey: string, limit: number): Promise<ListedRoom[]>;

	isMember(room: number, user: number): Promise<boolean>;
	file(file: string): Promise<StoredFile | null>;
	/** What one's files and their previews have together. */
	fileBytesOf(user: number): Promise<number>;
	/** Whether this is somebody's picture. */
	isPicture(hash: string): Promise<boolean>;
	/** Whether a file, a preview or a picture is this blob. */
	isBlobUsed(hash: string): Promise<boolean>;
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
