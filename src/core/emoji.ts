import { ParlourError } from "../protocol/errors.ts";

const MAX_UNITS = 64;
const KNOWN = /^\p{RGI_Emoji}$/v;
/** Sequences that are newer than this runtime's tables: pictures, joined or not. */
const LIKELY =
	/^\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?(?:\u200D\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?)*$/u;

/** One emoji as it is kept: with the sign that it is a picture, where it may be a letter too. Throws `bad_request`. */
export function checkEmoji(raw: string): string {
	if (raw.length <= MAX_UNITS) {
		if (KNOWN.test(raw)) return raw;
		if (KNOWN.test(`${raw}\uFE0F`)) return `${raw}\uFE0F`;
		if (LIKELY.test(raw)) return raw;
	}
	throw new ParlourError("bad_request", "Cannot use this: it is not one emoji");
}
