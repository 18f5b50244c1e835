import { type Bytes, textAt, viewOf } from "./bytes.ts";
import { crc32 } from "./crc32.ts";
import { orientationBlock, orientationOf } from "./tiff.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What a PNG tells beside its picture: EXIF, texts (XMP is one), and when it was changed. */
const UNNEEDED = new Set(["eXIf", "tEXt", "zTXt", "iTXt", "tIME"]);
/** A chunk has its length before its name, and a sum behind its data. */
const FRAME_BYTES = 12;

export function isPng(bytes: Bytes): boolean {
	return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** As cleanJpeg, for PNG. */
export function cleanPng(bytes: Bytes): Bytes[] | null {
	if (!isPng(bytes)) return null;
	const view = viewOf(bytes);
	const parts: Bytes[] = [bytes.subarray(0, SIGNATURE.length)];
	let orientation = 1;
	let afterHeader = 1;
	for (let at = SIGNATURE.length; at < bytes.length; ) {
		if (at + FRAME_BYTES > bytes.length) return null;
		const end = at + FRAME_BYTES + view.getUint32(at);
		if (end > bytes.length) return null;
		const name = textAt(bytes, at + 4, 4);
		if (name === "eXIf") orientation = orientationOf(bytes.subarray(at + 8, end - 4));
		if (!UNNEEDED.has(name)) parts.push(bytes.subarray(at, end));
		if (name === "IHDR") afterHeader = parts.length;
		if (name === "IEND") break;
		at = end;
	}
	if (orientation !== 1) parts.splice(afterHeader, 0, chunk("eXIf", orientationBlock(orientation)));
	return parts;
}

function chunk(name: string, data: Bytes): Bytes {
	const whole = new Uint8Array(FRAME_BYTES + data.length);
	const view = new DataView(whole.buffer);
	view.setUint32(0, data.length);
	whole.set(new TextEncoder().encode(name), 4);
	whole.set(data, 8);
	view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
	return whole;
}
