import { type Bytes, textAt, viewOf } from "./bytes.ts";
import { orientationBlock, orientationOf } from "./tiff.ts";

const HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

export function isWebp(bytes: Bytes): boolean {
	return textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 4) === "WEBP";
}

/** As cleanJpeg, for WebP. */
export function cleanWebp(bytes: Bytes): Bytes[] | null {
	if (!isWebp(bytes)) return null;
	const view = viewOf(bytes);
	const wholeEnd = Math.min(bytes.length, 8 + view.getUint32(4, true));
	const chunks: Bytes[] = [];
	let header: Bytes | null = null;
	let orientation = 1;
	for (let at = HEAD_BYTES; at + CHUNK_HEAD_BYTES <= wholeEnd; ) {
		const size = view.getUint32(at + 4, true);
		// Chunks begin at even places.
		const end = Math.min(at + CHUNK_HEAD_BYTES + size + (size % 2), bytes.length);
		if (at + CHUNK_HEAD_BYTES + size > bytes.length) return null;
		const name = textAt(bytes, at, 4);
		if (name === "EXIF") orientation = orientationOf(exifBlock(bytes.subarray(at + CHUNK_HEAD_BYTES, end)));
		else if (name === "VP8X") {
			header = bytes.slice(at, end);
			chunks.push(header);
		} else if (name !== "XMP ") chunks.push(bytes.subarray(at, end));
		at = end;
	}
	if (header) {
		const flags = (header[CHUNK_HEAD_BYTES] ?? 0) & ~(HAS_EXIF | HAS_XMP);
		header[CHUNK_HEAD_BYTES] = orientation === 1 ? flags : flags | HAS_EXIF;
		if (orientation !== 1) chunks.push(exifChunk(orientation));
	}
	const head = bytes.slice(0, HEAD_BYTES);
	const size = chunks.reduce((sum, { length }) => sum + length, 4);
	new DataView(head.buffer).setUint32(4, size, true);
	return [head, ...chunks];
}

/** Some write the head that EXIF has in a JPEG here too. */
function exifBlock(data: Bytes): Bytes {
	return textAt(data, 0, 4) === "Exif" ? data.subarray(6) : data;
}

function exifChunk(orientation: number): Bytes {
	const block = orientationBlock(orientation);
	const whole = new Uint8Array(CHUNK_HEAD_BYTES + block.length);
	whole.set(new TextEncoder().encode("EXIF"));
	new DataView(whole.buffer).setUint32(4, block.length, true);
	whole.set(block, CHUNK_HEAD_BYTES);
	return whole;
}
