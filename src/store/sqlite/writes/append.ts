import type { Message, SystemEvent, User } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { RoomChange } from "../../port.ts";
import type { WriteContext } from "./context.ts";

export interface Entry {
	room: number;
	author: User | null;
	event: SystemEvent | null;
	body: string;
	nonce: string | null;
	at: number;
	membership?: RoomChange["membership"];
}

export function notFound(room: number): ParlourError {
	return new ParlourError("not_found", `Cannot find room ${room}: it does not exist, or is not yours`);
}

/** The room log's primitives. `take` gives a change its number; `append` puts a new message at the end. */
export function roomLog({ db, committed }: WriteContext) {
	const member = db.query<{ user: number }, [number, number]>("SELECT user FROM members WHERE room = ? AND user = ?");
	const advance = db.query<{ head: number }, [number, number]>(
		"UPDATE rooms SET head = head + 1, last_at = max(last_at, ?) WHERE id = ? RETURNING head",
	);
	const insert = db.query<
		null,
		[number, number, number, number, number | null, SystemEvent | null, string, string | null]
	>("INSERT INTO messages (room, seq, rev, at, author, event, body, nonce) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

	function take(room: number, at: number): number {
		const row = advance.get(at, room);
		if (!row) throw notFound(room);
		return row.head;
	}

	function append(entry: Entry): RoomChange {
		const { room, author, event, body, nonce, at, membership } = entry;
		const seq = take(room, at);
		insert.run(room, seq, seq, at, author?.id ?? null, event, body, nonce);
		const message: Message = { seq, rev: seq, at, kind: event ? "system" : "text", author, body };
		if (event) message.event = event;
		if (nonce) message.nonce = nonce;
		const change: RoomChange = { room, message };
		if (membership) change.membership = membership;
		committed.push({ type: "change", change });
		return change;
	}

	/** Core has checked it too; but a leave may have been written since. */
	function requireMember(room: number, user: number): void {
		if (!member.get(room, user)) throw notFound(room);
	}

	return { take, append, requireMember };
}
