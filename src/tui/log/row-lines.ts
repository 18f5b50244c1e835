import { formatDay } from "../../client/dates.ts";
import type { OutboxEntry } from "../../client/outbox.ts";
import { systemText } from "../../client/system-text.ts";
import { widthOf } from "../text/cells.ts";
import { type Line, type Style, span } from "../text/line.ts";
import { markdownLines } from "../text/markdown.ts";
import { wrap } from "../text/wrap.ts";
import { beside, indented } from "./beside.ts";
import { fileLines } from "./file-lines.ts";
import { bodyColumns, type LogLook, TIME_COLUMNS } from "./log-look.ts";
import type { LogRow } from "./log-rows.ts";
import { messageLines } from "./message-lines.ts";

export function linesOfRow(row: LogRow, look: LogLook): Line[] {
	const { theme, columns } = look;
	switch (row.kind) {
		case "start":
			return startLines(look);
		case "day":
			return [divider(formatDay(row.at, look.now), columns, theme.faint)];
		case "new":
			return [divider("New", columns, theme.failure)];
		case "replies":
			return [divider(repliesText(row), columns, theme.faint)];
		case "system":
			return indented(
				wrap(
					[span("· ", theme.faint), span(systemText(row.messages, look.nameOf), theme.faint)],
					columns - TIME_COLUMNS,
				),
				TIME_COLUMNS,
			);
		case "message":
			return messageLines(row.message, row.head, look);
		case "outgoing":
			return outgoingLines(row.entry, row.head, look);
	}
}

function repliesText({ count, more }: { count: number; more: boolean }): string {
	if (count === 0) return "No replies yet";
	return `${count} ${count === 1 ? "reply" : "replies"}${more ? ", loading earlier ones" : ""}`;
}

function outgoingLines(entry: OutboxEntry, head: boolean, look: LogLook): Line[] {
	const columns = bodyColumns(look);
	const words = entry.body === "" ? [] : markdownLines(entry.body, columns, look);
	const faded = [...words, ...fileLines(entry.files ?? [], columns, look)].map((line) =>
		line.map((piece) => ({ ...piece, dim: entry.state !== "failed" })),
	);
	const why = span(`! ${entry.error ?? "Not sent"} · /retry or /discard`, look.theme.failure);
	const body = entry.state === "failed" ? [...faded, ...wrap([why], columns)] : faded;
	const name = look.nameOf({ id: look.myId, name: look.me });
	return beside({ name, style: look.theme.person(look.me), at: entry.at, head }, body, look);
}

export function divider(words: string, columns: number, style: Style): Line {
	const sides = Math.max(2, columns - widthOf(words) - 2);
	const left = Math.floor(sides / 2);
	return [span(`${"─".repeat(left)} ${words} ${"─".repeat(sides - left)}`, style)];
}

function startLines({ room, theme, columns }: LogLook): Line[] {
	const title = room.lobby ? `Welcome to ${room.place}` : `${room.sign} ${room.title}`;
	const own = room.direct ? "Only those who are in here can read it." : "This is where the room begins.";
	const words = room.lobby ? "Everybody is in the lobby. This is where it begins." : own;
	return [...wrap([span(title, { bold: true })], columns), ...wrap([span(words, theme.faint)], columns), []];
}
