import { expect, test } from "bun:test";
import {
	includesText,
	join,
	photoGif,
	photoJpeg,
	photoPng,
	photoTiff,
	photoWebp,
	SECRETS,
} from "../../../test/support/photos.ts";
import type { Bytes } from "./bytes.ts";
import { stripLocation } from "./strip-location.ts";
import { orientationOf } from "./tiff.ts";

function cleaned(bytes: Bytes): Bytes {
	const parts = stripLocation(bytes);
	if (!parts) throw new Error("not understood");
	return join(...parts);
}

/** How a cleaned photo is to be turned: of the one EXIF block that may be left in it. */
function turnOf(bytes: Bytes): number {
	const text = new TextDecoder("latin1").decode(bytes);
	const at = text.indexOf("MM\0*");
	return at < 0 ? 1 : orientationOf(bytes.subarray(at));
}

const PHOTOS = { JPEG: photoJpeg, PNG: photoPng, WebP: photoWebp };

for (const [kind, photo] of Object.entries(PHOTOS)) {
	test(`a ${kind} tells no place, no maker and no words any more, and nothing is left behind its picture`, () => {
		const before = photo(6);
		for (const secret of SECRETS) expect(includesText(before, secret)).toBe(true);
		const after = cleaned(before);
		for (const secret of SECRETS) expect(includesText(after, secret)).toBe(false);
		for (const name of ["xmpmeta", "Photoshop", "tEXt", "iTXt"]) expect(includesText(after, name)).toBe(false);
	});

	test(`a ${kind} is turned as before, and what needs no turning has no EXIF left`, () => {
		for (const orientation of [2, 3, 6, 8]) expect(turnOf(cleaned(photo(orientation)))).toBe(orientation);
		const upright = cleaned(photo(1));
		for (const name of ["Exif", "eXIf", "EXIF"]) expect(includesText(upright, name)).toBe(false);
	});

	test(`a ${kind} that is clean stays the same to the byte`, () => {
		for (const orientation of [1, 6]) {
			const once = cleaned(photo(orientation));
			expect(cleaned(once)).toEqual(once);
		}
	});

	test(`a ${kind} that is cut off anywhere is cleaned or not understood, and never throws`, () => {
		const whole = photo(6);
		for (let length = 12; length < whole.length; length++) {
			const parts = stripLocation(whole.slice(0, length));
			if (parts) expect(includesText(join(...parts), "Somewhere St 1")).toBe(false);
		}
	});
}

test("a JPEG keeps its colours and every byte of its picture", () => {
	const after = cleaned(photoJpeg(1));
	expect(includesText(after, "ICC_PROFILE")).toBe(true);
	expect([...after.slice(-2)]).toEqual([0xff, 0xd9]);
	const picture = photoJpeg(1);
	const scanAt = new TextDecoder("latin1").decode(picture).indexOf("\xff\xdb");
	const scan = picture.subarray(scanAt, picture.length - "leftover".length);
	expect(includesText(after, new TextDecoder("latin1").decode(scan))).toBe(true);
});

test("a WebP says how long it is and what it has", () => {
	const after = cleaned(photoWebp(1));
	const view = new DataView(after.buffer);
	expect(view.getUint32(4, true)).toBe(after.length - 8);
	expect(after[20]).toBe(0);
	expect(cleaned(photoWebp(6))[20]).toBe(0x08);
});

test("the sum of the chunk that a PNG gets is right", () => {
	const after = cleaned(photoPng(6));
	const at = new TextDecoder("latin1").decode(after).indexOf("eXIf");
	const view = new DataView(after.buffer);
	const length = view.getUint32(at - 4);
	expect(view.getUint32(at + 4 + length)).toBe(Bun.hash.crc32(after.subarray(at, at + 4 + length)));
});

test("a GIF tells nothing but its pictures, and moves as before", () => {
	const before = photoGif();
	for (const secret of ["38.7223", "Somewhere St 1", "leftover"]) expect(includesText(before, secret)).toBe(true);
	const after = cleaned(before);
	for (const secret of ["38.7223", "Somewhere St 1", "leftover", "XMP"]) {
		expect(includesText(after, secret)).toBe(false);
	}
	expect(includesText(after, "NETSCAPE2.0")).toBe(true);
	expect([...after].filter((byte) => byte === 0x2c)).toHaveLength(2);
	expect(after.at(-1)).toBe(0x3b);
	expect(cleaned(after)).toEqual(after);
	for (let length = 6; length < before.length; length++) {
		expect(includesText(cleaned(before.slice(0, length)), "Somewhere")).toBe(false);
	}
});

test("a raw picture has its place blanked, and all else where it was", () => {
	const before = photoTiff();
	const after = cleaned(before);
	expect(after.length).toBe(before.length);
	expect(includesText(after, "Somewhere St 1")).toBe(false);
	for (const kept of ["GPSMAP", "kept: the picture"]) expect(includesText(after, kept)).toBe(true);
	expect(orientationOf(after)).toBe(6);
	for (let length = 4; length < before.length; length++) {
		expect(() => stripLocation(before.slice(0, length))).not.toThrow();
	}
});

test("what is no photo is left alone", () => {
	for (const bytes of ["GIF9", "<svg></svg>", "", "%PDF-1.7"].map((text) => new TextEncoder().encode(text))) {
		expect(stripLocation(bytes)).toBeNull();
	}
});
