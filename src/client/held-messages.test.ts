import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Message } from "../protocol/entities.ts";
import { applyMessages, prependMessages } from "./held-messages.ts";

function text(seq: number, rev = seq, body = `${seq} as of ${rev}`): Message {
	return { seq, rev, at: seq, kind: "text", author: { id: 1, name: "asha" }, body };
}

function cleared(seq: number): Message {
	return { seq, rev: seq, at: seq, kind: "system", event: "cleared", author: null, body: "" };
}

const seqs = (messages: readonly Message[]) => messages.map(({ seq }) => seq);

test("a new message goes to the end, a changed one to its place", () => {
	const held = [text(1), text(2), text(3)];
	expect(applyMessages(held, [text(2, 5), text(6)], false)).toEqual([text(1), text(2, 5), text(3), text(6)]);
	expect(held).toEqual([text(1), text(2), text(3)]);
});

test("what is held already, and what is older than that, changes nothing: the same array comes back", () => {
	const held = [text(1), text(2, 5)];
	expect(applyMessages(held, [text(2, 5), text(2, 4), text(2), text(1)], false)).toBe(held);
	expect(applyMessages(held, [], true)).toBe(held);
});

test("a change of what lies before the stretch is left out, unless the stretch is the whole log", () => {
	const held = [text(5), text(6)];
	expect(applyMessages(held, [text(3, 7)], false)).toBe(held);
	expect(seqs(applyMessages(held, [text(3, 7)], true))).toEqual([3, 5, 6]);
});

test("an empty room's first messages are held", () => {
	expect(seqs(applyMessages([], [text(1), text(2)], true))).toEqual([1, 2]);
	expect(seqs(applyMessages([], [text(1), text(2)], false))).toEqual([1, 2]);
});

test("clearing takes all that came before it, and what comes late of that does not come back", () => {
	const after = applyMessages([text(1), text(2)], [cleared(3), text(4)], true);
	expect(after).toEqual([cleared(3), text(4)]);
	expect(applyMessages(after, [text(1), text(2, 2), cleared(3)], true)).toBe(after);
	expect(applyMessages([cleared(9)], [cleared(3), text(4)], true)).toEqual([cleared(9)]);
	expect(seqs(applyMessages([text(5), text(6)], [cleared(7)], false))).toEqual([7]);
});

test("older messages go before those that are held, and what both have stays as it is held", () => {
	const held = [text(3, 8), text(4)];
	expect(prependMessages(held, [text(1), text(2), text(3)])).toEqual([text(1), text(2), text(3, 8), text(4)]);
	expect(prependMessages([], [text(1)])).toEqual([text(1)]);
	expect(prependMessages(held, [])).toEqual(held);
});

type Act = { do: "post" } | { do: "edit" | "delete"; which: number } | { do: "clear" };
const act: fc.Arbitrary<Act> = fc.oneof(
	{ weight: 5, arbitrary: fc.constant({ do: "post" as const }) },
	{ weight: 4, arbitrary: fc.record({ do: fc.constantFrom("edit" as const, "delete" as const), which: fc.nat(50) }) },
	{ weight: 1, arbitrary: fc.constant({ do: "clear" as const }) },
);

/** Every upsert that a room's log sends for these acts, and the log after each. */
function play(acts: readonly Act[]): { sent: Message[]; logs: Message[][] } {
	const sent: Message[] = [];
	const logs: Message[][] = [[]];
	for (const act of acts) {
		const log = logs.at(-1) ?? [];
		const rev = sent.length + 1;
		const target = act.do === "edit" || act.do === "delete" ? log[act.which % Math.max(1, log.length)] : undefined;
		if (act.do === "clear") {
			sent.push(cleared(rev));
			logs.push([cleared(rev)]);
		} else if (target === undefined || target.event !== undefined) {
			sent.push(text(rev));
			logs.push([...log, text(rev)]);
		} else {
			const changed =
				act.do === "edit" ? text(target.seq, rev) : { ...text(target.seq, rev, ""), deleted: true as const };
			sent.push(changed);
			logs.push(log.map((message) => (message === target ? changed : message)));
		}
	}
	return { sent, logs };
}

test("in whatever order and however often the changes come, what is held converges to the log", () => {
	const scene = fc.array(act, { minLength: 1, maxLength: 25 }).chain((acts) => {
		const count = play(acts).sent.length;
		return fc.record({
			acts: fc.constant(acts),
			/** How much of the log was there when the stretch was loaded, and where in it the stretch begins. */
			cursor: fc.integer({ min: 1, max: count }),
			from: fc.nat(25),
			/** Every change in any order, and some of them again. */
			order: fc.shuffledSubarray(
				Array.from({ length: count }, (_, index) => index),
				{ minLength: count },
			),
			again: fc.array(fc.record({ which: fc.nat(count - 1), at: fc.nat(40) }), { maxLength: 15 }),
			batchSize: fc.integer({ min: 1, max: 8 }),
		});
	});
	fc.assert(
		fc.property(scene, ({ acts, cursor, from, order, again, batchSize }) => {
			const { sent, logs } = play(acts);
			const log = logs[cursor] ?? [];
			const start = from % log.length;
			const first = log[start]?.seq ?? 0;
			const whole = start === 0;
			const news = order.map((index) => sent[index] ?? expect.unreachable());
			for (const { which, at } of again) news.splice(at, 0, sent[which] ?? expect.unreachable());
			let held: readonly Message[] = log.slice(start);
			for (let at = 0; at < news.length; at += batchSize) {
				held = applyMessages(held, news.slice(at, at + batchSize), whole);
			}
			const end = logs.at(-1) ?? [];
			expect(held).toEqual(whole ? end : end.filter(({ seq }) => seq >= first));
		}),
		{ numRuns: 500 },
	);
});
