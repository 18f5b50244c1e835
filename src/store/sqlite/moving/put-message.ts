import type { Database } from "bun:sqlite";
import { randomBytes } from "node:crypto";
import type { File } from "../../../protocol/entities.ts";
import type { ArchivedFile, ArchivedMessage } from "./archive.ts";

function jsonOf(list: readonly unknown[]): string | null {
	return list.length === 0 ? null : JSON.stringify(list);
}

function toFile({ hash: _, previewHash, ...file }: ArchivedFile): File {
	return previewHash === null ? file : { ...file, preview: true };
}

/** Puts a message with all that belongs to it, with the numbers that it has, whatever the room's head is. */
export function messagePutter(db: Database): (room: number, message: ArchivedMessage) => void {
	const insert = db.query<null, (string | number | null)[]>(
		`INSERT INTO messages (room, seq, rev, at, author, event, body, edited_at, deleted_at, nonce, thread, in_room,
			everyone, pinned_at, replies, reactions, mentions, files, links)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	);
	const insertNamed = db.query<null, [number, number, number, number | null, number, number]>(
		"INSERT INTO mentions (user, room, seq, thread, in_room, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
	);
	const insertReaction = db.query<null, [number, number, string, number, number]>(
		"INSERT INTO reactions (room, seq, emoji, user, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
	);
	const insertEdit = db.query<null, [number, number, string, number]>(
		"INSERT INTO edits (room, seq, body, at) VALUES (?, ?, ?, ?)",
	);
	const byNonce = db.query<{ seq: number }, [number | null, string | null]>(
		"SELECT seq FROM messages WHERE author = ? AND nonce = ?",
	);
	const fileById = db.query<{ id: string }, [string]>("SELECT id FROM files WHERE id = ?");
	const insertFile = db.query<null, (string | number | null)[]>(
		`INSERT INTO files (id, hash, owner, name, type, size, width, height, preview_hash, room, seq, at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	);

	/** Under another id where the file's own is taken, as by the same message in a room that was renamed since. */
	function putFile(room: number, message: ArchivedMessage, given: ArchivedFile): ArchivedFile {
		const taken = fileById.get(given.id) !== null;
		const file = taken ? { ...given, id: randomBytes(32).toString("base64url") } : given;
		const { id, hash, name, type, size, width = null, height = null, previewHash } = file;
		const { author, seq, at } = message;
		insertFile.run(id, hash, author, name, type, size, width, height, previewHash, room, seq, at);
		return file;
	}

	return (room, message) => {
		const { seq, rev, at, author, event, body, nonce, thread, everyone, replies } = message;
		const inRoom = message.inRoom ? 1 : 0;
		const files = message.files.map((file) => putFile(room, message, file));
		insert.run(
			room,
			seq,
			rev,
			at,
			author,
			event,
			body,
			message.editedAt,
			message.deletedAt,
			// One that its author has used in another room is that room's.
			nonce !== null && byNonce.get(author, nonce) ? null : nonce,
			thread,
			inRoom,
			everyone,
			message.pinnedAt,
			replies && JSON.stringify(replies),
			jsonOf(message.reactions),
			jsonOf(message.mentions),
			jsonOf(files.map(toFile)),
			jsonOf(message.links),
		);
		for (const user of message.named) insertNamed.run(user, room, seq, thread, inRoom, at);
		for (const { emoji, users } of message.reactions) {
			for (const user of users) insertReaction.run(room, seq, emoji, user, at);
		}
		for (const edit of message.edits) insertEdit.run(room, seq, edit.body, edit.at);
	};
}
