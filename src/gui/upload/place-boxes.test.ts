import { expect, test } from "bun:test";
import {
	box,
	FILM_SECRETS,
	film,
	freed,
	largeBox,
	photoHeic,
	xmpUuid,
	xyz,
	zeros,
} from "../../../test/support/boxed-media.ts";
import { exif, includesText, join, SECRETS, text, u32, XMP } from "../../../test/support/photos.ts";
import type { Bytes } from "./bytes.ts";
import { withoutLocation } from "./strip-location.ts";
import { orientationBlock } from "./tiff.ts";

async function cleaned(bytes: Bytes): Promise<Bytes> {
	const file = new File([bytes], "film.mov", { type: "video/quicktime" });
	const clean = await withoutLocation(file);
	expect(clean.type).toBe("video/quicktime");
	return new Uint8Array(await clean.arrayBuffer());
}

test("a film has free space where it told its place, and everything else to the byte where it was", async () => {
	for (const secret of FILM_SECRETS) expect(includesText(film(), secret)).toBe(true);
	const after = await cleaned(film());
	expect(after).toEqual(film(freed, (moment) => zeros(moment.length)));
	for (const secret of FILM_SECRETS) expect(includesText(after, secret)).toBe(false);
	expect(await cleaned(after)).toEqual(after);
});

test("a HEIC tells how it is turned and no more, and its picture is where it was", async () => {
	const before = photoHeic(6);
	for (const secret of [...SECRETS.slice(0, 3), "xmpmeta"]) expect(includesText(before, secret)).toBe(true);
	const after = await cleaned(before);
	const block = orientationBlock(6);
	const told = join(u32(0), block, zeros(exif(6).length - block.length));
	expect(after).toEqual(photoHeic(6, told, zeros(XMP.length)));
	expect(await cleaned(after)).toEqual(after);
});

test("a photo that moves has its film cleaned too, and an old film without its first box as well", async () => {
	const [photo, cleanFilm] = [await cleaned(photoHeic(1)), await cleaned(film())];
	expect(await cleaned(join(photoHeic(1), box("mpvd", film())))).toEqual(join(photo, box("mpvd", cleanFilm)));
	const old = join(box("wide"), box("mdat", text("kept")), box("moov", box("udta", xyz)));
	expect(await cleaned(old)).toEqual(
		join(box("wide"), box("mdat", text("kept")), box("moov", box("udta", freed(xyz)))),
	);
});

test("lengths of 64 bits, and of all that follows, are understood", async () => {
	const film = (told: Bytes) => join(box("ftyp"), largeBox("free", zeros(9)), largeBox("moov", largeBox("udta", told)));
	const large = largeBox("©xyz", text("+38.7223"));
	const emptied = join(large.subarray(0, 4), text("free"), large.subarray(8, 16), zeros(8));
	expect(await cleaned(film(large))).toEqual(film(emptied));
	const last = (told: Bytes) => join(box("ftyp"), join(u32(0), text("moov")), box("udta", told));
	expect(await cleaned(last(xyz))).toEqual(last(freed(xyz)));
});

test("a large film is not read, but where its boxes begin", async () => {
	const pictures = new Blob([zeros(64 * 1024 * 1024)]);
	const head = join(box("ftyp"), u32(8 + pictures.size), text("mdat"));
	const file = new File([head, pictures, box("moov", box("udta", xyz)), xmpUuid], "film.mp4");
	let read = 0;
	const slice = file.slice.bind(file);
	file.slice = (start, end, type) => {
		const part = slice(start, end, type);
		const arrayBuffer = part.arrayBuffer.bind(part);
		part.arrayBuffer = () => {
			read += part.size;
			return arrayBuffer();
		};
		return part;
	};
	const clean = await withoutLocation(file);
	expect(clean.size).toBe(file.size);
	expect(read).toBeLessThan(256 * 1024);
	const end = new Uint8Array(await clean.slice(-500).arrayBuffer());
	for (const secret of FILM_SECRETS) expect(includesText(end, secret)).toBe(false);
});

test("a film that is cut off anywhere keeps its length, and what is left of its places is gone", async () => {
	for (const whole of [film(), photoHeic(6)]) {
		for (let length = 0; length < whole.length; length++) {
			const after = await cleaned(whole.slice(0, length));
			expect(after.length).toBe(length);
		}
	}
	const cut = join(box("ftyp"), u32(1000), text("moov"), u32(900), text("udta"), xyz.subarray(0, -4));
	expect(includesText(await cleaned(cut), "38.72")).toBe(false);
});

const HOSTILE: [string, Bytes][] = [
	["boxes that are too short for themselves", join(box("ftyp"), u32(7), text("moov"), u32(2), text("udta"))],
	["a length of 64 bits that is none", join(box("ftyp"), u32(1), text("moov"), u32(0), u32(3), xyz)],
	["a length beyond all numbers", join(box("ftyp"), u32(1), text("moov"), zeros(8).fill(255), zeros(30))],
	["boxes without end in each other", nested(2000)],
	["a great many of nothing", join(box("ftyp"), ...Array.from({ length: 100_000 }, () => box("udta")))],
	[
		"a key longer than its table",
		join(box("ftyp"), box("meta", u32(0), box("hdlr", zeros(24)), keys(), box("ilst", xyz))),
	],
	["items without number, of no length", heifTables(join([1, 0, 0, 0, 0, 0], zeros(2).fill(255), zeros(2000)))],
	["items everywhere", heifTables(join([2, 0, 0, 0, 0x88, 0x88], zeros(2000).fill(255)))],
	["tables of samples that are none", join(box("ftyp"), track())],
];

function nested(depth: number): Bytes {
	let whole = box("©xyz", text("deep"));
	for (let level = 0; level < depth; level++) whole = box(["moov", "udta", "meta"][level % 3] ?? "", whole);
	return join(box("ftyp"), whole);
}

function keys(): Bytes {
	return box("keys", u32(0), u32(0xffffffff), u32(0xffffffff), text("mdtalocation"), u32(3));
}

function heifTables(table: Bytes): Bytes {
	const entry = box("infe", [2, 0, 0, 0, 0, 1, 0, 0], text("Exif\0"));
	return join(
		box("ftyp"),
		box("meta", u32(0), box("iinf", u32(0), [0, 1], entry, u32(9), text("infe\x02")), box("iloc", table)),
	);
}

function track(): Bytes {
	const many = u32(0xffffffff);
	const table = box(
		"stbl",
		box("stsd", u32(0), u32(1), box("camm")),
		box("stsc", u32(0), many, u32(1), many, u32(1), u32(0), many),
		box("stsz", u32(0), u32(0), many, many, many, many),
		box("co64", u32(0), many, many, many, u32(0), u32(4), many),
	);
	return box("moov", box("trak", box("mdia", box("minf", table))));
}

test.each(HOSTILE)("what claims to be a film ends at once and keeps its length: %s", async (_, bytes) => {
	expect((await cleaned(bytes)).length).toBe(bytes.length);
});
