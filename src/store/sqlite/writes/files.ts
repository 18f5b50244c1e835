import { ParlourError } from "../../../protocol/errors.ts";
import type { Writes } from "../../port.ts";
import type { WriteContext } from "./context.ts";
import { looseBlobs } from "./loose-blobs.ts";

type FileWrites = Pick<Writes, "createFile" | "setFilePreview" | "dropFile" | "dropForgottenFiles" | "takeUnusedBlobs">;

interface Hashes {
	hash: string;
	preview_hash: string | null;
}

/** Uploads until a message carries them, and the blobs that no upload has any more. */
export function fileWrites(context: WriteContext): FileWrites {
	const { db } = context;
	const note = looseBlobs(context);
	const total = db.query<{ bytes: number }, [number]>(
		"SELECT coalesce(sum(size + preview_size), 0) AS bytes FROM files WHERE owner = ?",
	);
	const insert = db.query<null, [string, string, number, string, string, number, number]>(
		"INSERT INTO files (id, hash, owner, name, type, size, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
	);
	const find = db.query<Hashes & { preview_size: number }, [string, number]>(
		"SELECT hash, preview_hash, preview_size FROM files WHERE id = ? AND owner = ? AND room IS NULL",
	);
	const updatePreview = db.query<null, [string, number, number, number, string]>(
		"UPDATE files SET preview_hash = ?, preview_size = ?, width = ?, height = ? WHERE id = ?",
	);
	const remove = db.query<Hashes, [string, number]>(
		"DELETE FROM files WHERE id = ? AND owner = ? AND room IS NULL RETURNING hash, preview_hash",
	);
	const removeForgotten = db.query<Hashes, [number]>(
		"DELETE FROM files WHERE room IS NULL AND at < ? RETURNING hash, preview_hash",
	);
	const takeLoose = db.query<{ hash: string }, [number]>(
		"DELETE FROM loose_blobs WHERE hash IN (SELECT hash FROM loose_blobs LIMIT ?) RETURNING hash",
	);
	const isUsed = db.query<{ used: number }, [string]>(
		`SELECT EXISTS (SELECT 1 FROM files WHERE hash = ?1) OR EXISTS (SELECT 1 FROM files WHERE preview_hash = ?1)
			OR EXISTS (SELECT 1 FROM users WHERE picture = ?1) AS used`,
	);

	function noteAll(dropped: readonly Hashes[]): void {
		note(dropped.flatMap(({ hash, preview_hash }) => [hash, preview_hash]));
	}

	function checkTotal(owner: number, more: number, maxTotalBytes: number): void {
		if ((total.get(owner)?.bytes ?? 0) + more <= maxTotalBytes) return;
		throw new ParlourError(
			"quota_exceeded",
			"Cannot take this file: with it, yours would take more room than one person has here. Delete some first",
		);
	}

	return {
		createFile({ file, hash, owner, maxTotalBytes, at }) {
			checkTotal(owner, file.size, maxTotalBytes);
			insert.run(file.id, hash, owner, file.name, file.type, file.size, at);
		},
		setFilePreview({ file, owner, previewHash, previewSize, width, height, maxTotalBytes }) {
			const row = find.get(file, owner);
			if (!row) throw new ParlourError("not_found", "Cannot find this file: it is gone, or was sent already");
			checkTotal(owner, previewSize - row.preview_size, maxTotalBytes);
			updatePreview.run(previewHash, previewSize, width, height, file);
			note([row.preview_hash]);
		},
		dropFile({ file, owner }) {
			noteAll(remove.all(file, owner));
		},
		dropForgottenFiles({ before }) {
			noteAll(removeForgotten.all(before));
		},
		takeUnusedBlobs({ limit }) {
			const unused: string[] = [];
			while (unused.length < limit) {
				const loose = takeLoose.all(limit - unused.length);
				if (loose.length === 0) break;
				// Since it was noted, the same content may have come again.
				for (const { hash } of loose) if (isUsed.get(hash)?.used !== 1) unused.push(hash);
			}
			return unused;
		},
	};
}
