import type {
	File,
	LinkPreview,
	Message,
	Notify,
	Profile,
	Reaction,
	Replies,
	Room,
	SystemEvent,
	User,
	Visibility,
} from "../../protocol/entities.ts";
import { LOBBY_ID } from "./migrations.ts";

/** The columns that hold JSON hold it as the writer made it, so they are not checked again. */
export interface MessageRow {
	seq: number;
	rev: number;
	at: number;
	author: number | null;
	author_name: string | null;
	author_is_guest: number | null;
	event: SystemEvent | null;
	body: string;
	edited_at: number | null;
	deleted_at: number | null;
	nonce: string | null;
	thread: number | null;
	in_room: number;
	everyone: "here" | "room" | null;
	pinned_at: number | null;
	replies: string | null;
	reactions: string | null;
	mentions: string | null;
	files: string | null;
	links: string | null;
}

/** Of `messages m LEFT JOIN users u`. */
export const MESSAGE_COLUMNS = `m.seq, m.rev, m.at, m.author, u.name AS author_name, u.role = 'guest' AS author_is_guest, m.event,
	m.body, m.edited_at, m.deleted_at, m.nonce, m.thread, m.in_room, m.everyone, m.pinned_at, m.replies, m.reactions, m.mentions, m.files, m.links`;

export const SELECT_MESSAGE = `SELECT ${MESSAGE_COLUMNS} FROM messages m LEFT JOIN users u ON u.id = m.author`;

export function parseReactions(json: string | null): Reaction[] {
	return json === null ? [] : JSON.parse(json);
}

export function parseReplies(json: string): Replies {
	return JSON.parse(json);
}

export function parseIds(json: string | null): number[] {
	return json === null ? [] : JSON.parse(json);
}

function parseFiles(json: string): File[] {
	return JSON.parse(json);
}

function parseLinks(json: string): LinkPreview[] {
	return JSON.parse(json);
}

export function toUser({ id, name }: User, isGuest: number | null): User {
	return isGuest ? { id, name, guest: true } : { id, name };
}

export function toMessage(row: MessageRow): Message {
	const message: Message = {
		seq: row.seq,
		rev: row.rev,
		at: row.at,
		kind: row.event === null ? "text" : "system",
		author: row.author === null ? null : toUser({ id: row.author, name: row.author_name ?? "" }, row.author_is_guest),
		body: row.body,
	};
	if (row.event !== null) message.event = row.event;
	if (row.edited_at !== null) message.editedAt = row.edited_at;
	if (row.deleted_at !== null) message.deleted = true;
	if (row.nonce !== null) message.nonce = row.nonce;
	if (row.thread !== null) {
		message.thread = row.thread;
		if (row.in_room === 1) message.inRoom = true;
	}
	if (row.replies !== null) message.replies = parseReplies(row.replies);
	if (row.reactions !== null) message.reactions = parseReactions(row.reactions);
	if (row.mentions !== null) message.mentions = parseIds(row.mentions);
	if (row.everyone !== null) message.everyone = row.everyone;
	if (row.pinned_at !== null) message.pinned = true;
	if (row.files !== null) message.files = parseFiles(row.files);
	if (row.links !== null) message.links = parseLinks(row.links);
	return message;
}

/** What a message takes in an answer, roughly: more than its body. */
export function charsOf(row: MessageRow): number {
	const beside = [row.reactions, row.mentions, row.files, row.links];
	return beside.reduce((chars, json) => chars + (json?.length ?? 0), row.body.length + ROW_CHARS);
}
const ROW_CHARS = 200;

export interface RoomRow {
	id: number;
	name: string;
	topic: string;
	visibility: Visibility;
	creator: number | null;
	archived_at: number | null;
	moderators: string | null;
	speakers: string | null;
	announcement: number;
	locked_topic: number;
	max_members: number | null;
	keyed: number;
	people: string | null;
}

/** Of `rooms r`. */
export const ROOM_COLUMNS = `r.id, r.name, r.topic, r.visibility, r.creator, r.archived_at,
	r.moderators, r.speakers, r.announcement, r.locked_topic, r.max_members, r.key IS NOT NULL AS keyed,
	CASE WHEN r.visibility = 'direct' THEN (
		SELECT json_group_array(json_object('id', u.id, 'name', u.name) ORDER BY u.id)
		FROM members m JOIN users u ON u.id = m.user WHERE m.room = r.id
	) END AS people`;

function parsePeople(json: string): User[] {
	return JSON.parse(json);
}

export function toRoom(row: RoomRow): Room {
	const room: Room = { id: row.id, name: row.name, topic: row.topic, visibility: row.visibility };
	if (row.id === LOBBY_ID) room.lobby = true;
	if (row.archived_at !== null) room.archived = true;
	if (row.creator !== null) room.creator = row.creator;
	if (row.moderators !== null) room.moderators = parseIds(row.moderators);
	if (row.speakers !== null) room.speakers = parseIds(row.speakers);
	if (row.announcement === 1) room.announcement = true;
	if (row.locked_topic === 1) room.lockedTopic = true;
	if (row.max_members !== null) room.maxMembers = row.max_members;
	if (row.keyed === 1) room.keyed = true;
	if (row.people !== null) room.people = parsePeople(row.people);
	return room;
}

/** Whether anything refers to the blob `?1`. */
export const BLOB_IS_USED = `EXISTS (SELECT 1 FROM files WHERE hash = ?1)
	OR EXISTS (SELECT 1 FROM files WHERE preview_hash = ?1) OR EXISTS (SELECT 1 FROM users WHERE picture = ?1)`;

export interface MembershipRow {
	read_seq: number;
	notify: Notify;
}

export interface ProfileRow {
	id: number;
	name: string;
	is_guest: number;
	display: string | null;
	picture: string | null;
	status_emoji: string | null;
	status_text: string | null;
	status_until: number | null;
}

/** Of `users u`. */
export const PROFILE_COLUMNS = `u.id, u.name, u.role = 'guest' AS is_guest, u.display, u.picture, u.status_emoji,
	u.status_text, u.status_until`;

/** Of a guest who has gone: no name has such a key. */
export const RELEASED_KEY = "guest:";

/** A status is shown until its end by who shows it; the store keeps it. */
export function toProfile(row: ProfileRow): Profile {
	const profile: Profile = toUser(row, row.is_guest);
	if (row.display !== null) profile.display = row.display;
	if (row.picture !== null) profile.picture = row.picture;
	if (row.status_emoji !== null || row.status_text !== null) {
		profile.status = { emoji: row.status_emoji ?? "", text: row.status_text ?? "" };
		if (row.status_until !== null) profile.status.until = row.status_until;
	}
	return profile;
}
