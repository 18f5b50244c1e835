import type { Bytes } from "./bytes.ts";

/** A stretch of a file, and what is to stand there instead: `bytes`, then zeros up to its end. */
export interface Stretch {
	start: number;
	end: number;
	bytes?: Bytes;
}

const BLOCK_BYTES = 1024 * 1024;

/** The file with these stretches overwritten. Nothing in it moves, and none of it is read. */
export function overwritten(file: Blob, stretches: readonly Stretch[]): Blob {
	const parts: BlobPart[] = [];
	let at = 0;
	for (const { start, end, bytes } of stretches.toSorted((one, other) => one.start - other.start)) {
		const [from, to] = [Math.max(start, at), Math.min(end, file.size)];
		if (from >= to) continue;
		const written = bytes?.subarray(from - start, to - start) ?? new Uint8Array();
		parts.push(file.slice(at, from), written, ...zeros(to - from - written.length));
		at = to;
	}
	return parts.length === 0 ? file : new Blob([...parts, file.slice(at)], { type: file.type });
}

/** One block again and again, which takes its memory once. */
function zeros(length: number): Blob[] {
	const block = new Blob([new Uint8Array(Math.min(length, BLOCK_BYTES))]);
	return Array.from({ length: Math.ceil(length / BLOCK_BYTES) }, (_, index) =>
		block.slice(0, Math.min(BLOCK_BYTES, length - index * BLOCK_BYTES)),
	);
}
