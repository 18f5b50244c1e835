import { formatDay, formatTime, startOfDay } from "../../client/dates.ts";
import type { Message } from "../../protocol/entities.ts";
import { type Line, type Span, span } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";
import type { LogLook } from "./log-look.ts";

/** Below a message: reactions, one's own marked, by how many there are or, of the chosen message, whose; and the thread under it. */
export function footLines(
	{ seq, reactions, replies }: Pick<Message, "seq" | "reactions" | "replies">,
	columns: number,
	look: LogLook,
): Line[] {
	const { theme, myId, now } = look;
	const line: Span[] = (reactions ?? []).flatMap(({ emoji, users }) => [
		span(
			`${emoji} ${look.chosen === seq ? look.namesOf(users) : users.length}`,
			users.includes(myId) ? theme.accent : {},
		),
		span("  "),
	]);
	// Below a root in its own thread stand the replies themselves.
	if (replies && replies.count > 0 && look.inThread !== seq) {
		const unread = look.unreadUnder(seq);
		const count = `${replies.count} ${replies.count === 1 ? "reply" : "replies"}`;
		const last = `last ${formatLast(replies.lastAt, now)}`;
		line.push(span(line.length > 0 ? " " : ""), span("↳ ", theme.faint));
		line.push(span(count, unread > 0 ? theme.accent : theme.faint));
		if (unread > 0) line.push(span(`, ${unread} new`, theme.mention));
		line.push(span(`, ${last}`, theme.faint));
	}
	return line.length > 0 ? wrap(line, columns) : [];
}

function formatLast(at: number, now: number): string {
	return startOfDay(at) === startOfDay(now) ? formatTime(at) : formatDay(at, now);
}
