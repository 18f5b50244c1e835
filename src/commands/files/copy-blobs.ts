import { open } from "node:fs/promises";
import { ParlourError } from "../../protocol/errors.ts";
import { type BlobFolder, blobPath, openBlobFolder } from "../../runtime/blob-folder.ts";
import { CommandError } from "../command-error.ts";
import type { Progress } from "../import/progress.ts";

/** The content of a blob, or null where it is missing. */
export type BlobSource = (hash: string) => Promise<AsyncIterable<Uint8Array> | null>;

export interface Copied {
	files: number;
	bytes: number;
	/** Not there, or not what their hash says. */
	missing: number;
}

export const NOTHING_COPIED: Copied = { files: 0, bytes: 0, missing: 0 };

export function megabytes(bytes: number): string {
	return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A folder that a server may be working on: what it removes meanwhile is missing. */
export function blobsIn(folder: string): BlobSource {
	return async (hash) => {
		const file = await open(blobPath(folder, hash), "r").catch((cause: unknown) => {
			if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
			throw cause;
		});
		return file?.createReadStream() ?? null;
	};
}

/** Into a folder that no server works on; what is there already stays. Each is checked by its hash. Throws CommandError. */
export async function copyBlobs(
	hashes: readonly string[],
	from: BlobSource,
	folder: string,
	progress: Progress,
): Promise<Copied> {
	if (hashes.length === 0) return NOTHING_COPIED;
	let fault = "";
	const to = openBlobFolder(folder, (cause) => {
		fault = cause;
	});
	const copied = { ...NOTHING_COPIED };
	try {
		for (const [index, hash] of hashes.entries()) {
			progress.show("Files", index + 1, hashes.length);
			await copyOne(hash, from, to, copied);
		}
		return copied;
	} catch (cause) {
		if (cause instanceof ParlourError) throw new CommandError(`Cannot write into ${folder}: ${fault}`);
		throw cause;
	}
}

async function copyOne(hash: string, from: BlobSource, to: BlobFolder, copied: Copied): Promise<void> {
	if (await to.look(hash)) return;
	const content = await from(hash);
	const received = content && (await to.receive(content, () => undefined));
	if (!received || received.hash !== hash) {
		await received?.discard();
		copied.missing++;
		return;
	}
	await received.keep();
	copied.files++;
	copied.bytes += received.size;
}
