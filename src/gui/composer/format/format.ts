export const FORMATS = ["bold", "italic", "strike", "code", "block", "quote", "list", "link"] as const;
export type Format = (typeof FORMATS)[number];

/** A text and what is selected of it; where nothing is, both ends are the caret. */
export interface Selected {
	text: string;
	from: number;
	to: number;
}

/** Replace this stretch by that text, and select this of what is there then. */
export interface Change {
	from: number;
	to: number;
	text: string;
	select: { from: number; to: number };
}

const MARKS = { bold: "**", italic: "*", strike: "~~", code: "`" } as const;
const PREFIXES = { quote: "> ", list: "- " } as const;
const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** Puts on a format, or takes off the one that is there. */
export function formatChange(format: Format, selected: Selected): Change {
	switch (format) {
		case "bold":
		case "italic":
		case "strike":
		case "code":
			return wrap(MARKS[format], selected);
		case "quote":
		case "list":
			return prefixLines(PREFIXES[format], selected);
		case "block":
			return fence(selected);
		case "link":
			return link(selected);
	}
}

/** Spaces at the ends stay outside: a mark beside a space is none. */
function trimmed({ text, from, to }: Selected): Selected {
	const part = text.slice(from, to);
	if (part.trim() === "") return { text, from, to };
	return { text, from: from + part.length - part.trimStart().length, to: to - (part.length - part.trimEnd().length) };
}

function wrap(mark: string, selected: Selected): Change {
	const { text, from, to } = trimmed(selected);
	const size = mark.length;
	const inside = text.slice(from, to);
	if (isWrapped(text, from, to, mark)) {
		return { from: from - size, to: to + size, text: inside, select: { from: from - size, to: to - size } };
	}
	if (inside.length > 2 * size && isWrapped(text, from + size, to - size, mark)) {
		return { from, to, text: inside.slice(size, -size), select: { from, to: to - 2 * size } };
	}
	return { from, to, text: mark + inside + mark, select: { from: from + size, to: to + size } };
}

/** By this very mark: one star within two is none. */
function isWrapped(text: string, from: number, to: number, mark: string): boolean {
	const sign = mark[0] ?? "";
	const run = (at: number, by: 1 | -1) => {
		let length = 0;
		while (text[at + by * length] === sign) length++;
		return length;
	};
	const before = run(from - 1, -1);
	const behind = run(to, 1);
	const fits = (length: number) => length === mark.length || (sign === "*" && length === 3);
	return fits(before) && fits(behind);
}

function linesOf({ text, from, to }: Selected): { start: number; end: number; lines: string[] } {
	const start = text.lastIndexOf("\n", from - 1) + 1;
	const next = text.indexOf("\n", to);
	const end = next < 0 ? text.length : next;
	return { start, end, lines: text.slice(start, end).split("\n") };
}

function prefixLines(prefix: string, selected: Selected): Change {
	const { start, end, lines } = linesOf(selected);
	const all = lines.every((line) => line.startsWith(prefix));
	const changed = lines.map((line) => (all ? line.slice(prefix.length) : prefix + line)).join("\n");
	const caret = start + changed.length;
	const select = selected.from === selected.to ? { from: caret, to: caret } : { from: start, to: caret };
	return { from: start, to: end, text: changed, select };
}

function fence({ text, from, to }: Selected): Change {
	const before = from === 0 || text[from - 1] === "\n" ? "" : "\n";
	const behind = to === text.length || text[to] === "\n" ? "" : "\n";
	const inside = text.slice(from, to);
	const open = `${before}\`\`\`\n`;
	const start = from + open.length;
	return {
		from,
		to,
		text: `${open}${inside}\n\`\`\`${behind}`,
		select: { from: start, to: start + inside.length },
	};
}

/** What is to be typed next is selected: the address, or the words of one that is there. */
function link(selected: Selected): Change {
	const { text, from, to } = trimmed(selected);
	const inside = text.slice(from, to);
	if (ADDRESS.test(inside)) {
		return { from, to, text: `[words](${inside})`, select: { from: from + 1, to: from + 6 } };
	}
	const words = inside === "" ? "words" : inside;
	const address = from + words.length + 3;
	const select = inside === "" ? { from: from + 1, to: from + 6 } : { from: address, to: address + 8 };
	return { from, to, text: `[${words}](https://)`, select };
}
