/** Code, in a fence or in backticks, where a colon means what it says. */
const CODE = /(```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`+[^`\n]*`+)/;
/** One or more, side by side; between letters, and in `a::b::c`, colons mean something else. */
const SHORTCODES = /(?<![\p{L}\p{N}:/])(?::[\p{L}\p{N}_+-]+:)+(?![\p{L}\p{N}:])/gu;
const SHORTCODE = /:([^:]+):/g;

/** Cheap, and true of any text that has one. */
export function mayHaveShortcode(text: string): boolean {
	return /:[\p{L}\p{N}_+-]+:/u.test(text);
}

/** The text with each `:name:` outside of code as its emoji; `emojiOf` gives none where no emoji is called so. */
export function replaceShortcodes(text: string, emojiOf: (name: string) => string | undefined): string {
	return text
		.split(CODE)
		.map((part, index) => {
			if (index % 2 === 1) return part;
			return part.replace(SHORTCODES, (run) => run.replace(SHORTCODE, (whole, name: string) => emojiOf(name) ?? whole));
		})
		.join("");
}
