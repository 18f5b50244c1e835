import { type Bytes, textAt, viewOf } from "./bytes.ts";

const HEAD_BYTES = 8;
const LARGE_HEAD_BYTES = 16;
const WINDOW_BYTES = 64 * 1024;

/** A part of a file that says how long it is and what: MP4, MOV, 3GP, HEIC and AVIF are made of such. */
export interface Box {
	/** Four characters of Latin-1, as `moov` or `©xyz`. */
	type: string;
	start: number;
	/** Where what is in it begins, behind its length and type. */
	body: number;
	end: number;
}

/** Reads a file here and there, and never holds more of it than was asked for. */
export class FileWindow {
	readonly #file: Blob;
	#window: Bytes = new Uint8Array();
	#windowStart = 0;

	constructor(file: Blob) {
		this.#file = file;
	}

	get size(): number {
		return this.#file.size;
	}

	/** What lies between, as a file of its own. */
	part(start: number, end: number): FileWindow {
		return new FileWindow(this.#file.slice(start, end));
	}

	/** What begins there; fewer bytes where the file ends before. */
	async read(start: number, length: number): Promise<Bytes> {
		const end = Math.min(start + length, this.size);
		if (start < this.#windowStart || end > this.#windowStart + this.#window.length) {
			const ahead = Math.max(end, start + WINDOW_BYTES);
			this.#window = new Uint8Array(await this.#file.slice(start, ahead).arrayBuffer());
			this.#windowStart = start;
		}
		return this.#window.subarray(start - this.#windowStart, Math.max(start, end) - this.#windowStart);
	}
}

/** The boxes from `start` to `end`, one behind the other, up to where something is none. One that is cut off ends there. */
export async function* boxesIn(file: FileWindow, start: number, end: number): AsyncGenerator<Box> {
	for (let at = start; at + HEAD_BYTES <= end; ) {
		const box = boxAt(await file.read(at, LARGE_HEAD_BYTES), at, end);
		if (!box) return;
		yield box;
		at = box.end;
	}
}

function boxAt(head: Bytes, start: number, end: number): Box | null {
	if (head.length < HEAD_BYTES) return null;
	const view = viewOf(head);
	const type = textAt(head, 4, 4);
	const short = view.getUint32(0);
	const isLarge = short === 1;
	if (type === "\0\0\0\0" || (isLarge && head.length < LARGE_HEAD_BYTES)) return null;
	// Of no length: up to the end.
	const size = isLarge ? Number(view.getBigUint64(8)) : short || end - start;
	const headSize = isLarge ? LARGE_HEAD_BYTES : HEAD_BYTES;
	if (size < headSize) return null;
	return { type, start, body: start + headSize, end: Math.min(start + size, end) };
}
