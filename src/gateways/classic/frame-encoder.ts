/** What the old client takes in one frame behind `<START>`. */
export const MAX_TEXT_BYTES = 1024;
const MAX_FRAME_BYTES = 9999;
const utf8 = new TextEncoder();
const START = utf8.encode("<START>");

function header(length: number): Uint8Array {
	if (length > MAX_FRAME_BYTES) throw new Error(`Cannot send a frame of ${length} bytes: four digits cannot say it`);
	return utf8.encode(String(length).padStart(4, "0"));
}

/** One frame to the client, whose length counts bytes. */
export function encodeFrame(text: string): Uint8Array {
	const body = utf8.encode(text);
	return Buffer.concat([header(body.length), body]);
}

const END = encodeFrame("<END>");

/** UTF-8 in pieces of at most `maxBytes`, no character cut in two; one empty piece for an empty text. */
export function cutText(text: string, maxBytes: number): Uint8Array[] {
	const bytes = utf8.encode(text);
	const pieces: Uint8Array[] = [];
	let start = 0;
	do {
		let end = Math.min(start + maxBytes, bytes.length);
		while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
		pieces.push(bytes.subarray(start, end));
		start = end;
	} while (start < bytes.length);
	return pieces;
}

/** A text of any length: slices behind `<START>`, then `<END>`. */
export function encodeSlices(text: string): Uint8Array {
	const parts: Uint8Array[] = [];
	for (const piece of cutText(text, MAX_TEXT_BYTES)) parts.push(header(START.length + piece.length), START, piece);
	return Buffer.concat([...parts, END]);
}
