export type Bytes = Uint8Array<ArrayBuffer>;

const ORIENTATION = 0x0112;
const GPS = 0x8825;
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
	const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
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

/** Blanks where the picture was taken, in place; nothing else moves. True where there was something to blank. */
export function blankPlace(block: Bytes): boolean {
	const directory = readDirectory(block, null);
	const entry = directory && find(directory, GPS);
	if (!directory || entry === undefined || entry === null) return false;
	const start = directory.view.getUint32(entry + 8, directory.little);
	const place = readDirectory(block, start);
	if (!place || place.entries.length === 0) return false;
	for (const at of place.entries) {
		const type = TYPE_BYTES[place.view.getUint16(at + 2, place.little)] ?? 0;
		const bytes = type * place.view.getUint32(at + 4, place.little);
		const value = place.view.getUint32(at + 8, place.little);
		if (bytes > 4 && value + bytes <= block.length) block.fill(0, value, value + bytes);
		block.fill(0, at, at + ENTRY_BYTES);
	}
	block.fill(0, start, start + 2);
	return true;
}
