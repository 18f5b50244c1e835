import type { Role, SystemEvent, Visibility } from "../../../protocol/entities.ts";

/** What an export holds of an account; `passwordHash` is argon2id over the SHA-256 hex of the password. */
export interface ArchivedAccount {
	id: number;
	name: string;
	nameKey: string;
	passwordHash: string;
	role: Role;
	createdAt: number;
}

export interface ArchivedRoom {
	id: number;
	name: string;
	nameKey: string;
	topic: string;
	visibility: Visibility;
	lobby: boolean;
	head: number;
	lastAt: number;
	createdAt: number;
}

export interface ArchivedMember {
	user: number;
	readSeq: number;
	joinedAt: number;
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
}
