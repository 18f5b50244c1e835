import type { Message, Room, SystemEvent, Visibility } from "../../protocol/entities.ts";
import { LOBBY_ID } from "./migrations.ts";

export interface MessageRow {
	seq: number;
	rev: number;
	at: number;
	author: number | null;
	author_name: string | null;
	event: SystemEvent | null;
	body: string;
	edited_at: number | null;
	deleted_at: number | null;
	nonce: string | null;
}

export const SELECT_MESSAGE = `
	SELECT m.seq, m.rev, m.at, m.author, u.name AS author_name, m.event, m.body, m.edited_at, m.deleted_at, m.nonce
	FROM messages m LEFT JOIN users u ON u.id = m.author`;

export function toMessage(row: MessageRow): Message {
	const message: Message = {
		seq: row.seq,
		rev: row.rev,
		at: row.at,
		kind: row.event === null ? "text" : "system",
		author: row.author === null ? null : { id: row.author, name: row.author_name ?? "" },
		body: row.body,
	};
	if (row.event !== null) message.event = row.event;
	if (row.edited_at !== null) message.editedAt = row.edited_at;
	if (row.deleted_at !== null) message.deleted = true;
	if (row.nonce !== null) message.nonce = row.nonce;
	return message;
}

export interface RoomRow {
	id: number;
	name: string;
	topic: string;
	visibility: Visibility;
}

export const ROOM_COLUMNS = "r.id, r.name, r.topic, r.visibility";

export function toRoom(row: RoomRow): Room {
	const room: Room = { id: row.id, name: row.name, topic: row.topic, visibility: row.visibility };
	if (row.id === LOBBY_ID) room.lobby = true;
	return room;
}

/**
 * What counts as unread for a member: `?1` room, `?2` the marker, `?3` the member. Of the newest 1,000 messages behind
 * the marker, so that a long absence costs no more.
 */
export const COUNT_UNREAD = `
	SELECT count(*) AS unread FROM (
		SELECT author FROM messages
		WHERE room = ?1 AND seq > ?2 AND event IS NULL AND deleted_at IS NULL
		ORDER BY seq DESC LIMIT 1000
	) WHERE author <> ?3`;
