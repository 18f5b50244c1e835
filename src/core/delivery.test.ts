import { expect, test } from "bun:test";
import fc from "fast-check";
import { createLocalBus } from "../bus/local-bus.ts";
import type { Signal } from "../bus/port.ts";
import type { Committed, Store } from "../store/port.ts";
import { deliverCommits } from "./delivery.ts";

/** What everybody hears of one commit. */
function deliver(committed: Committed[]): Signal[] {
	const heard: Signal[] = [];
	const bus = createLocalBus((cause) => {
		throw cause;
	});
	bus.subscribe((signal) => heard.push(signal));
	let commit: (committed: Committed[]) => void = () => expect.unreachable();
	const store: Pick<Store, "onCommit"> = {
		onCommit: (listener) => {
			commit = listener;
		},
	};
	deliverCommits(store as Store, bus);
	commit(committed);
	return heard;
}

function change(room: number, rev: number, membership?: { user: number; member: boolean }): Committed {
	const message = { seq: rev, rev, at: 1, kind: "text" as const, author: { id: 1, name: "asha" }, body: "x" };
	return { type: "change", change: { room, message, ...(membership ? { membership } : {}) } };
}

function read(room: number, user: number, seq: number): Committed {
	return { type: "read", mark: { room, user, seq, unread: 0, head: seq } };
}

/** `changes 1: 1 2`, `joins 2 in 1`, `leaves 2 in 1`, `read 1 by 2`. */
function briefly(signals: Signal[]): string[] {
	return signals.map((signal) => {
		if (signal.type === "changes") return `changes ${signal.room}: ${signal.messages.map(({ rev }) => rev).join(" ")}`;
		if (signal.type === "membership") return `${signal.member ? "joins" : "leaves"} ${signal.user} in ${signal.room}`;
		if (signal.type === "read") return `read ${signal.room} by ${signal.user}`;
		return signal.type;
	});
}

test("the changes of one commit go out as one signal a room, in their order", () => {
	const heard = deliver([change(1, 1), change(2, 1), change(1, 2), change(2, 2), change(1, 3)]);
	expect(briefly(heard)).toEqual(["changes 1: 1 2 3", "changes 2: 1 2"]);
});

test("who joins hears of the room before its changes do, from the joining on", () => {
	const heard = deliver([change(1, 1), change(1, 2, { user: 2, member: true }), change(1, 3)]);
	expect(briefly(heard)).toEqual(["changes 1: 1", "joins 2 in 1", "changes 1: 2 3"]);
});

test("who leaves hears all that was before, and nothing of the leaving and after", () => {
	const heard = deliver([change(1, 1), change(1, 2, { user: 2, member: false }), change(1, 3)]);
	expect(briefly(heard)).toEqual(["changes 1: 1", "leaves 2 in 1", "changes 1: 2 3"]);
});

test("a read marker comes after the changes that it counts, and with all that it says", () => {
	const heard = deliver([change(1, 1), change(2, 1), read(1, 2, 1), change(1, 2)]);
	expect(briefly(heard)).toEqual(["changes 1: 1", "read 1 by 2", "changes 2: 1", "changes 1: 2"]);
	expect(heard[1]).toEqual({ type: "read", room: 1, user: 2, seq: 1, unread: 0, head: 1 });
});

test("an empty commit tells nothing", () => {
	expect(deliver([])).toEqual([]);
});

test("whatever a commit holds, each room's changes go out once and in order, and no signal of them is empty", () => {
	const item = fc.record({
		room: fc.integer({ min: 1, max: 3 }),
		what: fc.constantFrom("text", "join", "leave", "read"),
		user: fc.integer({ min: 1, max: 3 }),
	});
	fc.assert(
		fc.property(fc.array(item, { maxLength: 30 }), (items) => {
			const heads = new Map<number, number>();
			const committed = items.map(({ room, what, user }) => {
				if (what === "read") return read(room, user, heads.get(room) ?? 0);
				const rev = (heads.get(room) ?? 0) + 1;
				heads.set(room, rev);
				return change(room, rev, what === "text" ? undefined : { user, member: what === "join" });
			});
			const told = new Map<number, number>();
			for (const signal of deliver(committed)) {
				if (signal.type === "read") expect(told.get(signal.room) ?? 0).toBe(signal.seq);
				if (signal.type !== "changes") continue;
				expect(signal.messages).not.toBeEmpty();
				for (const { rev } of signal.messages) {
					expect(rev).toBe((told.get(signal.room) ?? 0) + 1);
					told.set(signal.room, rev);
				}
			}
			expect(told).toEqual(heads);
		}),
	);
});
