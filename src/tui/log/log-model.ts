import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { formatDay } from "../../client/dates.ts";
import { makeRows, type Row } from "../../client/log-rows.ts";
import type { OutboxEntry } from "../../client/outbox.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { widthOf } from "../text/cells.ts";
import type { Line } from "../text/line.ts";
import { type LogLook, linesOfRow } from "./row-lines.ts";
import { lastPosition, moved, type Position, type Rows, settled, windowAt } from "./viewport.ts";

export interface LogSize {
	columns: number;
	height: number;
}

export interface LogPorts {
	outbox: ReadonlySignal<readonly OutboxEntry[]>;
	me: ReadonlySignal<{ id: number; name: string } | null>;
	place: ReadonlySignal<string>;
	size: ReadonlySignal<LogSize>;
	now: ReadonlySignal<number>;
	look: Pick<LogLook, "theme">;
}

/** Where somebody reads: a row, by what stays the same when others come in above and below. Null at the newest. */
interface Anchor {
	key: string;
	seq: number;
	line: number;
	/** The line is to be in the middle, not lowest. */
	middle?: true;
}

export interface LogView {
	lines: Line[];
	/** How near the top of what is held the window is. */
	topRow: number;
	/** The day that is being read, where that is not the newest. */
	reading: string | null;
}

const LEAST_NAME = 6;
const MOST_NAME = 16;

/** One room's log on this screen: its rows as lines, and which of them are seen. */
export class LogModel {
	readonly room: Room;
	readonly #ports: LogPorts;
	readonly #anchor = signal<Anchor | null>(null);
	/** What stood unread when somebody last came to look. */
	readonly newAfter = signal<number | null>(null);
	readonly search = signal<{ query: string; found: number | null }>({ query: "", found: null });
	readonly #cache = new WeakMap<object, { variant: string; lines: Line[] }>();
	readonly view: ReadonlySignal<LogView>;
	readonly #rows: ReadonlySignal<Row[]>;
	readonly #look: ReadonlySignal<LogLook>;

	constructor(room: Room, ports: LogPorts) {
		this.room = room;
		this.#ports = ports;
		const outgoing = computed(() => ports.outbox.value.filter((entry) => entry.room === room.id));
		this.#rows = computed(() => {
			const whole = room.held.value && !room.hasOlder.value;
			return makeRows(room.messages.value, outgoing.value, ports.me.value?.id ?? 0, this.newAfter.value, whole);
		});
		const nameColumns = computed(() => {
			let widest = LEAST_NAME;
			for (const name of authorsOf(room.messages.value)) widest = Math.max(widest, widthOf(name));
			const most = ports.size.value.columns < 70 ? MOST_NAME - 4 : MOST_NAME;
			return Math.min(widest, most);
		});
		this.#look = computed(() => ({
			...ports.look,
			columns: ports.size.value.columns,
			nameColumns: nameColumns.value,
			me: ports.me.value?.name ?? "",
			now: ports.now.value,
			...this.search.value,
			room: { name: room.info.value.name, lobby: room.info.value.lobby === true, place: ports.place.value },
		}));
		this.view = computed(() => this.#see());
	}

	get atNewest(): boolean {
		return this.#anchor.value === null;
	}

	toNewest(): void {
		this.#anchor.value = null;
	}

	/** By so many lines; upwards where it is negative. */
	scroll(by: number): void {
		const { height } = this.#ports.size.peek();
		this.#go((rows) => moved(rows, this.#bottom(rows, height), by).at);
	}

	#go(where: (rows: Rows) => Position): void {
		const rows = this.#measured();
		if (rows.count === 0) return;
		const to = settled(rows, where(rows), this.#ports.size.peek().height);
		const last = lastPosition(rows);
		this.#anchor.value = to.row === last.row && to.line === last.line ? null : this.#anchorAt(to);
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
	}

	#see(): LogView {
		const rows = this.#measured();
		const { height } = this.#ports.size.value;
		const anchored = this.#anchor.value !== null;
		const bottom = this.#bottom(rows, height);
		const { lines, topRow } = windowAt(rows, bottom, height);
		const at = anchored ? this.#timeAt(topRow) : null;
		return { lines, topRow, reading: at === null ? null : formatDay(at, this.#ports.now.value) };
	}

	#measured(): Rows {
		const rows = this.#rows.value;
		const look = this.#look.value;
		return {
			count: rows.length,
			linesOf: (index) => {
				const row = rows[index];
				return row ? this.#linesOf(row, look) : [];
			},
		};
	}

	#linesOf(row: Row, look: LogLook): Line[] {
		const of = sourceOf(row);
		if (!of) return linesOfRow(row, look);
		const head = "head" in row && row.head;
		const found = "message" in row && look.found === row.message.seq;
		const variant = `${look.columns} ${look.nameColumns} ${head} ${found} ${look.query}`;
		const cached = this.#cache.get(of);
		if (cached?.variant === variant) return cached.lines;
		const lines = linesOfRow(row, look);
		this.#cache.set(of, { variant, lines });
		return lines;
	}

	#bottom(rows: Rows, height: number): Position {
		const anchor = this.#anchor.value;
		if (!anchor || rows.count === 0) return lastPosition(rows);
		const row = this.#find(anchor);
		const line = Math.min(anchor.line, rows.linesOf(row).length - 1);
		const position = anchor.middle ? moved(rows, { row, line }, Math.floor(height / 2)).at : { row, line };
		return settled(rows, position, height);
	}

	/** The anchor's row, or where it would be: folded lines are known by another name once more are folded in. */
	#find({ key, seq }: Anchor): number {
		const rows = this.#rows.value;
		const same = rows.findIndex((row) => row.key === key);
		if (same >= 0) return same;
		const after = rows.findIndex((row) => lastSeq(row) >= seq);
		return after >= 0 ? after : rows.length - 1;
	}

	#anchorAt({ row, line }: Position): Anchor | null {
		const rows = this.#rows.peek();
		const at = rows[row];
		if (!at) return null;
		const next = rows.slice(row).find((row) => row.kind === "message" || row.kind === "system");
		return { key: at.key, seq: next ? lastSeq(next) : Number.MAX_SAFE_INTEGER, line };
	}

	#timeAt(row: number): number | null {
		for (const at of this.#rows.value.slice(row)) {
			if (at.kind === "message") return at.message.at;
			if (at.kind === "day") return at.at;
		}
		return null;
	}
}

function sourceOf(row: Row): Message | OutboxEntry | null {
	if (row.kind === "message") return row.message;
	return row.kind === "outgoing" ? row.entry : null;
}

function lastSeq(row: Row): number {
	if (row.kind === "message") return row.message.seq;
	if (row.kind === "system") return row.messages.at(-1)?.seq ?? 0;
	return row.kind === "outgoing" ? Number.MAX_SAFE_INTEGER : 0;
}

function authorsOf(messages: readonly Message[]): Set<string> {
	const names = new Set<string>();
	for (const { kind, author } of messages) if (kind === "text" && author) names.add(author.name);
	return names;
}
