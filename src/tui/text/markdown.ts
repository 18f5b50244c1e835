import type { Token, Tokens } from "marked";
import { lexMessage } from "../../client/message-markdown.ts";
import type { Theme } from "../theme.ts";
import { inlineSpans } from "./inline.ts";
import { type Line, type Span, span } from "./line.ts";
import { chop, wrap } from "./wrap.ts";

/** Narrower than this, what is nested deeper stays at its level. */
const LEAST_COLUMNS = 12;

export interface MarkdownLook {
	theme: Theme;
	/** Whose mentions stand out. */
	me: string;
	/** Whether `@here` and `@room` mean them too. */
	everyone?: boolean;
}

/** A message's Markdown as rows of at most so many columns. What cannot be read as Markdown is shown as it was typed. */
export function markdownLines(text: string, columns: number, look: MarkdownLook): Line[] {
	try {
		return blocks(lexMessage(text), columns, look);
	} catch {
		return asTyped(text, columns);
	}
}

function blocks(tokens: readonly Token[], columns: number, look: MarkdownLook): Line[] {
	const lines: Line[] = [];
	let gap = false;
	for (const token of tokens) {
		if (token.type === "space") {
			gap = lines.length > 0;
			continue;
		}
		const rows = block(token, columns, look);
		if (gap && token.type === "paragraph") lines.push([]);
		gap = false;
		lines.push(...rows);
	}
	return lines.length > 0 ? lines : [[]];
}

function block(token: Token, columns: number, look: MarkdownLook): Line[] {
	switch (token.type) {
		case "paragraph":
			return paragraph(token.tokens ?? [], columns, look);
		case "heading":
			return paragraph(token.tokens ?? [], columns, look).map((line) =>
				line.map((piece) => ({ ...piece, bold: true })),
			);
		case "code":
			return code(textIn(token), columns, look);
		case "blockquote":
			return framed("▎ ", look.theme.faint, columns, (inner) => blocks(token.tokens ?? [], inner, look));
		case "list":
			return list(token as Tokens.List, columns, look);
		case "hr":
			return [[span("─".repeat(Math.min(columns, 24)), look.theme.faint)]];
		case "text":
			return paragraph(token.tokens ?? [token], columns, look);
		default:
			return asTyped(token.raw, columns);
	}
}

function asTyped(text: string, columns: number): Line[] {
	return text
		.trimEnd()
		.split("\n")
		.flatMap((line) => wrap([span(line)], columns));
}

function paragraph(tokens: readonly Token[], columns: number, look: MarkdownLook): Line[] {
	const rows: Span[][] = [[]];
	for (const piece of inlineSpans(tokens, look)) {
		for (const [index, part] of piece.text.split("\n").entries()) {
			if (index > 0) rows.push([]);
			if (part !== "") rows.at(-1)?.push({ ...piece, text: part });
		}
	}
	return rows.flatMap((row) => wrap(row, columns));
}

function code(text: string, columns: number, look: MarkdownLook): Line[] {
	return framed("│ ", look.theme.faint, columns, (inner) => text.split("\n").flatMap((line) => chop(line, inner, {})));
}

function framed(mark: string, style: object, columns: number, inside: (columns: number) => Line[]): Line[] {
	if (columns < LEAST_COLUMNS) return inside(columns);
	return inside(columns - mark.length).map((line) => [span(mark, style), ...line]);
}

function list({ ordered, start, items, raw }: Tokens.List, columns: number, look: MarkdownLook): Line[] {
	const first = start === "" ? 1 : start;
	const widest = ordered ? String(first + items.length - 1).length + 2 : 2;
	if (columns - widest < LEAST_COLUMNS) return asTyped(raw, columns);
	return items.flatMap((item, index) => {
		const sign = ordered ? `${first + index}. `.padStart(widest) : "• ";
		const task = item.task ? (item.checked ? "☑ " : "☐ ") : "";
		const tokens = item.tokens.filter(({ type }) => type !== "checkbox");
		const lines = blocks(tokens, columns - widest - task.length, look);
		return lines.map((line, row) =>
			row === 0
				? [span(sign, look.theme.faint), ...(task ? [span(task)] : []), ...line]
				: [span(" ".repeat(widest + task.length)), ...line],
		);
	});
}

function textIn(token: Token): string {
	return "text" in token && typeof token.text === "string" ? token.text : token.raw;
}
