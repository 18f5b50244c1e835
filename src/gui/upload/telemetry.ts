import { type Box, boxesIn, type FileWindow } from "./boxes.ts";
import { textAt, viewOf } from "./bytes.ts";
import type { Stretch } from "./overwritten.ts";

/** What GoPro, Android, Sony and DJI film beside the picture: from moment to moment, where the camera is and how it moves. */
const KINDS = new Set(["gpmd", "camm", "rtmd", "djmd"]);
/** Apple's, which says in its description what it has. */
const DESCRIBED = "mebx";
const MOST_DESCRIPTION_BYTES = 4096;
const MOST_TABLE_BYTES = 1024 * 1024;

/** All that a track has, where it is one that tells where the camera was. */
export async function* telemetryStretches(file: FileWindow, track: Box): AsyncGenerator<Stretch> {
	const table = await boxInside(file, track, ["mdia", "minf", "stbl"]);
	if (!table || !(await tellsPlace(file, table))) return;
	const [wide, narrow] = [await rowsOf(file, table, "co64", 8, 8), await rowsOf(file, table, "stco", 8, 4)];
	const runs = await rowsOf(file, table, "stsc", 8, 12);
	const sizes = await sizesOf(file, table);
	let [run, samplesEach, sample] = [0, 0, 0];
	for (let chunk = 0; chunk < wide.length + narrow.length; chunk++) {
		// A run is of chunks with as many samples each, from the one that it names, counted from 1.
		for (; (runs[run]?.getUint32(0) ?? Number.POSITIVE_INFINITY) <= chunk + 1; run++) {
			samplesEach = runs[run]?.getUint32(4) ?? 0;
		}
		const start = Number(wide[chunk]?.getBigUint64(0) ?? narrow[chunk]?.getUint32(0) ?? 0);
		yield { start, end: start + sizes(sample, samplesEach) };
		sample += samplesEach;
	}
}

async function tellsPlace(file: FileWindow, table: Box): Promise<boolean> {
	const description = await boxInside(file, table, ["stsd"]);
	if (!description) return false;
	const { body, end } = description;
	const bytes = await file.read(body, Math.min(end - body, MOST_DESCRIPTION_BYTES));
	const kind = textAt(bytes, 12, 4);
	return KINDS.has(kind) || (kind === DESCRIBED && /location/i.test(textAt(bytes, 0, bytes.length)));
}

async function boxInside(file: FileWindow, box: Box, path: readonly string[]): Promise<Box | null> {
	const [wanted, ...further] = path;
	if (wanted === undefined) return box;
	for await (const part of boxesIn(file, box.body, box.end)) {
		if (part.type === wanted) return boxInside(file, part, further);
	}
	return null;
}

/** The rows of a table that has a head; none where there is no such. */
async function rowsOf(file: FileWindow, table: Box, type: string, headBytes: number, rowBytes: number) {
	const box = await boxInside(file, table, [type]);
	if (!box) return [];
	const view = viewOf(await file.read(box.body, Math.min(box.end - box.body, MOST_TABLE_BYTES)));
	const rows: DataView[] = [];
	for (let at = headBytes; at + rowBytes <= view.byteLength; at += rowBytes) {
		rows.push(new DataView(view.buffer, view.byteOffset + at, rowBytes));
	}
	return rows;
}

/** How many bytes so many samples have from one on, counted from 0. */
async function sizesOf(file: FileWindow, table: Box): Promise<(from: number, count: number) => number> {
	const [fixed, , ...each] = (await rowsOf(file, table, "stsz", 4, 4)).map((row) => row.getUint32(0));
	return (from, count) => {
		if (fixed) return fixed * count;
		return each.slice(from, from + count).reduce((sum, size) => sum + size, 0);
	};
}
