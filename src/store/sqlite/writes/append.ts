import type { File, Message, SystemEvent, User } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { ChangeKind, RoomChange } from "../../port.ts";
import { type MessageRow, SELECT_MESSAGE, toMessage } from "../rows.ts";
import type { WriteContext } from "./context.ts";

export interface Entry {
	room: number;
	author: User | null;
	event: SystemEvent | null;
	body: string;
	nonce: string | null;
	at: number;
	memberships?: RoomChange["memberships"];
	/** Of a reply: its thread's root, and whether it stands in the room too. */
	reply?: { root: number; inRoom: boolean };
	everyone?: "here" | "room" | undefined;
	mentions?: number[];
}

/** In core's words: nobody can tell a room that there is not from one that is private. */
export function notFound(): ParlourError {
	return new ParlourError("not_found", "Cannot find this room: it does not exist, or is not yours");
}

export function messageNotFound(room: number, seq: number): ParlourError {
	return new ParlourError("not_found", `Cannot find message ${seq} in room ${room}`);
}

function jsonOf(list: readonly unknown[] | undefined): string | null {
	return list && list.length > 0 ? JSON.stringify(list) : null;
}

/**
 * The room log's primitives. `take` gives a change its number, `append` puts a new message at the end, and `changed`
 * tells of one whose row has just had a number from `take`.
 */
export function roomLog({ db, committed }: WriteContext) {
	const member = db.query<{ user: number }, [number, number]>("SELECT user FROM members WHERE room = ? AND user = ?");
	const archived = db.query<{ id: number }, [number]>("SELECT id FROM rooms WHERE id = ? AND archived_at IS NOT NULL");
	const advance = db.query<{ head: number }, [number, number]>(
		"UPDATE rooms SET head = head + 1, last_at = max(last_at, ?) WHERE id = ? RETURNING head",
	);
	const insert = db.query<null, (string | number | null)[]>(
		`INSERT INTO messages (room, seq, rev, at, author, event, body, nonce, thread, in_room, everyone, mentions, files)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	);
	const bySeq = db.query<MessageRow, [number, number]>(`${SELECT_MESSAGE} WHERE m.room = ? AND m.seq = ?`);

	function take(room: number, at: number): number {
		const row = advance.get(at, room);
		if (!row) throw notFound();
		return row.head;
	}

	/** `attach` puts files on the message's number, and says what it shows of them. */
	function append(entry: Entry, attach?: (seq: number) => File[]): RoomChange {
		const { room, author, event, body, nonce, at, memberships, reply, everyone, mentions } = entry;
		const seq = take(room, at);
		const inRoom = reply && !reply.inRoom ? 0 : 1;
		const files = attach?.(seq);
		insert.run(
			room,
			seq,
			seq,
			at,
			author?.id ?? null,
			event,
			body,
			nonce,
			reply?.root ?? null,
			inRoom,
			everyone ?? null,
			jsonOf(mentions),
			jsonOf(files),
		);
		const message: Message = { seq, rev: seq, at, kind: event ? "system" : "text", author, body };
		if (event) message.event = event;
		if (nonce) message.nonce = nonce;
		if (reply) {
			message.thread = reply.root;
			if (reply.inRoom) message.inRoom = true;
		}
		if (everyone) message.everyone = everyone;
		if (mentions && mentions.length > 0) message.mentions = mentions;
		if (files && files.length > 0) message.files = files;
		const change: RoomChange = { room, message, kind: { type: "posted" } };
		if (memberships) change.memberships = memberships;
		committed.push({ type: "change", change });
		return change;
	}

	function changed(room: number, seq: number, kind: ChangeKind): RoomChange {
		const row = bySeq.get(room, seq);
		if (!row) throw new Error(`a changed message is gone: ${room}/${seq}`);
		const change: RoomChange = { room, message: toMessage(row), kind };
		committed.push({ type: "change", change });
		return change;
	}

	/** What somebody wrote, deleted or not. */
	function written(room: number, seq: number): MessageRow {
		const row = bySeq.get(room, seq);
		if (!row || row.event !== null) throw messageNotFound(room, seq);
		return row;
	}

	/** Core has checked it too; but a leave may have been written since. */
	function requireMember(room: number, user: number): void {
		if (!member.get(room, user)) throw notFound();
	}

	function isMember(room: number, user: number): boolean {
		return member.get(room, user) !== null;
	}

	function requireOpen(room: number, doing: string): void {
		if (!archived.get(room)) return;
		throw new ParlourError("room_archived", `Cannot ${doing}: this room is archived: nothing is said in it any more`);
	}

	return { take, append, changed, written, requireMember, isMember, requireOpen };
}
