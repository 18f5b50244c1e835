import { type Bytes, blankPlace } from "./tiff.ts";

/** The brands of HEIC and AVIF, what phones and newer cameras write. */
const BRANDS = new Set(["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis"]);
const LITTLE = [0x49, 0x49, 42, 0, 8, 0, 0, 0];
const BIG = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];

export function isHeic(bytes: Bytes): boolean {
	const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
	return text(4) === "ftyp" && BRANDS.has(text(8));
}

/** Blanks where the picture was taken. Its parts are found by their places in the file, so none may move. */
export function cleanHeic(bytes: Bytes): Bytes[] | null {
	if (!isHeic(bytes)) return null;
	const copy = bytes.slice();
	for (const start of [LITTLE, BIG]) {
		const [first = 0] = start;
		for (let at = copy.indexOf(first); at >= 0; at = copy.indexOf(first, at + 1)) {
			if (start.every((byte, index) => copy[at + index] === byte)) blankPlace(copy.subarray(at));
		}
	}
	return [copy];
}
