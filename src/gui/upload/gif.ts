import { type Bytes, textAt } from "./bytes.ts";

const HEAD_BYTES = 13;
const PICTURE = 0x2c;
const EXTENSION = 0x21;
const APPLICATION = 0xff;
const COMMENT = 0xfe;
const PICTURE_HEAD_BYTES = 10;
const END = new Uint8Array([0x3b]);
/** How often it is played, and how its colours are meant. */
const NEEDED = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);

export function isGif(bytes: Bytes): boolean {
	return /^GIF8[79]a$/.test(textAt(bytes, 0, 6));
}

/** As cleanJpeg, for GIF; what a browser would not read on from is its end. */
export function cleanGif(bytes: Bytes): Bytes[] | null {
	if (!isGif(bytes)) return null;
	let at = HEAD_BYTES + coloursBytes(bytes[10]);
	const parts: Bytes[] = [bytes.subarray(0, at)];
	while (at < bytes.length) {
		const end = endOfBlock(bytes, at);
		if (end === null) break;
		if (isNeeded(bytes, at)) parts.push(bytes.subarray(at, end));
		at = end;
	}
	return [...parts, END];
}

/** Of a table of colours, by the byte that tells of it. */
function coloursBytes(flags = 0): number {
	return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

function isNeeded(bytes: Bytes, at: number): boolean {
	if (bytes[at] === PICTURE) return true;
	if (bytes[at + 1] === APPLICATION) return NEEDED.has(textAt(bytes, at + 3, 11));
	return bytes[at + 1] !== COMMENT;
}

function endOfBlock(bytes: Bytes, at: number): number | null {
	if (bytes[at] === EXTENSION) return endOfData(bytes, at + 2);
	if (bytes[at] !== PICTURE) return null;
	const dataAt = at + PICTURE_HEAD_BYTES + coloursBytes(bytes[at + 9]) + 1;
	return endOfData(bytes, dataAt);
}

/** Pieces, each with its length before it, up to one of no length. */
function endOfData(bytes: Bytes, from: number): number {
	let at = from;
	for (let length = bytes[at]; length; length = bytes[at]) at += 1 + length;
	return Math.min(at + 1, bytes.length);
}
