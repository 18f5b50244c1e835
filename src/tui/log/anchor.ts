import type { LogRow } from "./log-rows.ts";
import type { Position } from "./viewport.ts";

/** Where somebody reads: a row, by what stays the same when others come in above and below. */
export interface Anchor {
	key: string;
	seq: number;
	line: number;
	/** The line is to be in the middle, not lowest. */
	middle?: true;
}

export function anchorAt(rows: readonly LogRow[], { row, line }: Position): Anchor | null {
	const at = rows[row];
	if (!at) return null;
	const next = rows.slice(row).find(({ kind }) => kind === "message" || kind === "system");
	return { key: at.key, seq: next ? lastSeq(next) : Number.MAX_SAFE_INTEGER, line };
}

/** The anchor's row, or where it would be: folded lines are known by another name once more are folded in. */
export function rowOf(rows: readonly LogRow[], { key, seq }: Anchor): number {
	const same = rows.findIndex((row) => row.key === key);
	if (same >= 0) return same;
	const after = rows.findIndex((row) => lastSeq(row) >= seq);
	return after >= 0 ? after : rows.length - 1;
}

function lastSeq(row: LogRow): number {
	if (row.kind === "message") return row.message.seq;
	if (row.kind === "system") return row.messages.at(-1)?.seq ?? 0;
	return row.kind === "outgoing" ? Number.MAX_SAFE_INTEGER : 0;
}
