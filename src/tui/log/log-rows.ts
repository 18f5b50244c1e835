import { startOfDay } from "../../client/dates.ts";
import { makeRows, type Row } from "../../client/log-rows.ts";
import type { OutboxEntry } from "../../client/outbox.ts";
import type { Message } from "../../protocol/entities.ts";
import type { Stretch } from "./stretch.ts";

/** A row of a log; `replies` stands between a thread's root and what was replied. */
export type LogRow = Row | { kind: "replies"; key: string; count: number; more: boolean };

export function rowsOf(
	stretch: Stretch,
	outgoing: readonly OutboxEntry[],
	me: number,
	newAfter: number | null,
): LogRow[] {
	const { thread, messages, held, hasOlder, hasNewer } = stretch;
	if (!thread) {
		const whole = held.value && !hasOlder.value;
		// What is on its way out comes after the newest, which is not here.
		return makeRows(messages.value, hasNewer.value ? [] : outgoing, me, newAfter, whole);
	}
	const root = thread.rootMessage.value;
	const replies = makeRows(messages.value, outgoing, me, newAfter, false);
	if (!root) return replies;
	const count = root.replies?.count ?? messages.value.length;
	const between: LogRow = { kind: "replies", key: "replies", count, more: hasOlder.value && held.value };
	return [...makeRows([root], [], me, null, false), between, ...withoutDay(replies, root)];
}

/** The root's day need not be told twice. */
function withoutDay(rows: Row[], root: Message): Row[] {
	const [first] = rows;
	return first?.kind === "day" && startOfDay(first.at) === startOfDay(root.at) ? rows.slice(1) : rows;
}
