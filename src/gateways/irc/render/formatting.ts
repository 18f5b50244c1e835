const BOLD = "\u0002";
const ITALIC = "\u001D";
const STRIKE = "\u001E";
const MONOSPACE = "\u0011";
const RESET = "\u000F";

/** In the order in which they are looked for: what is code is left alone. */
const MARKDOWN =
	/(?<code>`+)(?<inCode>[^`\n]+?)\k<code>|\*\*(?=\S)(?<bold>[^\n]+?)(?<=\S)\*\*|~~(?=\S)(?<strike>[^\n]+?)(?<=\S)~~|(?<![\w*])(?<mark>[*_])(?=\S)(?<italic>[^\n*_]+?)(?<=\S)\k<mark>(?![\w*])/g;

/** A line of Markdown with IRC's control codes (modern.ircdocs.horse/formatting) in place of its marks. */
export function toIrc(line: string): string {
	return line.replace(MARKDOWN, (found, ...rest: unknown[]) => {
		const groups = rest.at(-1);
		if (typeof groups !== "object" || groups === null) return found;
		const { inCode, bold, strike, italic } = groups as Record<string, string | undefined>;
		if (inCode !== undefined) return MONOSPACE + inCode + MONOSPACE;
		if (bold !== undefined) return BOLD + toIrc(bold) + BOLD;
		if (strike !== undefined) return STRIKE + toIrc(strike) + STRIKE;
		if (italic !== undefined) return ITALIC + toIrc(italic) + ITALIC;
		return found;
	});
}

const MARKS: Record<string, string> = { [BOLD]: "**", [ITALIC]: "*", [STRIKE]: "~~", [MONOSPACE]: "`" };
/** Colours: `\x03` with up to two numbers, `\x04` with up to two of six hexadecimal digits. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control codes of the format
const COLOURS = /\u0003(?:\d{1,2}(?:,\d{1,2})?)?|\u0004(?:[0-9a-fA-F]{6}(?:,[0-9a-fA-F]{6})?)?|[\u0016\u001F]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control codes of the format
const CODES = /[\u0002\u001D\u001E\u0011\u000F]/;

function toggled(codes: readonly string[], code: string): string[] {
	if (code === RESET) return [];
	return codes.includes(code) ? codes.filter((other) => other !== code) : [...codes, code];
}

/** The codes that hold at the end of a text: another line begins without any. */
export function openCodes(text: string): string {
	return [...text]
		.filter((char) => CODES.test(char))
		.reduce(toggled, [])
		.join("");
}

/**
 * IRC's control codes as Markdown; what that has no mark for (colours, underline) goes. Marks that are left open are
 * closed, and one that a blank follows waits for the next word, since Markdown takes no other.
 */
export function fromIrc(text: string): string {
	const plain = text.replace(COLOURS, "");
	if (!CODES.test(plain)) return plain;
	let wanted: string[] = [];
	const open: string[] = [];
	let result = "";

	function settle(): void {
		const kept = open.findIndex((mark) => !wanted.includes(mark));
		while (kept !== -1 && open.length > kept) {
			const trailing = /\s*$/.exec(result)?.[0] ?? "";
			result = result.slice(0, result.length - trailing.length) + (MARKS[open.pop() ?? ""] ?? "") + trailing;
		}
		for (const mark of wanted) {
			if (open.includes(mark)) continue;
			open.push(mark);
			result += MARKS[mark] ?? "";
		}
	}

	for (const char of plain) {
		if (char === RESET || MARKS[char] !== undefined) wanted = toggled(wanted, char);
		else {
			if (/\S/.test(char)) settle();
			result += char;
		}
	}
	wanted = [];
	settle();
	return result;
}
