import type { File } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { WriteContext } from "./context.ts";
import { looseBlobs } from "./loose-blobs.ts";

interface FileRow {
	id: string;
	name: string;
	type: string;
	size: number;
	width: number | null;
	height: number | null;
	preview_hash: string | null;
}

interface Hashes {
	hash: string;
	preview_hash: string | null;
}

function toFile(row: FileRow): File {
	const file: File = { id: row.id, name: row.name, type: row.type, size: row.size };
	if (row.width !== null) file.width = row.width;
	if (row.height !== null) file.height = row.height;
	if (row.preview_hash !== null) file.preview = true;
	return file;
}

/** Uploads on their way into messages, and out of the store with them. */
export function attachments(context: WriteContext) {
	const { db } = context;
	const note = looseBlobs(context);
	const claim = db.query<FileRow, [number, number, string, number]>(
		`UPDATE files SET room = ?, seq = ? WHERE id = ? AND owner = ? AND room IS NULL
		RETURNING id, name, type, size, width, height, preview_hash`,
	);
	const dropOfMessage = db.query<Hashes, [number, number]>(
		"DELETE FROM files WHERE room = ? AND seq = ? RETURNING hash, preview_hash",
	);
	const dropOfRoom = db.query<Hashes, [number]>("DELETE FROM files WHERE room = ? RETURNING hash, preview_hash");

	function noteAll(dropped: readonly Hashes[]): void {
		note(dropped.flatMap(({ hash, preview_hash }) => [hash, preview_hash]));
	}

	return {
		/** As the message shows them. Throws `not_found` for one that is not the owner's, or hangs in a message already. */
		attach(room: number, seq: number, owner: number, ids: readonly string[]): File[] {
			return ids.map((id) => {
				const row = claim.get(room, seq, id, owner);
				if (row) return toFile(row);
				throw new ParlourError("not_found", "Cannot send this file: it is gone, or was sent before. Attach it again");
			});
		},
		dropOfMessage: (room: number, seq: number) => noteAll(dropOfMessage.all(room, seq)),
		dropOfRoom: (room: number) => noteAll(dropOfRoom.all(room)),
	};
}
