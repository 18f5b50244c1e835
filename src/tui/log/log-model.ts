import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { formatDay } from "../../client/dates.ts";
import { outgoingIn } from "../../client/outgoing.ts";
import type { Message } from "../../protocol/entities.ts";
import type { Line } from "../text/line.ts";
import { type Anchor, anchorAt, rowOf } from "./anchor.ts";
import type { LogLook } from "./log-look.ts";
import { type LogRow, rowsOf } from "./log-rows.ts";
import { type LookPorts, lookOf } from "./look.ts";
import { RowCache } from "./row-cache.ts";
import type { Stretch } from "./stretch.ts";
import { lastPosition, moved, type Position, type Rows, settled, windowAt } from "./viewport.ts";

export interface LogSize {
	columns: number;
	height: number;
}

export interface LogView {
	lines: Line[];
	/** How near the top of what is held the window is, and how near its end. */
	topRow: number;
	rowsBelow: number;
	/** The day that is being read, where that is not the newest. */
	reading: string | null;
}

/** A stretch of messages on this screen: its rows as lines, and which of them are seen. */
export class LogModel {
	readonly stretch: Stretch;
	readonly #ports: LookPorts;
	/** Null at the newest. */
	readonly #anchor = signal<Anchor | null>(null);
	/** What stood unread when somebody last came to look. */
	readonly newAfter = signal<number | null>(null);
	/** Somebody has marked it as unread, and it stays so until they come back. */
	readonly keptUnread = signal(false);
	/** The message that was gone to, with the words that it was found by. */
	readonly found = signal<{ seq: number; terms: readonly string[] } | null>(null);
	/** The message that was chosen to do something with. */
	readonly chosen = signal<number | null>(null);
	readonly #cache = new RowCache();
	readonly view: ReadonlySignal<LogView>;
	readonly #rows: ReadonlySignal<LogRow[]>;
	readonly #look: ReadonlySignal<LogLook>;

	constructor(stretch: Stretch, ports: LookPorts) {
		this.stretch = stretch;
		this.#ports = ports;
		const { client } = ports;
		const outgoing = computed(() => outgoingIn(client.outbox.value, stretch.room.id, stretch.thread?.root));
		this.#rows = computed(() => rowsOf(stretch, outgoing.value, client.me.value?.id ?? 0, this.newAfter.value));
		const pointed = computed(() => ({
			terms: this.found.value?.terms ?? [],
			found: this.found.value?.seq ?? null,
			chosen: this.chosen.value,
		}));
		this.#look = lookOf(stretch, pointed, ports);
		this.view = computed(() => this.#see());
	}

	/** Those that something can be done with, a thread's root first. */
	get messages(): readonly Message[] {
		const rows = this.#rows.peek();
		return rows.flatMap((row) => (row.kind === "message" && !row.message.deleted ? [row.message] : []));
	}

	get atNewest(): boolean {
		return this.#anchor.value === null;
	}

	toNewest(): void {
		this.#anchor.value = null;
		this.found.value = null;
		this.chosen.value = null;
	}

	/** By so many lines; upwards where it is negative. */
	scroll(by: number): void {
		const { height } = this.#ports.size.peek();
		this.#go((rows) => moved(rows, this.#bottom(rows, height), by).at);
	}

	page(by: -1 | 1): void {
		this.scroll(by * Math.max(1, this.#ports.size.peek().height - 2));
	}

	toOldest(): void {
		this.#go(() => ({ row: 0, line: 0 }));
	}

	/** Brings a message into the middle of the window. */
	show(seq: number): void {
		this.#anchor.value = { key: `m${seq}`, seq, line: 0, middle: true };
		const rows = this.#measured();
		// Where the newest is seen as well, one is at the newest.
		if (this.#isEnd(rows, this.#bottom(rows, this.#ports.size.peek().height))) this.#anchor.value = null;
	}

	/** Moves only as far as it takes to see the message. */
	reveal(seq: number): void {
		const rows = this.#measured();
		const { height } = this.#ports.size.peek();
		const row = this.#rows.peek().findIndex(({ key }) => key === `m${seq}`);
		if (row < 0) return;
		const bottom = this.#bottom(rows, height);
		const last = { row, line: rows.linesOf(row).length - 1 };
		const top = moved(rows, bottom, 1 - height).at;
		if (row > bottom.row || (row === bottom.row && last.line > bottom.line)) this.#go(() => last);
		else if (row < top.row || (row === top.row && top.line > 0)) {
			this.#go((rows) => moved(rows, { row, line: 0 }, height - 1).at);
		}
	}

	#go(where: (rows: Rows) => Position): void {
		const rows = this.#measured();
		if (rows.count === 0) return;
		const to = settled(rows, where(rows), this.#ports.size.peek().height);
		this.#anchor.value = this.#isEnd(rows, to) ? null : anchorAt(this.#rows.peek(), to);
	}

	#isEnd(rows: Rows, { row, line }: Position): boolean {
		const last = lastPosition(rows);
		return row === last.row && line === last.line && !this.stretch.hasNewer.peek();
	}

	#see(): LogView {
		const rows = this.#measured();
		const { height } = this.#ports.size.value;
		const away = this.#anchor.value !== null || this.stretch.hasNewer.value;
		const bottom = this.#bottom(rows, height);
		const { lines, topRow } = windowAt(rows, bottom, height);
		const at = away ? this.#timeAt(topRow) : null;
		const reading = at === null ? null : formatDay(at, this.#ports.now.value);
		return { lines, topRow, rowsBelow: rows.count - 1 - bottom.row, reading };
	}

	#measured(): Rows {
		const rows = this.#rows.value;
		const look = this.#look.value;
		return {
			count: rows.length,
			linesOf: (index) => {
				const row = rows[index];
				return row ? this.#cache.linesOf(row, look) : [];
			},
		};
	}

	#bottom(rows: Rows, height: number): Position {
		const anchor = this.#anchor.value;
		if (!anchor || rows.count === 0) return lastPosition(rows);
		const row = rowOf(this.#rows.value, anchor);
		const line = Math.min(anchor.line, rows.linesOf(row).length - 1);
		const position = anchor.middle ? moved(rows, { row, line }, Math.floor(height / 2)).at : { row, line };
		return settled(rows, position, height);
	}

	#timeAt(row: number): number | null {
		for (const at of this.#rows.value.slice(row)) {
			if (at.kind === "message") return at.message.at;
			if (at.kind === "day") return at.at;
		}
		return null;
	}
}
