import { type Bytes, textAt, viewOf } from "./bytes.ts";

const ORIENTATION = 0x0112;
const GPS = 0x8825;
/** Whole texts about a picture, which may tell its place: XMP, IPTC, and what Photoshop makes of it. */
const TEXTS = [0x02bc, 0x83bb, 0x8649];
const ENTRY_BYTES = 12;
/** Of the types that TIFF has; the first is none. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

interface Directory {
	view: DataView;
	little: boolean;
	/** Where its entries are. */
	entries: number[];
}

/** A TIFF block is what EXIF is made of; null where it is none. */
function readDirectory(block: Bytes, at: number | null): Directory | null {
	const view = viewOf(block);
	if (view.byteLength < 8) return null;
	const order = view.getUint16(0);
	if (order !== 0x4949 && order !== 0x4d4d) return null;
	const little = order === 0x4949;
	if (view.getUint16(2, little) !== 42) return null;
	const start = at ?? view.getUint32(4, little);
	if (start + 2 > view.byteLength) return null;
	const count = view.getUint16(start, little);
	const entries = Array.from({ length: count }, (_, index) => start + 2 + index * ENTRY_BYTES);
	return { view, little, entries: entries.filter((entry) => entry + ENTRY_BYTES <= view.byteLength) };
}

function find({ view, little, entries }: Directory, tag: number): number | undefined {
	return entries.find((entry) => view.getUint16(entry, little) === tag);
}

/** How the picture is to be turned, 1 to 8; 1 is as it is, also where nothing says. */
export function orientationOf(block: Bytes): number {
	const directory = readDirectory(block, null);
	const entry = directory && find(directory, ORIENTATION);
	if (!directory || entry === undefined || entry === null) return 1;
	const value = directory.view.getUint16(entry + 8, directory.little);
	return value >= 1 && value <= 8 ? value : 1;
}

/** A TIFF block that tells how the picture is to be turned, and nothing else. */
export function orientationBlock(orientation: number): Bytes {
	const head = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
	const entry = [ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
	return new Uint8Array([...head, 0, 1, ...entry, 0, 0, 0, 0]);
}

export function isTiff(bytes: Bytes): boolean {
	return ["II*\0", "MM\0*"].includes(textAt(bytes, 0, 4));
}

/** A TIFF file, which most raw pictures are (DNG, NEF, ARW), without where it was taken. Nothing in it moves. */
export function cleanTiff(bytes: Bytes): Bytes[] | null {
	const copy = bytes.slice();
	const directory = readDirectory(copy, null);
	if (!directory) return null;
	for (const tag of TEXTS) {
		const entry = find(directory, tag);
		if (entry !== undefined) blankValue(copy, directory, entry);
	}
	const entry = find(directory, GPS);
	if (entry !== undefined) blankDirectory(copy, directory.view.getUint32(entry + 8, directory.little));
	return [copy];
}

/** What an entry has is in itself only where it has room there. */
function blankValue(block: Bytes, { view, little }: Directory, entry: number): void {
	const type = TYPE_BYTES[view.getUint16(entry + 2, little)] ?? 0;
	const bytes = type * view.getUint32(entry + 4, little);
	const value = bytes > 4 ? view.getUint32(entry + 8, little) : entry + 8;
	block.fill(0, value, value + bytes);
}

function blankDirectory(block: Bytes, start: number): void {
	const directory = readDirectory(block, start);
	if (!directory) return;
	for (const entry of directory.entries) {
		blankValue(block, directory, entry);
		block.fill(0, entry, entry + ENTRY_BYTES);
	}
	block.fill(0, start, start + 2);
}
