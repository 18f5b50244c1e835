// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const SUSPECT = /[\u0000-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uD800-\uDFFF]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: each control has a picture of its own
const C0 = /[\u0000-\u0008\u000B-\u001F]/g;
const C1 = /[\u0080-\u009F]/g;
/** They turn the order of what follows, or are not seen at all; what joins emoji and letters is not among them. */
const UNSEEN = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;
const TAB = "    ";

/**
 * Text of anybody's as it may stand on a screen: no control, no escape sequence and no turning of direction gets through.
 * A control character is shown by its picture, so that one sees that something was there. Line breaks become blanks:
 * whoever wants lines splits before. Applied twice, it changes nothing.
 */
export function printable(text: string): string {
	if (!SUSPECT.test(text)) return text;
	return text
		.toWellFormed()
		.replaceAll("\t", TAB)
		.replace(/[\n\u2028\u2029]/g, " ")
		.replace(C0, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
		.replaceAll("\u007F", "\u2421")
		.replace(C1, "\uFFFD")
		.replace(UNSEEN, "");
}
