export interface TextLines {
	lines: string[];
	/** The numbers, from 1, of those that are no UTF-8 and were read as Windows-1252, which old Windows hosts wrote. */
	foreign: number[];
}

const LINE_BREAK = 0x0a;

/** A text file's lines without their ends, whatever wrote it: a BOM, CRLF, other encodings, a character cut in two at the end. */
export function readTextLines(bytes: Uint8Array): TextLines {
	const whole = decodeStrictly(bytes);
	if (whole !== null) return { lines: withoutEnds(whole.split("\n")), foreign: [] };
	const lines: string[] = [];
	const foreign: number[] = [];
	let start = 0;
	while (start <= bytes.length) {
		const found = bytes.indexOf(LINE_BREAK, start);
		const end = found === -1 ? bytes.length : found;
		const piece = bytes.subarray(start, end);
		const text = decodeStrictly(piece) ?? (found === -1 ? decodeCut(piece) : null);
		if (text === null) foreign.push(lines.length + 1);
		lines.push(text ?? new TextDecoder("windows-1252").decode(piece));
		start = end + 1;
	}
	return { lines: withoutEnds(lines), foreign };
}

function decodeStrictly(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** As a stream it may end in the middle of a character, which is left out. */
function decodeCut(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
	} catch {
		return null;
	}
}

function withoutEnds(lines: string[]): string[] {
	const clean = lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
	if (clean.at(-1) === "") clean.pop();
	return clean;
}
