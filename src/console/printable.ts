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

export function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
