import type { Database } from "bun:sqlite";
import type { Reads, StoredFile } from "../../port.ts";

type FileReads = Pick<Reads, "file" | "isPicture" | "isMember" | "fileBytesOf" | "isBlobUsed">;

interface FileRow {
	id: string;
	hash: string;
	owner: number;
	name: string;
	type: string;
	size: number;
	width: number | null;
	height: number | null;
	preview_hash: string | null;
	room: number | null;
}

function toStoredFile(row: FileRow): StoredFile {
	const { id, hash, owner, name, type, size, room } = row;
	const file: StoredFile = { id, name, type, size, hash, previewHash: row.preview_hash, owner, room };
	if (row.width !== null) file.width = row.width;
	if (row.height !== null) file.height = row.height;
	if (row.preview_hash !== null) file.preview = true;
	return file;
}

export function fileReads(db: Database): FileReads {
	const find = db.query<FileRow, [string]>(
		"SELECT id, hash, owner, name, type, size, width, height, preview_hash, room FROM files WHERE id = ?",
	);
	const picture = db.query<{ id: number }, [string]>("SELECT id FROM users WHERE picture = ? LIMIT 1");
	const member = db.query<{ user: number }, [number, number]>("SELECT user FROM members WHERE room = ? AND user = ?");
	const total = db.query<{ bytes: number }, [number]>(
		"SELECT coalesce(sum(size + preview_size), 0) AS bytes FROM files WHERE owner = ?",
	);
	const used = db.query<{ used: number }, [string]>(
		`SELECT EXISTS (SELECT 1 FROM files WHERE hash = ?1) OR EXISTS (SELECT 1 FROM files WHERE preview_hash = ?1)
			OR EXISTS (SELECT 1 FROM users WHERE picture = ?1) AS used`,
	);

	return {
		async file(id) {
			const row = find.get(id);
			return row && toStoredFile(row);
		},
		fileBytesOf: async (user) => total.get(user)?.bytes ?? 0,
		isPicture: async (hash) => picture.get(hash) !== null,
		isBlobUsed: async (hash) => used.get(hash)?.used === 1,
		isMember: async (room, user) => member.get(room, user) !== null,
	};
}
