import type {
	File,
	LinkPreview,
	Notify,
	Reaction,
	Replies,
	Role,
	Status,
	SystemEvent,
	Visibility,
} from "../../../protocol/entities.ts";
import type { MaskKind } from "../../../protocol/rule.ts";

/** What an export holds of an account; `passwordHash` is argon2id over the SHA-256 hex of the password. */
export interface ArchivedAccount {
	id: number;
	name: string;
	nameKey: string;
	passwordHash: string;
	role: Role;
	display: string | null;
	/** The hash of a blob. */
	picture: string | null;
	status: Status | null;
	createdAt: number;
}

export interface ArchivedRoom {
	id: number;
	name: string;
	nameKey: string;
	topic: string;
	visibility: Visibility;
	lobby: boolean;
	creator: number | null;
	moderators: number[];
	speakers: number[];
	announcement: boolean;
	lockedTopic: boolean;
	maxMembers: number | null;
	/** The word that joining takes. */
	key: string | null;
	/** By kind, the oldest first. */
	masks: ArchivedMask[];
	archivedAt: number | null;
	head: number;
	lastAt: number;
	createdAt: number;
}

export interface ArchivedMask {
	kind: MaskKind;
	mask: string;
	/** What name keys are compared with. */
	maskKey: string;
	by: number | null;
	at: number;
}

/** What a room's moderators have decided. */
export type ArchivedRules = Pick<
	ArchivedRoom,
	"moderators" | "speakers" | "announcement" | "lockedTopic" | "maxMembers" | "key" | "masks"
>;

export interface ArchivedMember {
	user: number;
	readSeq: number;
	notify: Notify;
	joinedAt: number;
}

export interface ArchivedFile extends Omit<File, "preview"> {
	hash: string;
	previewHash: string | null;
}

export interface ArchivedMessage {
	seq: number;
	rev: number;
	at: number;
	author: number | null;
	event: SystemEvent | null;
	body: string;
	editedAt: number | null;
	deletedAt: number | null;
	nonce: string | null;
	thread: number | null;
	/** A reply may stand in its thread only. */
	inRoom: boolean;
	everyone: "here" | "room" | null;
	pinnedAt: number | null;
	replies: Replies | null;
	reactions: Reaction[];
	/** Whom its text names. */
	mentions: number[];
	/** For whom it counts as a mention: also whom `@here` reached. */
	named: number[];
	files: ArchivedFile[];
	links: LinkPreview[];
	/** Its former texts, the oldest first. */
	edits: { body: string; at: number }[];
}

export interface ArchivedFollow {
	user: number;
	root: number;
	following: boolean;
	readSeq: number;
}

export interface ArchivedSaved {
	user: number;
	seq: number;
	at: number;
}

export interface ArchivedDraft {
	user: number;
	/** 0 for the room itself. */
	thread: number;
	body: string;
	at: number;
}
