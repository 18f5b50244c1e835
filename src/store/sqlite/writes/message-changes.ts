import { ParlourError } from "../../../protocol/errors.ts";
import type { Writes } from "../../port.ts";
import { parseIds } from "../rows.ts";
import { roomLog } from "./append.ts";
import { attachments } from "./attachments.ts";
import type { WriteContext } from "./context.ts";
import { naming } from "./naming.ts";
import { standing } from "./standing.ts";
import { threadLog } from "./thread-log.ts";

type MessageChanges = Pick<Writes, "editMessage" | "deleteMessage" | "setLinks">;

export function messageChanges(context: WriteContext): MessageChanges {
	const { db, committed } = context;
	const { take, changed, written, requireMember, isMember } = roomLog(context);
	const { requireVoice } = standing(context);
	const { name, unname, forget } = naming(context);
	const threads = threadLog(context);
	const { dropOfMessage } = attachments(context);
	const keep = db.query<null, [number, number, string, number]>(
		"INSERT INTO edits (room, seq, body, at) VALUES (?, ?, ?, ?)",
	);
	const updateBody = db.query<null, [string, string | null, number, number, number, number]>(
		"UPDATE messages SET body = ?, mentions = ?, edited_at = ?, links = NULL, rev = ? WHERE room = ? AND seq = ?",
	);
	const updateLinks = db.query<null, [string | null, number, number, number]>(
		"UPDATE messages SET links = ?, rev = ? WHERE room = ? AND seq = ?",
	);
	const bury = db.query<null, [number, number, number, number]>(
		`UPDATE messages SET body = '', edited_at = NULL, deleted_at = ?, everyone = NULL, pinned_at = NULL,
			reactions = NULL, mentions = NULL, files = NULL, links = NULL, rev = ? WHERE room = ? AND seq = ?`,
	);
	const dropEdits = db.query<null, [number, number]>("DELETE FROM edits WHERE room = ? AND seq = ?");
	const dropReactions = db.query<null, [number, number]>("DELETE FROM reactions WHERE room = ? AND seq = ?");
	const dropSaved = db.query<{ user: number }, [number, number]>(
		"DELETE FROM saved WHERE room = ? AND seq = ? RETURNING user",
	);

	function purge(room: number, seq: number): void {
		dropEdits.run(room, seq);
		dropReactions.run(room, seq);
		forget(room, seq);
		dropOfMessage(room, seq);
		for (const { user } of dropSaved.all(room, seq)) committed.push({ type: "saved", user, room, seq, on: false });
	}

	return {
		editMessage({ room, seq, by, body, mentions = [], at }) {
			requireMember(room, by.id);
			const row = written(room, seq);
			if (row.author !== by.id) throw new ParlourError("forbidden", "Cannot edit this message: somebody else wrote it");
			if (row.deleted_at !== null) throw new ParlourError("not_found", "Cannot edit this message: it was deleted");
			if (row.body === body) return null;
			requireVoice(room, by.id, "edit this message");
			const named = [...new Set(mentions)].filter((user) => isMember(room, user));
			const before = new Set(parseIds(row.mentions));
			const added = named.filter((user) => !before.has(user) && user !== by.id);
			// Whom `@here` reached, it did, whatever became of their name: who else was reached is not told apart from who was named.
			const removed = row.everyone === "here" ? [] : [...before].filter((user) => !named.includes(user));
			keep.run(room, seq, row.body, row.edited_at ?? row.at);
			updateBody.run(body, named.length > 0 ? JSON.stringify(named) : null, at, take(room, at), room, seq);
			unname(room, seq, removed);
			name({ room, seq, thread: row.thread, inRoom: row.in_room === 1, at: row.at }, added);
			const change = changed(room, seq, { type: "edited" });
			if (row.thread !== null && added.length + removed.length > 0) {
				for (const user of added) threads.follow(room, row.thread, user, seq - 1);
				threads.tellFollowers(room, row.thread);
			}
			return change;
		},
		deleteMessage({ room, seq, by, anyone, at }) {
			requireMember(room, by.id);
			const row = written(room, seq);
			if (row.author !== by.id && !anyone) {
				throw new ParlourError("forbidden", "Cannot delete this message: somebody else wrote it");
			}
			if (row.deleted_at !== null) return null;
			purge(room, seq);
			bury.run(at, take(room, at), room, seq);
			const change = changed(room, seq, { type: "deleted" });
			if (row.thread !== null) {
				threads.countAgain(room, row.thread, at);
				threads.tellFollowers(room, row.thread);
			}
			return change;
		},
		setLinks({ room, seq, body, links, at }) {
			const row = written(room, seq);
			const json = links.length > 0 ? JSON.stringify(links) : null;
			if (row.deleted_at !== null || row.body !== body || row.links === json) return null;
			updateLinks.run(json, take(room, at), room, seq);
			return changed(room, seq, { type: "previewed" });
		},
	};
}
