import { expect, test } from "bun:test";
import { photoGif, photoJpeg, photoPng, photoWebp } from "../../test/support/photos.ts";
import { pixelsOf } from "./picture-pixels.ts";

const bytes = (text: string) => Array.from(text, (char) => char.charCodeAt(0));

function webp(kind: string, data: readonly number[]): Uint8Array {
	return new Uint8Array([...bytes(`RIFF\0\0\0\0WEBP${kind}\0\0\0\0`), ...data]);
}

test("how many pixels a picture has stands in its first bytes, but for JPEG", () => {
	const of = (type: string, photo: Uint8Array) => pixelsOf(type, photo.subarray(0, 32));
	expect([of("image/png", photoPng(1)), of("image/webp", photoWebp(1)), of("image/gif", photoGif())]).toEqual([
		24, 24, 1,
	]);
	expect(of("image/jpeg", photoJpeg(1))).toBe(null);
	const largest = Uint8Array.from(photoPng(1).subarray(0, 32)).fill(0xff, 16, 24);
	expect(pixelsOf("image/png", largest)).toBe(0xffffffff ** 2);
	// 14 bits each; above them stands how it is to be scaled.
	expect(pixelsOf("image/webp", webp("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 0xff, 0xff, 2, 0]))).toBe(16_383 * 2);
	expect(pixelsOf("image/webp", webp("VP8L", [0x2f, 0x01, 0xc0, 0xff, 0x0f, 0, 0, 0, 0, 0]))).toBe(2 * 16_384);
	expect(pixelsOf("image/webp", webp("VP8X", [0, 0, 0, 0, 1, 0, 0, 0xff, 0xff, 0xff]))).toBe(2 * 0x1000000);
});

test("what is cut off does not tell how many pixels it has, and nothing throws", () => {
	for (const [type, whole] of Object.entries({
		"image/png": photoPng(1).subarray(0, 23),
		"image/webp": photoWebp(1).subarray(0, 29),
		"image/gif": photoGif().subarray(0, 9),
	})) {
		for (let length = 0; length <= whole.length; length++) expect(pixelsOf(type, whole.subarray(0, length))).toBe(null);
	}
	expect(pixelsOf("image/webp", webp("VP8?", Array(20).fill(0)))).toBe(null);
});
