import type { Database } from "bun:sqlite";
import type { LinkPreview, Reaction, Replies } from "../../../protocol/entities.ts";
import type { MessageRow } from "../rows.ts";
import type { ArchivedFile, ArchivedMessage } from "./archive.ts";

type Row = Omit<MessageRow, "author_name" | "author_is_guest">;

interface FileRow {
	id: string;
	name: string;
	type: string;
	size: number;
	width: number | null;
	height: number | null;
	hash: string;
	preview_hash: string | null;
}

const PAGE = 1000;

function listOf<T>(json: string | null): T[] {
	return json === null ? [] : JSON.parse(json);
}

function repliesOf(json: string | null): Replies | null {
	return json === null ? null : JSON.parse(json);
}

function toArchivedFile({ width, height, preview_hash: previewHash, ...row }: FileRow): ArchivedFile {
	const size = { ...(width === null ? {} : { width }), ...(height === null ? {} : { height }) };
	return { ...row, ...size, previewHash };
}

/** By `seq`, page by page, so that a room of any length fits in memory. What few messages have is asked of those alone. */
export function archivedMessages(db: Database): (room: number) => Iterable<ArchivedMessage> {
	const page = db.query<Row, [number, number, number]>(
		`SELECT seq, rev, at, author, event, body, edited_at, deleted_at, nonce, thread, in_room, everyone, pinned_at,
			replies, reactions, mentions, files, links
		FROM messages WHERE room = ? AND seq > ? ORDER BY seq LIMIT ?`,
	);
	const named = db.query<{ user: number }, [number, number]>(
		"SELECT user FROM mentions WHERE room = ? AND seq = ? ORDER BY user",
	);
	const edits = db.query<{ body: string; at: number }, [number, number]>(
		"SELECT body, at FROM edits WHERE room = ? AND seq = ? ORDER BY id",
	);
	const filesOf = db.query<FileRow, [number, number]>(
		"SELECT id, name, type, size, width, height, hash, preview_hash FROM files WHERE room = ? AND seq = ?",
	);

	/** In the order in which the message shows them. */
	function files(room: number, seq: number, json: string): ArchivedFile[] {
		const found = new Map(filesOf.all(room, seq).map((row) => [row.id, toArchivedFile(row)]));
		return listOf<{ id: string }>(json).flatMap(({ id }) => found.get(id) ?? []);
	}

	function toArchived(room: number, row: Row): ArchivedMessage {
		const { seq, rev, at, author, event, body, nonce, thread, everyone } = row;
		const names = row.mentions !== null || everyone === "here";
		return {
			seq,
			rev,
			at,
			author,
			event,
			body,
			editedAt: row.edited_at,
			deletedAt: row.deleted_at,
			nonce,
			thread,
			inRoom: row.in_room === 1,
			everyone,
			pinnedAt: row.pinned_at,
			replies: repliesOf(row.replies),
			reactions: listOf<Reaction>(row.reactions),
			mentions: listOf<number>(row.mentions),
			named: names ? named.all(room, seq).map(({ user }) => user) : [],
			files: row.files === null ? [] : files(room, seq, row.files),
			links: listOf<LinkPreview>(row.links),
			edits: row.edited_at === null ? [] : edits.all(room, seq),
		};
	}

	return function* messages(room) {
		let after = -1;
		for (;;) {
			const found = page.all(room, after, PAGE);
			for (const row of found) yield toArchived(room, row);
			const last = found.at(-1);
			if (!last || found.length < PAGE) return;
			after = last.seq;
		}
	};
}
