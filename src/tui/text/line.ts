import { printable } from "./printable.ts";

/** How a piece of text looks; colours are names of the terminal's own 16, so that its theme decides. */
export interface Style {
	color?: string;
	background?: string;
	bold?: boolean;
	dim?: boolean;
	italic?: boolean;
	underline?: boolean;
	strike?: boolean;
	inverse?: boolean;
	/** Where it leads, as `hrefOf` gives it. */
	href?: string | undefined;
}

export interface Span extends Style {
	text: string;
}

/** One row of the screen, or a part of one. */
export type Line = readonly Span[];

export function span(text: string, style: Style = {}): Span {
	return { ...style, text };
}

/** The text that somebody reads, as the screen has it. */
export function textOf(line: Line): string {
	return line.map(({ text }) => printable(text)).join("");
}
