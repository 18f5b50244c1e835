import type { Bytes } from "./bytes.ts";
import { orientationBlock, orientationOf } from "./tiff.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SCAN = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const EXIF = "Exif\0\0";

export function isJpeg(bytes: Bytes): boolean {
	return bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff;
}

/**
 * A JPEG in parts, with what is needed to draw it and nothing else: no EXIF, XMP, IPTC or comment, and nothing of what
 * cameras put behind the picture. How it is to be turned is kept, and its colours. Null where it is not understood.
 */
export function cleanJpeg(bytes: Bytes): Bytes[] | null {
	if (!isJpeg(bytes)) return null;
	const parts: Bytes[] = [];
	let orientation = 1;
	let at = 2;
	for (;;) {
		if (bytes[at] !== 0xff) return null;
		while (bytes[at + 1] === 0xff) at++;
		const marker = bytes[at + 1];
		if (marker === undefined) return null;
		if (marker === EOI) {
			parts.push(bytes.subarray(at, at + 2));
			break;
		}
		const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
		if (length < 2 || at + 2 + length > bytes.length) return null;
		let end = at + 2 + length;
		if (marker === APP1 && startsWith(bytes, at + 4, EXIF)) orientation = orientationOf(bytes.subarray(at + 10, end));
		if (marker === SCAN) end = endOfScan(bytes, end);
		if (isNeeded(bytes, marker, at + 4)) parts.push(bytes.subarray(at, end));
		at = end;
		// Broken off: there is what there is.
		if (at >= bytes.length) break;
	}
	return [bytes.subarray(0, 2), ...withOrientation(parts, orientation)];
}

function startsWith(bytes: Bytes, at: number, text: string): boolean {
	return [...text].every((char, index) => bytes[at + index] === char.charCodeAt(0));
}

function isNeeded(bytes: Bytes, marker: number, at: number): boolean {
	if (marker === COMMENT) return false;
	if (marker < APP0 || marker > APP15) return true;
	if (marker === APP0) return startsWith(bytes, at, "JFIF\0");
	// What tells how its colours are meant.
	if (marker === APP2) return startsWith(bytes, at, "ICC_PROFILE\0");
	return marker === APP14 && startsWith(bytes, at, "Adobe");
}

/** The picture's data goes on to the next marker that is none of its own. */
function endOfScan(bytes: Bytes, from: number): number {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		const next = bytes[at + 1];
		if (next === undefined) return bytes.length;
		const own = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
		if (!own) return at;
	}
	return bytes.length;
}

function withOrientation(parts: Bytes[], orientation: number): Bytes[] {
	if (orientation === 1) return parts;
	const block = orientationBlock(orientation);
	const length = 2 + EXIF.length + block.length;
	const head = new Uint8Array([0xff, APP1, length >> 8, length & 0xff, ...new TextEncoder().encode(EXIF)]);
	// JFIF wants to be the first.
	const first = parts[0]?.[1] === APP0 ? 1 : 0;
	return [...parts.slice(0, first), head, block, ...parts.slice(first)];
}
