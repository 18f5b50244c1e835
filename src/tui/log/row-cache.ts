import { startOfDay } from "../../client/dates.ts";
import type { OutboxEntry } from "../../client/outbox.ts";
import type { Message } from "../../protocol/entities.ts";
import type { Line } from "../text/line.ts";
import type { LogLook } from "./log-look.ts";
import type { LogRow } from "./log-rows.ts";
import { linesOfRow } from "./row-lines.ts";

/** The lines of a log's rows, made once for each look of a message. */
export class RowCache {
	readonly #lines = new WeakMap<object, { variant: string; lines: Line[] }>();

	linesOf(row: LogRow, look: LogLook): Line[] {
		const of = sourceOf(row);
		if (!of) return linesOfRow(row, look);
		const variant = variantOf(row, look);
		const cached = this.#lines.get(of);
		if (cached?.variant === variant) return cached.lines;
		const lines = linesOfRow(row, look);
		this.#lines.set(of, { variant, lines });
		return lines;
	}
}

function sourceOf(row: LogRow): Message | OutboxEntry | null {
	if (row.kind === "message") return row.message;
	return row.kind === "outgoing" ? row.entry : null;
}

/** All that the lines are made of beside the message itself. */
function variantOf(row: LogRow, look: LogLook): string {
	const common = `${look.theme.background} ${look.columns} ${look.nameColumns} ${"head" in row && row.head} ${look.terms.join("\n")}`;
	if (row.kind !== "message") return `${common} ${look.nameOf({ id: look.myId, name: look.me })}`;
	const { seq, author, thread, inRoom, replies, reactions = [] } = row.message;
	const pointed = look.found === seq || look.chosen === seq;
	const parts = [common, pointed, author ? look.nameOf(author) : "", look.isSaved(seq)];
	if (inRoom && thread !== undefined) parts.push(look.quoteOf(thread) ?? "");
	if (look.chosen === seq) parts.push(...reactions.map(({ users }) => look.namesOf(users)));
	if (replies) parts.push(String(look.unreadUnder(seq)), String(startOfDay(look.now)));
	return parts.join("\u0000");
}
