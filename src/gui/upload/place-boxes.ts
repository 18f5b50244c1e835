import { type Box, boxesIn, FileWindow } from "./boxes.ts";
import { type Bytes, textAt, viewOf } from "./bytes.ts";
import { itemStretches } from "./heif-items.ts";
import { overwritten, type Stretch } from "./overwritten.ts";
import { telemetryStretches } from "./telemetry.ts";

/** What a file of boxes begins with; only older films begin with another than the first. */
const FIRST = new Set(["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"]);
/** Boxes of boxes. */
const HOLDERS = new Set(["moov", "trak", "udta", "ilst"]);
/** The film of a photo that moves: a whole file in a box. */
const FILM = "mpvd";
/** Where it was filmed, as QuickTime and Android write it, and as 3GPP has it; and XMP, which may tell of it too. */
const TELLING = new Set(["©xyz", "loci", "XMP_"]);
const XMP_ID = [0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac];
const TELLING_KEY = /location|gps|latitude|longitude|iso6709/i;
/** Of what stands beside films and pictures. */
const PARTS = new Set(["keys", "ilst", "iinf", "iloc", "idat"]);
/** What no camera reaches: a file that was made to be endless is left as it is from there on. */
const DEEPEST = 10;
const MOST_STRETCHES = 100_000;
const MOST_KEY_BYTES = 1024 * 1024;
const FREE = new TextEncoder().encode("free");

export function isBoxed(bytes: Bytes): boolean {
	return FIRST.has(textAt(bytes, 4, 4));
}

/**
 * A film, or a picture made as one, with what tells where it was taken turned into free space. Everything else stays at
 * its place, for its parts are found by that. Boxes are skipped unread, so that the length of a film does not matter.
 */
export async function withoutPlaceBoxes(file: Blob): Promise<Blob> {
	const stretches: Stretch[] = [];
	for await (const stretch of tellingIn(new FileWindow(file), 0, file.size, 0)) {
		if (stretches.push(stretch) >= MOST_STRETCHES) break;
	}
	return overwritten(file, stretches);
}

async function* tellingIn(file: FileWindow, start: number, end: number, depth: number): AsyncGenerator<Stretch> {
	if (depth > DEEPEST) return;
	for await (const box of boxesIn(file, start, end)) {
		if (TELLING.has(box.type) || (await isXmp(file, box))) yield* freed(box);
		else if (box.type === "meta") yield* tellingInMeta(file, box, depth);
		else if (box.type === FILM) yield* tellingInFilm(file, box, depth);
		else if (HOLDERS.has(box.type)) {
			if (box.type === "trak") yield* telemetryStretches(file, box);
			yield* tellingIn(file, box.body, box.end, depth + 1);
		}
	}
}

async function isXmp(file: FileWindow, { type, body }: Box): Promise<boolean> {
	if (type !== "uuid") return false;
	const id = await file.read(body, XMP_ID.length);
	return XMP_ID.every((byte, index) => id[index] === byte);
}

/** Free space of the same length. */
function* freed({ start, body, end }: Box): Iterable<Stretch> {
	yield { start: start + 4, end: start + 8, bytes: FREE };
	yield { start: body, end };
}

/** Its places are counted from its own beginning. */
async function* tellingInFilm(file: FileWindow, film: Box, depth: number): AsyncGenerator<Stretch> {
	const inside = file.part(film.body, film.end);
	for await (const { start, end, ...instead } of tellingIn(inside, 0, inside.size, depth + 1)) {
		yield { start: film.body + start, end: Math.min(film.body + end, film.end), ...instead };
	}
}

async function* tellingInMeta(file: FileWindow, { body, end }: Box, depth: number): AsyncGenerator<Stretch> {
	// QuickTime's begins with its boxes; that of the standard with its version.
	const start = textAt(await file.read(body, 8), 4, 4) === "hdlr" ? body : body + 4;
	const parts = new Map<string, Box>();
	for await (const box of boxesIn(file, start, end)) if (PARTS.has(box.type)) parts.set(box.type, box);
	const [keys, list] = [parts.get("keys"), parts.get("ilst")];
	if (keys && list) yield* tellingByKey(file, keys, list);
	yield* itemStretches(file, parts);
	yield* tellingIn(file, start, end, depth + 1);
}

/** What is listed under a key that tells a place: instead of a type it has the number of its key, from 1. */
async function* tellingByKey(file: FileWindow, keys: Box, list: Box): AsyncGenerator<Stretch> {
	const telling = tellingKeys(await file.read(keys.body, Math.min(keys.end - keys.body, MOST_KEY_BYTES)));
	if (telling.size === 0) return;
	for await (const item of boxesIn(file, list.body, list.end)) if (telling.has(item.type)) yield* freed(item);
}

function tellingKeys(bytes: Bytes): Set<string> {
	const view = viewOf(bytes);
	const telling = new Set<string>();
	let number = 0;
	for (let at = 8; at + 8 <= bytes.length; ) {
		const size = view.getUint32(at);
		if (size < 8) break;
		number++;
		const name = textAt(bytes, at + 8, Math.min(size - 8, 200));
		if (TELLING_KEY.test(name)) telling.add(typeOfNumber(number));
		at += size;
	}
	return telling;
}

function typeOfNumber(number: number): string {
	return String.fromCharCode(number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff);
}
