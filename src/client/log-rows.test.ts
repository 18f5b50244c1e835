import { afterEach, expect, test } from "bun:test";
import fc from "fast-check";
import type { Message, SystemEvent } from "../protocol/entities.ts";
import { makeRows, type Row } from "./log-rows.ts";
import type { OutboxEntry } from "./outbox.ts";

const ME = 1;
const NOON = new Date(2026, 10, 22, 12).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function text(seq: number, author: number | null, at = NOON): Message {
	return {
		seq,
		rev: seq,
		at,
		kind: "text",
		author: author === null ? null : { id: author, name: `p${author}` },
		body: "x",
	};
}

function system(seq: number, event: SystemEvent, at = NOON): Message {
	return { ...text(seq, 2, at), kind: "system", event };
}

function outgoing(nonce: string, at = NOON): OutboxEntry {
	return { nonce, room: 1, body: "x", at, state: "pending" };
}

/** `day`, `new`, `start`, `m3` (`M3` where it heads its group), `s4-6`, `oA` or `OA`. */
function briefly(rows: readonly Row[]): string {
	return rows
		.map((row) => {
			if (row.kind === "message") return `${row.head ? "M" : "m"}${row.message.seq}`;
			if (row.kind === "outgoing") return `${row.head ? "O" : "o"}${row.entry.nonce}`;
			if (row.kind === "system") return `s${row.messages.map(({ seq }) => seq).join("-")}`;
			return row.kind;
		})
		.join(" ");
}

function rowsOf(
	messages: Message[],
	more: { out?: OutboxEntry[]; newAfter?: number | null; whole?: boolean } = {},
): string {
	return briefly(makeRows(messages, more.out ?? [], ME, more.newAfter ?? null, more.whole ?? false));
}

const formerZone = process.env["TZ"];
afterEach(() => {
	if (formerZone === undefined) delete process.env["TZ"];
	else process.env["TZ"] = formerZone;
});

test("an empty log shows nothing, or where the room begins", () => {
	expect(rowsOf([])).toBe("");
	expect(rowsOf([], { whole: true })).toBe("start");
	expect(rowsOf([text(1, 2)], { whole: true })).toBe("start day M1");
});

test("messages of one author within five minutes are one group", () => {
	const log = [text(1, 2), text(2, 2, NOON + 4 * MINUTE), text(3, 2, NOON + 9 * MINUTE), text(4, 3, NOON + 9 * MINUTE)];
	expect(rowsOf(log)).toBe("day M1 m2 M3 M4");
});

test("each day begins with its divider, and groups do not reach over it", () => {
	const late = new Date(2026, 10, 22, 23, 59).getTime();
	expect(rowsOf([text(1, 2, late), text(2, 2, late + 2 * MINUTE), text(3, 2, late + 3 * DAY)])).toBe(
		"day M1 day M2 day M3",
	);
});

test("a clock that was set back does not repeat a day's divider for each message", () => {
	const log = [text(1, 2, NOON), text(2, 2, NOON - DAY), text(3, 2, NOON - DAY + 1)];
	expect(rowsOf(log)).toBe("day M1 day M2 m3");
});

test("the days on which the clocks change have their dividers at midnight", () => {
	process.env["TZ"] = "Europe/Berlin";
	const short = new Date(2026, 2, 29, 0, 0).getTime();
	expect(new Date(2026, 2, 30).getTime() - short).toBe(23 * 60 * MINUTE);
	const afterShort = new Date(2026, 2, 30, 0, 20).getTime();
	expect(rowsOf([text(1, 2, short), text(2, 2, afterShort)])).toBe("day M1 day M2");
	const long = new Date(2026, 9, 25, 0, 0).getTime();
	const lateOnLong = new Date(2026, 9, 25, 23, 58).getTime();
	expect(rowsOf([text(1, 2, long), text(2, 2, lateOnLong), text(3, 2, lateOnLong + 3 * MINUTE)])).toBe(
		"day M1 M2 day M3",
	);
});

test("the line of what is new stands once, before the first unread message of somebody else", () => {
	const log = [text(1, 2), text(2, ME), text(3, 2), text(4, 2)];
	expect(rowsOf(log, { newAfter: 1 })).toBe("day M1 M2 new M3 m4");
	expect(rowsOf(log, { newAfter: 0 })).toBe("day new M1 M2 M3 m4");
	expect(rowsOf(log, { newAfter: 4 })).toBe("day M1 M2 M3 m4");
	expect(rowsOf(log, { newAfter: null })).toBe("day M1 M2 M3 m4");
});

test("neither system lines nor what was deleted begin what is new", () => {
	const log = [text(1, 2), system(2, "arrived"), { ...text(3, 2), deleted: true as const }, text(4, 3)];
	expect(rowsOf(log, { newAfter: 1 })).toBe("day M1 s2 M3 new M4");
});

test("system lines that follow each other are one row; the host's words stand by themselves", () => {
	const log = [
		text(1, 2),
		system(2, "arrived"),
		system(3, "departed"),
		text(4, 2),
		system(5, "said"),
		system(6, "left"),
	];
	expect(rowsOf(log)).toBe("day M1 s2-3 M4 M5 s6");
});

test("system lines of two days are not one row", () => {
	expect(rowsOf([system(1, "arrived"), system(2, "departed", NOON + DAY)])).toBe("day s1 day s2");
});

test("what is on its way out stands last, joined to one's own last message", () => {
	expect(rowsOf([text(1, ME)], { out: [outgoing("A"), outgoing("B")] })).toBe("day M1 oA oB");
	expect(rowsOf([text(1, 2)], { out: [outgoing("A"), outgoing("B")] })).toBe("day M1 OA oB");
	expect(rowsOf([text(1, ME)], { out: [outgoing("A", NOON + 5 * MINUTE)] })).toBe("day M1 OA");
	expect(rowsOf([], { out: [outgoing("A")] })).toBe("day OA");
});

test("what is on its way out on a new day stands under that day's divider at once", () => {
	const out = [outgoing("A", NOON + DAY), outgoing("B", NOON + DAY + 1)];
	expect(rowsOf([text(1, ME)], { out })).toBe("day M1 day OA oB");
	expect(rowsOf([text(1, ME)], { out: [outgoing("A", NOON - DAY)] })).toBe("day M1 oA");
});

test("every message stands in exactly one row, in order, and no two rows have one key", () => {
	const anything = fc.record({
		author: fc.integer({ min: 1, max: 3 }),
		wait: fc.integer({ min: -DAY, max: 2 * DAY }),
		kind: fc.constantFrom("text" as const, "arrived" as const, "said" as const),
	});
	fc.assert(
		fc.property(fc.array(anything, { maxLength: 30 }), fc.option(fc.nat(30), { nil: null }), (parts, newAfter) => {
			let at = NOON;
			const log = parts.map(({ author, wait, kind }, index) => {
				at += wait;
				return kind === "text" ? text(index + 1, author, at) : system(index + 1, kind, at);
			});
			const rows = makeRows(log, [outgoing("A"), outgoing("B")], ME, newAfter, true);
			const shown = rows.flatMap((row) =>
				row.kind === "message" ? [row.message] : row.kind === "system" ? row.messages : [],
			);
			expect(shown).toEqual(log);
			expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
			expect(rows.filter(({ kind }) => kind === "new").length).toBeLessThanOrEqual(1);
		}),
	);
});
