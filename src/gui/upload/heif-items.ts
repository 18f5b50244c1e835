import { type Box, boxesIn, type FileWindow } from "./boxes.ts";
import { type Bytes, textAt, viewOf } from "./bytes.ts";
import type { Stretch } from "./overwritten.ts";
import { orientationBlock, orientationOf } from "./tiff.ts";

type Told = "exif" | "xmp";

interface Extent {
	item: number;
	start: number;
	end: number;
}

const MOST_ENTRY_BYTES = 1000;
const MOST_PLACES_BYTES = 4 * 1024 * 1024;
const MOST_EXIF_BYTES = 64 * 1024;
const XMP_TYPE = "application/rdf+xml";
/** How `iloc` says where its places are counted from. */
const FROM_FILE = 0;
const FROM_DATA_BOX = 1;

/** HEIC and AVIF keep EXIF and XMP as items beside the picture: that EXIF which tells how to turn it stays, and no XMP. */
export async function* itemStretches(file: FileWindow, parts: ReadonlyMap<string, Box>): AsyncGenerator<Stretch> {
	const [entries, places] = [parts.get("iinf"), parts.get("iloc")];
	if (!entries || !places) return;
	const told = await tellingItems(file, entries);
	if (told.size === 0) return;
	const bytes = await file.read(places.body, Math.min(places.end - places.body, MOST_PLACES_BYTES));
	for (const { item, start, end } of extentsIn(bytes, parts.get("idat")?.body ?? null)) {
		const kind = told.get(item);
		if (kind === "xmp") yield { start, end };
		if (kind === "exif") yield { start, end, bytes: onlyOrientation(await file.read(start, MOST_EXIF_BYTES)) };
	}
}

async function tellingItems(file: FileWindow, { body, end }: Box): Promise<Map<number, Told>> {
	const told = new Map<number, Told>();
	const [listVersion = 0] = await file.read(body, 1);
	for await (const entry of boxesIn(file, body + (listVersion === 0 ? 6 : 8), end)) {
		const bytes = await file.read(entry.body, Math.min(entry.end - entry.body, MOST_ENTRY_BYTES));
		const [version] = bytes;
		// Older ones have no type.
		if (version !== 2 && version !== 3) continue;
		const wide = version === 3;
		const typeAt = wide ? 10 : 8;
		if (bytes.length < typeAt + 4) continue;
		const id = wide ? viewOf(bytes).getUint32(4) : viewOf(bytes).getUint16(4);
		const type = textAt(bytes, typeAt, 4);
		if (type === "Exif") told.set(id, "exif");
		if (type === "mime" && textAt(bytes, typeAt, bytes.length).includes(XMP_TYPE)) told.set(id, "xmp");
	}
	return told;
}

/** Of all items; those of a table that is cut off, up to there. */
function* extentsIn(bytes: Bytes, dataStart: number | null): Iterable<Extent> {
	const cursor = new Cursor(bytes);
	const version = cursor.take(1);
	cursor.take(3);
	const sizes = cursor.take(2);
	const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
	const indexSize = version === 0 ? 0 : sizes & 15;
	if (lengthSize === 0) return;
	for (let items = cursor.take(version === 2 ? 4 : 2); items > 0 && !cursor.isOver; items--) {
		const item = cursor.take(version === 2 ? 4 : 2);
		const method = version === 0 ? FROM_FILE : cursor.take(2) & 15;
		const isElsewhere = cursor.take(2) !== 0;
		const base = cursor.take(baseSize);
		const from = method === FROM_FILE ? 0 : method === FROM_DATA_BOX ? dataStart : null;
		for (let extents = cursor.take(2); extents > 0 && !cursor.isOver; extents--) {
			cursor.take(indexSize);
			const offset = cursor.take(offsetSize);
			const length = cursor.take(lengthSize);
			if (cursor.isOver || isElsewhere || from === null) continue;
			const start = from + base + offset;
			yield { item, start, end: start + length };
		}
	}
}

/** Numbers of any size one after the other; zeros once they are over. */
class Cursor {
	readonly #bytes: Bytes;
	#at = 0;

	constructor(bytes: Bytes) {
		this.#bytes = bytes;
	}

	get isOver(): boolean {
		return this.#at > this.#bytes.length;
	}

	take(size: number): number {
		let number = 0;
		for (const byte of this.#bytes.subarray(this.#at, this.#at + size)) number = number * 256 + byte;
		this.#at += size;
		return number;
	}
}

/** An item of EXIF, which begins with how far on its TIFF block is. */
function onlyOrientation(item: Bytes): Bytes {
	const skipped = item.length < 4 ? 0 : viewOf(item).getUint32(0);
	const block = orientationBlock(orientationOf(item.subarray(4 + skipped)));
	return new Uint8Array([0, 0, 0, 0, ...block]);
}
