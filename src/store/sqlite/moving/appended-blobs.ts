import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { eachPiece, writeWhole } from "./pieces.ts";
import { reason, StoreFileError } from "./store-file.ts";

/**
 * What stands in a backup behind the database, whose own length says where: this mark, how many blobs there are and how
 * many bytes follow; then of each its SHA-256, its length and its content. SQLite reads no further than its pages.
 */
const MARK = "Parlour's files\n";
const HEAD_BYTES = MARK.length + 16;
const ENTRY_BYTES = 32 + 8;

/** Hears how many of all are done. */
export type Told = (done: number, all: number) => void;

export interface AppendedBlob {
	hash: string;
	/** Where its content is in the backup. */
	start: number;
	size: number;
}

/** Appends what is there of these blobs at `start`, the file's end. What a server has removed meanwhile is `missing`. */
export function appendBlobs(
	path: string,
	start: number,
	hashes: readonly string[],
	pathOf: (hash: string) => string,
	told: Told,
): { files: number; missing: number } {
	const target = openSync(path, "r+");
	try {
		let at = start + HEAD_BYTES;
		let files = 0;
		for (const [index, hash] of hashes.entries()) {
			told(index, hashes.length);
			const size = appendOne(target, at, hash, pathOf(hash));
			if (size === null) continue;
			at += ENTRY_BYTES + size;
			files++;
		}
		const head = Buffer.alloc(HEAD_BYTES);
		head.write(MARK, "latin1");
		head.writeBigUInt64LE(BigInt(files), MARK.length);
		head.writeBigUInt64LE(BigInt(at - start - HEAD_BYTES), MARK.length + 8);
		writeWhole(target, head, start);
		return { files, missing: hashes.length - files };
	} finally {
		closeSync(target);
	}
}

function appendOne(target: number, at: number, hash: string, path: string): number | null {
	const source = openIfThere(path);
	if (source === null) return null;
	try {
		const { size } = fstatSync(source);
		const entry = Buffer.alloc(ENTRY_BYTES);
		entry.write(hash, "hex");
		entry.writeBigUInt64LE(BigInt(size), 32);
		writeWhole(target, entry, at);
		eachPiece(source, { start: 0, size }, (piece, offset) => writeWhole(target, piece, at + ENTRY_BYTES + offset));
		return size;
	} finally {
		closeSync(source);
	}
}

/** Of a backup whose database ends at `start`; none where nothing follows it. Throws StoreFileError. */
export function readAppended(path: string, start: number, bytes: number): AppendedBlob[] {
	if (bytes === start) return [];
	const file = openSync(path, "r");
	try {
		const head = Buffer.alloc(HEAD_BYTES);
		const read = readSync(file, head, 0, HEAD_BYTES, start);
		if (read < HEAD_BYTES) throw cutShort(path, bytes, start + HEAD_BYTES);
		if (head.toString("latin1", 0, MARK.length) !== MARK) throw damaged(path, "what follows its database");
		const count = Number(head.readBigUInt64LE(MARK.length));
		const end = start + HEAD_BYTES + Number(head.readBigUInt64LE(MARK.length + 8));
		if (bytes < end) throw cutShort(path, bytes, end);
		const blobs = readEntries(file, start + HEAD_BYTES, end);
		if (blobs?.length !== count || bytes > end) throw damaged(path, "the list of its files");
		return blobs;
	} finally {
		closeSync(file);
	}
}

function readEntries(file: number, from: number, end: number): AppendedBlob[] | null {
	const blobs: AppendedBlob[] = [];
	const entry = Buffer.alloc(ENTRY_BYTES);
	let at = from;
	while (at < end) {
		readSync(file, entry, 0, ENTRY_BYTES, at);
		const size = Number(entry.readBigUInt64LE(32));
		const blob = { hash: entry.toString("hex", 0, 32), start: at + ENTRY_BYTES, size };
		at = blob.start + size;
		if (at > end) return null;
		blobs.push(blob);
	}
	return blobs;
}

/** Reads them all. Throws StoreFileError for one that is not what its hash says. */
export function checkAppended(path: string, blobs: readonly AppendedBlob[], told: Told): void {
	const file = openSync(path, "r");
	try {
		for (const [index, { hash, start, size }] of blobs.entries()) {
			told(index, blobs.length);
			const sha256 = createHash("sha256");
			eachPiece(file, { start, size }, (piece) => sha256.update(piece));
			if (sha256.digest("hex") !== hash) throw damaged(path, `its file ${hash}`);
		}
	} finally {
		closeSync(file);
	}
}

export function cutShort(path: string, bytes: number, expected: number): StoreFileError {
	return new StoreFileError(`Cannot use ${path}: it is cut short, at ${bytes} of ${expected} bytes`);
}

function damaged(path: string, where: string): StoreFileError {
	return new StoreFileError(`Cannot use ${path}: it is damaged (${where})`);
}

function openIfThere(path: string): number | null {
	try {
		return openSync(path, "r");
	} catch (cause) {
		if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
		throw new StoreFileError(`Cannot read ${path}: ${reason(cause)}`);
	}
}
