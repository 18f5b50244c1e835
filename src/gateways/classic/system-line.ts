import { cutText, encodeFrame, MAX_TEXT_BYTES } from "./frame-encoder.ts";

/** Leaves room for `<SYSTEM>`, the time and the sign that a line goes on. */
const MAX_LINE_BYTES = MAX_TEXT_BYTES - 32;
const utf8 = new TextDecoder();

/** The time of day where the server stands, as the old client cuts it off again: seven characters. */
export function clockTime(at: number): string {
	const date = new Date(at);
	const twoDigits = (value: number) => String(value).padStart(2, "0");
	return `[${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}]`;
}

/** A system line has no slices: one that is too long for a frame goes on in a second line. */
export function encodeSystemLine(text: string, at: number): Uint8Array {
	const time = clockTime(at);
	const pieces = cutText(text, MAX_LINE_BYTES).map((piece, index) => {
		// The mark also keeps a cut from making a line of its own that reads `<EXIT>`, on which the client quits.
		const mark = index > 0 ? "… " : "";
		return encodeFrame(`<SYSTEM>${mark}${utf8.decode(piece)} ${time}`);
	});
	return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
}
