import { formatDay, formatTime } from "../../client/dates.ts";
import type { Row } from "../../client/log-rows.ts";
import type { OutboxEntry } from "../../client/outbox.ts";
import { systemText } from "../../client/system-text.ts";
import type { Message } from "../../protocol/entities.ts";
import { fit, widthOf } from "../text/cells.ts";
import { type Line, type Style, span } from "../text/line.ts";
import { type MarkdownLook, markdownLines } from "../text/markdown.ts";
import { wrap } from "../text/wrap.ts";
import { highlighted } from "./highlight.ts";

export interface LogLook extends MarkdownLook {
	columns: number;
	nameColumns: number;
	now: number;
	/** What is being searched for, and the message where it was found. */
	query: string;
	found: number | null;
	room: { name: string; lobby: boolean; place: string };
}

/** Before the names stand the times. */
const TIME_COLUMNS = 7;
/** Narrower than this, a name stands above its messages. */
const LEAST_BESIDE = 46;

export function linesOfRow(row: Row, look: LogLook): Line[] {
	const { theme, columns } = look;
	switch (row.kind) {
		case "start":
			return startLines(look);
		case "day":
			return [divider(formatDay(row.at, look.now), columns, theme.faint)];
		case "new":
			return [divider("New", columns, theme.failure)];
		case "system":
			return indented(
				wrap([span("· ", theme.faint), span(systemText(row.messages), theme.faint)], columns - TIME_COLUMNS),
				TIME_COLUMNS,
			);
		case "message":
			return messageLines(row.message, row.head, look);
		case "outgoing":
			return outgoingLines(row.entry, row.head, look);
	}
}

function messageLines(message: Message, head: boolean, look: LogLook): Line[] {
	const name = message.author?.name ?? "Host";
	const style = message.author ? look.theme.person(name) : look.theme.accent;
	const body = message.deleted ? [[span("message deleted", { dim: true, italic: true })]] : bodyLines(message, look);
	const found = look.found === message.seq;
	return beside({ name, style, at: message.at, head: head || found, found }, body, look);
}

function bodyLines(message: Message, look: LogLook): Line[] {
	const columns = bodyColumns(look);
	const lines = markdownLines(message.body, columns, look);
	const marked = look.query === "" ? lines : lines.map((line) => highlighted(line, look.query));
	if (message.editedAt === undefined) return marked;
	const last = marked.at(-1) ?? [];
	const edited = span("(edited)", look.theme.faint);
	const room = columns - last.reduce((sum, { text }) => sum + widthOf(text), 0);
	if (room < edited.text.length + 1) return [...marked, [edited]];
	return [...marked.slice(0, -1), [...last, span(" "), edited]];
}

function outgoingLines(entry: OutboxEntry, head: boolean, look: LogLook): Line[] {
	const faded = markdownLines(entry.body, bodyColumns(look), look).map((line) =>
		line.map((piece) => ({ ...piece, dim: entry.state !== "failed" })),
	);
	const why = span(`! ${entry.error ?? "Not sent"} · /retry or /discard`, look.theme.failure);
	const body = entry.state === "failed" ? [...faded, ...wrap([why], bodyColumns(look))] : faded;
	return beside({ name: look.me, style: look.theme.person(look.me), at: entry.at, head, found: false }, body, look);
}

interface Author {
	name: string;
	style: Style;
	at: number;
	head: boolean;
	found: boolean;
}

function isNarrow({ columns }: LogLook): boolean {
	return columns < LEAST_BESIDE;
}

function bodyColumns(look: LogLook): number {
	return isNarrow(look) ? look.columns - 2 : look.columns - TIME_COLUMNS - look.nameColumns - 2;
}

function beside({ name, style, at, head, found }: Author, body: Line[], look: LogLook): Line[] {
	const time = span(formatTime(at), found ? { ...look.theme.accent, inverse: true } : look.theme.faint);
	if (isNarrow(look)) {
		const title: Line[] = head
			? [[span(fit(name, Math.min(widthOf(name), look.columns - 8)), style), span("  "), time]]
			: [];
		return [...title, ...indented(body, 2)];
	}
	const margin = TIME_COLUMNS + look.nameColumns + 2;
	// Each message begins with its time; its author is named where that changes.
	const first: Line = [time, span("  "), span(fit(head ? name : "", look.nameColumns), style), span("  ")];
	return body.map((line, index) => (index === 0 ? [...first, ...line] : [span(" ".repeat(margin)), ...line]));
}

function indented(lines: Line[], columns: number): Line[] {
	return lines.map((line) => [span(" ".repeat(columns)), ...line]);
}

export function divider(words: string, columns: number, style: Style): Line {
	const sides = Math.max(2, columns - widthOf(words) - 2);
	const left = Math.floor(sides / 2);
	return [span(`${"─".repeat(left)} ${words} ${"─".repeat(sides - left)}`, style)];
}

function startLines({ room, theme, columns }: LogLook): Line[] {
	const title = room.lobby ? `Welcome to ${room.place}` : `# ${room.name}`;
	const words = room.lobby ? "Everybody is in the lobby. This is where it begins." : "This is where the room begins.";
	return [...wrap([span(title, { bold: true })], columns), ...wrap([span(words, theme.faint)], columns), []];
}
