import { BLOB_IS_USED } from "../rows.ts";
import type { WriteContext } from "./context.ts";

/** Which of these blobs nothing refers to any more is noted, so that they can be taken off the disk after the commit. */
export type NoteLoose = (hashes: Iterable<string | null>) => void;

export function looseBlobs({ db }: WriteContext): NoteLoose {
	const note = db.query<null, [string]>(
		`INSERT INTO loose_blobs (hash) SELECT ?1 WHERE NOT (${BLOB_IS_USED}) ON CONFLICT DO NOTHING`,
	);
	return (hashes) => {
		for (const hash of hashes) if (hash !== null) note.run(hash);
	};
}
