/** Films and pictures made of boxes, not to be looked at but built as phones and cameras build them. */
import { exif, join, text, u16, u32, XMP } from "./photos.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Part = Bytes | readonly number[];

export const PLACE = "+38.7223-009.1393/";

export function box(type: string, ...parts: readonly Part[]): Bytes {
	const body = join(...parts);
	return join(u32(8 + body.length), latin(type), body);
}

/** With its length where lengths beyond 4 GB stand. */
export function largeBox(type: string, ...parts: readonly Part[]): Bytes {
	const body = join(...parts);
	return join(u32(1), latin(type), u32(0), u32(16 + body.length), body);
}

/** The same box, and nothing of what it told. */
export function freed(told: Bytes): Bytes {
	return join(told.subarray(0, 4), text("free"), zeros(told.length - 8));
}

export const zeros = (length: number): Bytes => new Uint8Array(length);
const latin = (value: string): Bytes => Uint8Array.from(value, (char) => char.charCodeAt(0));
const VERSION = u32(0);
const XMP_ID = [0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac];

export const xyz = box("©xyz", u16(PLACE.length), u16(0x15c7), text(PLACE));
const loci = box("loci", VERSION, u16(0x15c7), text("Somewhere St 1\0"), [0], zeros(12));
const xmp = box("XMP_", XMP);
export const xmpUuid = box("uuid", XMP_ID, XMP);
/** Unlike these, nobody's place. */
const OTHER_UUID = box("uuid", [...XMP_ID].reverse(), text("kept: another id"));
const ENCODER = box("©too", u16(12), u16(0x15c7), text("kept: Lavf61"));

/** The numbers of what is listed are those of the keys. */
const KEYS = ["com.apple.quicktime.make", "com.apple.quicktime.location.ISO6709", "com.apple.quicktime.model"];
const item = (number: number, value: string) =>
	join(u32(8 + 16 + value.length), u32(number), box("data", u32(1), u32(0), text(value)));
const handler = (type: string) => box("hdlr", VERSION, u32(0), text(type), zeros(13));

function listed(place: Bytes): Bytes {
	const keys = KEYS.map((key) => join(u32(8 + key.length), text(`mdta${key}`)));
	const list = box("ilst", item(1, "kept: Apple"), place, item(3, "kept: iPhone 15"));
	return join(handler("mdta"), box("keys", VERSION, u32(KEYS.length), ...keys), list);
}

/** A track of these chunks. */
function track(type: string, chunks: readonly { at: number; samples: readonly number[] }[], udta: Part): Bytes {
	const samples = chunks.flatMap(({ samples }) => samples);
	const runs = chunks.map(({ samples }, index) => [...u32(index + 1), ...u32(samples.length), ...u32(1)]);
	const table = box(
		"stbl",
		box("stsd", VERSION, u32(1), box(type, zeros(8))),
		box("stsc", VERSION, u32(runs.length), runs.flat()),
		box("stsz", VERSION, u32(0), u32(samples.length), samples.flatMap(u32)),
		box(
			"stco",
			VERSION,
			u32(chunks.length),
			chunks.flatMap(({ at }) => u32(at)),
		),
	);
	return box("trak", box("tkhd", zeros(84)), box("mdia", handler("meta"), box("minf", table)), udta);
}

const PICTURE = text("kept: the picture of the film");
const MOMENTS = ["GPS5 38.7223", "GPS5 38.7224 and on", "GPS5 38.7225"];

/**
 * A film of a phone, with all that tells where it was made as `shown` leaves it, and of a camera's moments, `moment`:
 * as it is, or as it should be afterwards.
 */
export function film(shown = (told: Bytes) => told, moment = text): Bytes {
	const start = box("ftyp", text("qt  "), u32(0), text("qt  "));
	const moments = MOMENTS.map((words) => moment(words));
	const at = start.length + 16;
	const data = largeBox("mdat", PICTURE, ...moments, PICTURE);
	const [first = 0, second = 0, third = 0] = moments.map(({ length }) => length);
	const momentsAt = at + PICTURE.length;
	const telemetry = track(
		"gpmd",
		[
			{ at: momentsAt, samples: [first, second] },
			{ at: momentsAt + first + second, samples: [third] },
		],
		[],
	);
	const picture = track("avc1", [{ at, samples: [PICTURE.length] }], box("udta", shown(loci)));
	const udta = box("udta", shown(xyz), ENCODER, shown(xmp), box("meta", VERSION, listed(shown(item(2, PLACE)))));
	const meta = box("meta", listed(shown(item(2, PLACE))));
	return join(
		start,
		data,
		box("moov", box("mvhd", zeros(100)), picture, telemetry, udta, meta),
		OTHER_UUID,
		shown(xmpUuid),
	);
}

/** What stands in the film of a phone, and must not afterwards. */
export const FILM_SECRETS = ["38.722", "Somewhere St 1", "xmpmeta", "GPS5"];

/** An entry of `iinf`. */
function itemEntry(version: 2 | 3, id: number, type: string, mime = ""): Bytes {
	return box("infe", [version, 0, 0, 0], version === 3 ? u32(id) : u16(id), u16(0), text(`${type}\0${mime}\0`));
}

/** Its EXIF in the data behind it, its XMP in a box beside, found by a table of version 1; and the picture between them. */
export function photoHeic(orientation: number, told: Bytes = join(u32(0), exif(orientation)), xmp: Bytes = XMP): Bytes {
	const start = box("ftyp", text("heic"), u32(0), text("mif1heic"));
	const entries = [itemEntry(2, 1, "hvc1"), itemEntry(2, 2, "Exif"), itemEntry(2, 3, "mime", "application/rdf+xml")];
	const place = (id: number, method: number, base: number, offset: number, length: number) =>
		join(u16(id), u16(method), u16(0), u32(base), u16(1), u32(offset), u32(length));
	const meta = (at: number) =>
		box(
			"meta",
			VERSION,
			handler("pict"),
			box("iinf", VERSION, u16(entries.length), ...entries),
			box(
				"iloc",
				[1, 0, 0, 0, 0x44, 0x40],
				u16(3),
				place(1, 0, at, 0, PICTURE.length),
				place(2, 0, at, PICTURE.length, told.length),
				place(3, 1, 0, 4, xmp.length),
			),
			box("idat", text("kept"), xmp),
		);
	const at = start.length + meta(0).length + 8;
	return join(start, meta(at), box("mdat", PICTURE, told, PICTURE));
}
