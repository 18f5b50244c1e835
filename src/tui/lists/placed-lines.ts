import { formatDay, formatTime, startOfDay } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { highlighted } from "../log/highlight.ts";
import { callOf } from "../room-sign.ts";
import { snippet } from "../snippet.ts";
import { truncate, widthOf } from "../text/cells.ts";
import { type Line, type Span, type Style, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";

/** "10:02" today, else the day with it. */
export function formatWhen(at: number, now: number): string {
	const time = formatTime(at);
	return startOfDay(at) === startOfDay(now) ? time : `${formatDay(at, now)} ${time}`;
}

/** A message away from its log: who, where and when; and below how it begins, or what stands around a word. */
export function placedLines(
	workspace: Workspace,
	room: Room | undefined,
	message: Message,
	columns: number,
	terms: readonly string[] = [],
): Line[] {
	const { theme, client, now } = workspace;
	const name = message.author ? client.people.nameOf(message.author) : "Host";
	const thread = message.thread === undefined ? "" : " · thread";
	const where = `${room ? callOf(room) : "a room that you left"}${thread} · ${formatWhen(message.at, now.value)}`;
	const title = titleLine([span(name, theme.person(message.author?.name ?? ""))], where, columns, theme.faint);
	return [title, highlighted([span(truncate(snippet(message, terms), columns))], terms)];
}

/** What it is about, and behind it what else is to be known, as far as there is room. */
export function titleLine(words: readonly Span[], details: string, columns: number, style: Style): Line {
	let left = columns;
	const shown = words.map((piece) => {
		const text = truncate(piece.text, left);
		left -= widthOf(text);
		return { ...piece, text };
	});
	return [...shown, span(left > 4 ? `  ${truncate(details, left - 2)}` : "", style)];
}
