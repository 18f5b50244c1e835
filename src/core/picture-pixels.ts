/**
 * How many pixels a picture of this type says it has, in its first 32 bytes: a few bytes may unpack to gigabytes. Null
 * where they do not tell, as in a JPEG, whose bytes grow with its pixels.
 */
export function pixelsOf(type: string, head: Uint8Array): number | null {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	if (type === "image/png" && head.length >= 24) return view.getUint32(16) * view.getUint32(20);
	if (type === "image/gif" && head.length >= 10) return view.getUint16(6, true) * view.getUint16(8, true);
	return type === "image/webp" && head.length >= 30 ? webpPixels(view) : null;
}

/** By its first chunk, of which there are three kinds. */
function webpPixels(view: DataView): number | null {
	switch (view.getUint8(15)) {
		case 0x20:
			return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
		case 0x4c: {
			const sides = view.getUint32(21, true);
			return ((sides & 0x3fff) + 1) * (((sides >>> 14) & 0x3fff) + 1);
		}
		case 0x58:
			return ((view.getUint32(23, true) >>> 8) + 1) * ((view.getUint32(26, true) >>> 8) + 1);
		default:
			return null;
	}
}
