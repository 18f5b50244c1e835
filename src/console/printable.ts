import { stripVTControlCharacters } from "node:util";

const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const CONTROL_BUT_LINE_BREAKS = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Text that cannot steer the host's terminal; its line breaks stay. */
export function printable(text: string): string {
	return stripVTControlCharacters(text).replace(CONTROL_BUT_LINE_BREAKS, "");
}

/** For a name, a message, an address: cannot begin a line of its own either. */
export function oneLine(text: string): string {
	return stripVTControlCharacters(text).replace(/\s+/g, " ").replace(CONTROL, "");
}

/** Rows with their columns aligned, each as one line, indented. */
export function table(rows: readonly (readonly string[])[]): string[] {
	const clean = rows.map((row) => row.map(oneLine));
	const widths: number[] = [];
	for (const row of clean) {
		row.forEach((cell, column) => {
			widths[column] = Math.max(widths[column] ?? 0, Bun.stringWidth(cell));
		});
	}
	const pad = (cell: string, column: number) => cell + " ".repeat((widths[column] ?? 0) - Bun.stringWidth(cell));
	return clean.map((row) => `  ${row.map(pad).join("  ").trimEnd()}`);
}

/** Text in lines of at most so many columns, broken between words; a longer word has a line of its own. */
export function wrapWords(text: string, columns: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		const longer = last === undefined ? word : `${last} ${word}`;
		if (last !== undefined && Bun.stringWidth(longer) <= columns) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
