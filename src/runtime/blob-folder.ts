import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobLook, Blobs, Received } from "../core/blobs.ts";
import { ParlourError } from "../protocol/errors.ts";

const HEAD_BYTES = 32;
const INCOMING = "incoming";
const HASH = /^[0-9a-f]{64}$/;

export interface BlobFolder extends Blobs {
	/** The bytes from `start` up to and without `end`, which are read as they are sent. */
	part(hash: string, start: number, end: number): Blob;
}

/** Where the folder has it, or would have. */
export function blobPath(folder: string, hash: string): string {
	if (!HASH.test(hash)) throw new Error("a hash is 64 hex digits");
	return join(folder, hash.slice(0, 2), hash.slice(2));
}

/**
 * Blobs as files of a folder, by their SHA-256: `ab/cdef…`. What was on its way in when the server last stopped is
 * removed. `onFault` hears of what the disk refuses.
 */
export function openBlobFolder(folder: string, onFault: (cause: string) => void): BlobFolder {
	const incoming = join(folder, INCOMING);
	try {
		rmSync(incoming, { recursive: true, force: true });
	} catch (cause) {
		onFault(`files: ${reasonOf(cause)}`);
	}
	// Not at the start, for a full disk that has no room for it must not keep the talk from going on.
	const makeFolder = () => onDisk(mkdir(incoming, { recursive: true, mode: 0o700 }));

	const pathOf = (hash: string) => blobPath(folder, hash);

	async function onDisk<T>(work: Promise<T>): Promise<T> {
		try {
			return await work;
		} catch (cause) {
			onFault(`files: ${reasonOf(cause)}`);
			throw new ParlourError(
				"storage_failed",
				"Cannot save this: the server's disk is full or failed. Nothing was changed; try again later",
			);
		}
	}

	async function keep(from: string, hash: string): Promise<void> {
		const to = pathOf(hash);
		await mkdir(dirname(to), { recursive: true, mode: 0o700 });
		await rename(from, to);
		await syncFolder(dirname(to));
		await syncFolder(folder);
	}

	async function writeAll(
		file: FileHandle,
		content: AsyncIterable<Uint8Array>,
		check: (bytes: number) => void | Promise<void>,
	) {
		const sha256 = createHash("sha256");
		const head = new Uint8Array(HEAD_BYTES);
		let size = 0;
		for await (const piece of content) {
			if (size < HEAD_BYTES) head.set(piece.subarray(0, HEAD_BYTES - size), size);
			size += piece.length;
			await check(size);
			sha256.update(piece);
			await onDisk(writeWhole(file, piece));
		}
		await onDisk(file.sync());
		return { hash: sha256.digest("hex"), size, head: head.subarray(0, size) };
	}

	return {
		async receive(content, check): Promise<Received> {
			await makeFolder();
			const path = join(incoming, randomBytes(16).toString("hex"));
			const file = await onDisk(open(path, "wx", 0o600));
			try {
				const written = await writeAll(file, content, check);
				await file.close();
				return {
					...written,
					keep: () => onDisk(keep(path, written.hash)),
					discard: () => rm(path, { force: true }),
				};
			} catch (cause) {
				await file.close();
				await rm(path, { force: true });
				throw cause;
			}
		},
		async look(hash): Promise<BlobLook | null> {
			const file = await open(pathOf(hash), "r").catch((cause: unknown) => {
				if (isMissing(cause)) return null;
				throw cause;
			});
			if (!file) return null;
			try {
				const { size } = await file.stat();
				const head = new Uint8Array(Math.min(HEAD_BYTES, size));
				await file.read(head, 0, head.length, 0);
				return { size, head };
			} finally {
				await file.close();
			}
		},
		async *hashes() {
			for (let first = 0; first < 256; first++) {
				const prefix = first.toString(16).padStart(2, "0");
				const names = await readdir(join(folder, prefix)).catch((cause: unknown) => {
					if (isMissing(cause)) return [];
					throw cause;
				});
				yield names.map((name) => prefix + name).filter((hash) => HASH.test(hash));
			}
		},
		remove: (hash) => onDisk(rm(pathOf(hash), { force: true })),
		async freeBytes() {
			await makeFolder();
			const { bavail, bsize } = await onDisk(statfs(folder));
			return bavail * bsize;
		},
		part: (hash, start, end) => Bun.file(pathOf(hash)).slice(start, end),
	};
}

async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
	let at = 0;
	while (at < piece.length) at += (await file.write(piece, at)).bytesWritten;
}

/** So that a rename outlives a loss of power; not every system can. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, "r");
	await folder.sync().catch(() => {});
	await folder.close();
}

function reasonOf(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}

function isMissing(cause: unknown): boolean {
	return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
