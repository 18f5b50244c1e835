import { cleanHeic, isHeic } from "./heic.ts";
import { cleanJpeg, isJpeg } from "./jpeg.ts";
import { cleanPng, isPng } from "./png.ts";
import { redraw } from "./preview.ts";
import type { Bytes } from "./tiff.ts";
import { cleanWebp, isWebp } from "./webp.ts";

const SNIFFED_BYTES = 16;
const KINDS = [
	{ is: isJpeg, clean: cleanJpeg },
	{ is: isPng, clean: cleanPng },
	{ is: isWebp, clean: cleanWebp },
	{ is: isHeic, clean: cleanHeic },
];

/** The bytes of a photo, in parts, without where it was taken; null where they are of no kind of photo, or not understood. */
export function stripLocation(bytes: Bytes): Bytes[] | null {
	return KINDS.find(({ is }) => is(bytes))?.clean(bytes) ?? null;
}

/**
 * The file without where it was taken, where it is a photo; else as it is. What it is, its bytes say, not its name.
 * The picture itself is not touched, but for one whose parts cannot be told apart: that is drawn anew.
 */
export async function withoutLocation(file: File): Promise<Blob> {
	const start = new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
	if (!KINDS.some(({ is }) => is(start))) return file;
	const parts = stripLocation(new Uint8Array(await file.arrayBuffer()));
	if (parts) return new Blob(parts, { type: file.type });
	return (await redraw(file)) ?? file;
}
