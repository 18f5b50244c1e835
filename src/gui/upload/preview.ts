const LONGEST_PX = 720;
/** The server takes no larger one. */
const MAX_BYTES = 300_000;
const QUALITIES = [0.82, 0.6, 0.4];
/** Decoding a picture takes memory by its pixels: what is so large a file is shown as a card. */
const MAX_SOURCE_BYTES = 60_000_000;

export interface Preview {
	blob: Blob;
	/** Of the original, as it is looked at, in pixels. */
	width: number;
	height: number;
}

/** A small picture of a picture; null where it is none that this browser can draw. */
export async function makePreview(source: Blob): Promise<Preview | null> {
	if (!source.type.startsWith("image/") || source.size > MAX_SOURCE_BYTES) return null;
	const bitmap = await createImageBitmap(source).catch(() => null);
	if (!bitmap) return null;
	try {
		const { width, height } = bitmap;
		for (let longest = LONGEST_PX; longest >= LONGEST_PX / 4; longest /= 2) {
			const canvas = await draw(bitmap, Math.min(1, longest / Math.max(width, height)));
			for (const quality of QUALITIES) {
				const blob = await encode(canvas, quality);
				if (blob.size <= MAX_BYTES) return { blob, width, height };
			}
		}
		return null;
	} catch {
		return null;
	} finally {
		bitmap.close();
	}
}

async function draw(bitmap: ImageBitmap, scale: number): Promise<OffscreenCanvas> {
	const width = Math.max(1, Math.round(bitmap.width * scale));
	const height = Math.max(1, Math.round(bitmap.height * scale));
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext("2d");
	if (!context) throw new Error("no canvas to draw on");
	const small = await createImageBitmap(bitmap, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
	context.drawImage(small, 0, 0);
	small.close();
	return canvas;
}

async function encode(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
	const webp = await canvas.convertToBlob({ type: "image/webp", quality });
	if (webp.type === "image/webp") return webp;
	// A browser that cannot make WebP gives PNG. JPEG has no transparency: what shows through is white, not black.
	const context = canvas.getContext("2d");
	if (context) {
		context.globalCompositeOperation = "destination-over";
		context.fillStyle = "white";
		context.fillRect(0, 0, canvas.width, canvas.height);
	}
	return canvas.convertToBlob({ type: "image/jpeg", quality });
}

/** The picture drawn anew, which leaves nothing of what a file tells beside it; null where it cannot be drawn. */
export async function redraw(source: Blob): Promise<Blob | null> {
	const bitmap = await createImageBitmap(source).catch(() => null);
	if (!bitmap) return null;
	try {
		return await (await draw(bitmap, 1)).convertToBlob({ type: source.type, quality: 0.92 });
	} catch {
		return null;
	} finally {
		bitmap.close();
	}
}
