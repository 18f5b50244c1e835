const encoder = new TextEncoder();
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Cuts text into pieces of at most so many bytes of UTF-8: after a blank where it can, which stays at the piece's end, and
 * never within a character as a person sees it. Put together they are the text.
 */
export function splitText(text: string, maxBytes: number): string[] {
	if (text.length * 3 <= maxBytes || encoder.encode(text).length <= maxBytes) return [text];
	const pieces: string[] = [];
	let piece = "";
	let bytes = 0;
	for (const part of parts(text, maxBytes)) {
		const size = encoder.encode(part).length;
		if (bytes + size > maxBytes) {
			const blank = piece.lastIndexOf(" ");
			const keep = blank > piece.length / 2 ? blank + 1 : piece.length;
			pieces.push(piece.slice(0, keep));
			piece = piece.slice(keep);
			bytes = encoder.encode(piece).length;
		}
		piece += part;
		bytes += size;
	}
	if (piece !== "") pieces.push(piece);
	return pieces;
}

/** The beginning of it that has at most so many bytes. */
export function cutText(text: string, maxBytes: number): string {
	return splitText(text, maxBytes)[0] ?? "";
}

/** What must not be cut; a character that is too long by itself, a prank of marks, is cut all the same. */
function* parts(text: string, maxBytes: number): Generator<string> {
	for (const { segment } of graphemes.segment(text)) {
		if (encoder.encode(segment).length <= maxBytes) yield segment;
		else yield* segment;
	}
}
