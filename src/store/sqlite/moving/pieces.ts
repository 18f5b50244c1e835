import { closeSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import { StoreFileError } from "./store-file.ts";

const PIECE_BYTES = 1024 * 1024;

/** A part of an open file, in pieces that are overwritten by the next. Throws StoreFileError where it is not all there. */
export function eachPiece(
	file: number,
	part: { start: number; size: number },
	take: (piece: Buffer, offset: number) => void,
): void {
	const { start, size } = part;
	const buffer = Buffer.alloc(Math.min(PIECE_BYTES, size));
	let done = 0;
	while (done < size) {
		const read = readSync(file, buffer, 0, Math.min(buffer.length, size - done), start + done);
		if (read === 0) throw new StoreFileError("Cannot go on: a file became shorter while it was read");
		take(buffer.subarray(0, read), done);
		done += read;
	}
}

export function writeWhole(file: number, bytes: Buffer, at: number): void {
	let done = 0;
	while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}

/** Of a file or a folder. */
export function flush(path: string): void {
	const file = openSync(path, "r");
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
