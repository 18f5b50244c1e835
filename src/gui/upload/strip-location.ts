import type { Bytes } from "./bytes.ts";
import { cleanGif, isGif } from "./gif.ts";
import { cleanJpeg, isJpeg } from "./jpeg.ts";
import { isBoxed, withoutPlaceBoxes } from "./place-boxes.ts";
import { cleanPng, isPng } from "./png.ts";
import { redraw } from "./preview.ts";
import { cleanTiff, isTiff } from "./tiff.ts";
import { cleanWebp, isWebp } from "./webp.ts";

const SNIFFED_BYTES = 16;
const KINDS = [
	{ is: isJpeg, clean: cleanJpeg },
	{ is: isPng, clean: cleanPng },
	{ is: isWebp, clean: cleanWebp },
	{ is: isGif, clean: cleanGif },
	{ is: isTiff, clean: cleanTiff },
];

/** The bytes of a photo, in parts, without where it was taken; null where they are of none that is read whole, or not understood. */
export function stripLocation(bytes: Bytes): Bytes[] | null {
	return KINDS.find(({ is }) => is(bytes))?.clean(bytes) ?? null;
}

/**
 * The file without where it was taken, where it is a photo or a film; else as it is. What it is, its bytes say, not its
 * name. The picture itself is not touched, but for one whose parts cannot be told apart: that is drawn anew.
 */
export async function withoutLocation(file: File): Promise<Blob> {
	const start = new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
	if (isBoxed(start)) return withoutPlaceBoxes(file);
	if (!KINDS.some(({ is }) => is(start))) return file;
	const parts = stripLocation(new Uint8Array(await file.arrayBuffer()));
	if (parts) return new Blob(parts, { type: file.type });
	return (await redraw(file)) ?? file;
}
