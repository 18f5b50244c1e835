import type { Writes } from "../../port.ts";
import { roomLog } from "./append.ts";
import { attachments } from "./attachments.ts";
import type { WriteContext } from "./context.ts";

/** All that belongs to a room's messages goes with them; who is in it, how far they had read and its draft stay. */
export function clearingWrites(context: WriteContext): Pick<Writes, "clearRoom"> {
	const { db, committed } = context;
	const { append } = roomLog(context);
	const { dropOfRoom } = attachments(context);
	const beside = ["mentions", "reactions", "edits", "threads"].map((table) =>
		db.query<null, [number]>(`DELETE FROM ${table} WHERE room = ?`),
	);
	const dropSaved = db.query<{ user: number; seq: number }, [number]>(
		"DELETE FROM saved WHERE room = ? RETURNING user, seq",
	);
	const dropDrafts = db.query<{ user: number; thread: number }, [number]>(
		"DELETE FROM drafts WHERE room = ? AND thread <> 0 RETURNING user, thread",
	);
	const clear = db.query<null, [number]>("DELETE FROM messages WHERE room = ?");

	return {
		clearRoom({ room, at }) {
			for (const table of beside) table.run(room);
			dropOfRoom(room);
			for (const { user, seq } of dropSaved.all(room)) {
				committed.push({ type: "saved", user, room, seq, on: false });
			}
			for (const { user, thread } of dropDrafts.all(room)) {
				committed.push({ type: "draft", user, draft: { room, thread, body: "" } });
			}
			const cleared = clear.run(room).changes;
			return { change: append({ room, author: null, event: "cleared", body: "", nonce: null, at }), cleared };
		},
	};
}
