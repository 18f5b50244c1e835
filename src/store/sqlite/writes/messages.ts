import { ParlourError } from "../../../protocol/errors.ts";
import type { RoomChange, Writes } from "../../port.ts";
import { COUNT_UNREAD, type MessageRow, SELECT_MESSAGE, toMessage } from "../rows.ts";
import { notFound, roomLog } from "./append.ts";
import type { WriteContext } from "./context.ts";

type MessageWrites = Pick<
	Writes,
	"postMessage" | "postEvent" | "editMessage" | "deleteMessage" | "markRead" | "clearRoom"
>;

export function messageWrites(context: WriteContext): MessageWrites {
	const { db, committed } = context;
	const { take, append, requireMember } = roomLog(context);
	const byNonce = db.query<MessageRow & { room: number }, [number, string]>(
		SELECT_MESSAGE.replace("SELECT", "SELECT m.room,").concat(" WHERE m.author = ? AND m.nonce = ?"),
	);
	const bySeq = db.query<MessageRow, [number, number]>(`${SELECT_MESSAGE} WHERE m.room = ? AND m.seq = ?`);
	const updateBody = db.query<null, [string, number, number, number, number]>(
		"UPDATE messages SET body = ?, edited_at = ?, rev = ? WHERE room = ? AND seq = ?",
	);
	const bury = db.query<null, [number, number, number, number]>(
		"UPDATE messages SET body = '', edited_at = NULL, deleted_at = ?, rev = ? WHERE room = ? AND seq = ?",
	);
	const marker = db.query<{ read_seq: number; head: number }, [number, number]>(
		"SELECT m.read_seq, r.head FROM members m JOIN rooms r ON r.id = m.room WHERE m.room = ? AND m.user = ?",
	);
	const moveMarker = db.query<null, [number, number, number]>(
		"UPDATE members SET read_seq = ? WHERE room = ? AND user = ?",
	);
	const countUnread = db.query<{ unread: number }, [number, number, number]>(COUNT_UNREAD);
	const clear = db.query<null, [number]>("DELETE FROM messages WHERE room = ?");

	function changeable(room: number, seq: number): MessageRow {
		const row = bySeq.get(room, seq);
		if (!row || row.event !== null) throw new ParlourError("not_found", `Cannot find message ${seq} in room ${room}`);
		return row;
	}

	function changed(room: number, seq: number): RoomChange {
		const row = bySeq.get(room, seq);
		if (!row) throw new Error(`a changed message is gone: ${room}/${seq}`);
		const change = { room, message: toMessage(row) };
		committed.push({ type: "change", change });
		return change;
	}

	return {
		postMessage({ room, author, body, nonce, at }) {
			const earlier = nonce === null ? null : byNonce.get(author.id, nonce);
			if (earlier) return { change: { room: earlier.room, message: toMessage(earlier) }, duplicate: true };
			requireMember(room, author.id);
			return { change: append({ room, author, event: null, body, nonce, at }), duplicate: false };
		},
		postEvent({ room, event, author, body, at }) {
			return append({ room, author, event, body, nonce: null, at });
		},
		editMessage({ room, seq, by, body, at }) {
			requireMember(room, by.id);
			const row = changeable(room, seq);
			if (row.author !== by.id) throw new ParlourError("forbidden", "Cannot edit this message: somebody else wrote it");
			if (row.deleted_at !== null) throw new ParlourError("not_found", "Cannot edit this message: it was deleted");
			if (row.body === body) return null;
			updateBody.run(body, at, take(room, at), room, seq);
			return changed(room, seq);
		},
		deleteMessage({ room, seq, by, anyone, at }) {
			requireMember(room, by.id);
			const row = changeable(room, seq);
			if (row.author !== by.id && !anyone) {
				throw new ParlourError("forbidden", "Cannot delete this message: somebody else wrote it");
			}
			if (row.deleted_at !== null) return null;
			bury.run(at, take(room, at), room, seq);
			return changed(room, seq);
		},
		markRead({ room, user, seq }) {
			const row = marker.get(room, user);
			if (!row) throw notFound(room);
			const target = Math.min(seq, row.head);
			const moved = target > row.read_seq;
			const readSeq = moved ? target : row.read_seq;
			const unread = countUnread.get(room, readSeq, user)?.unread ?? 0;
			const mark = { room, user, seq: readSeq, unread, head: row.head };
			if (moved) {
				moveMarker.run(target, room, user);
				committed.push({ type: "read", mark });
			}
			return mark;
		},
		clearRoom({ room, at }) {
			const cleared = clear.run(room).changes;
			return { change: append({ room, author: null, event: "cleared", body: "", nonce: null, at }), cleared };
		},
	};
}
