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

function change(room: number, rev: number, ...memberships: { user: number; member: boolean }[]): Committed {
	const message = { seq: rev, rev, at: 1, kind: "text" as const, author: { id: 1, name: "asha" }, body: "x" };
	return { type: "change", change: { room, message, kind: { type: "posted" }, memberships } };
}

function read(room: number, user: number, seq: number): Committed {
	return { type: "read", mark: { room, user, seq, unread: 0, mentions: 0, head: seq } };
}

/** `changes 1: 1 2`, `joins 2 in 1`, `leaves 2 in 1`, `read 1 by 2`. */
function briefly(signals: Signal[]): string[] {
	return signals.map((signal) => {
		if (signal.type === "changes") {
			return `changes ${signal.room}: ${signal.changes.map(({ message }) => message.rev).join(" ")}`;
		}
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

test("who is removed is told by whom and why, and who leaves is told neither", () => {
	const asha = { id: 1, name: "asha" };
	const message = { seq: 1, rev: 1, at: 1, kind: "system" as const, author: asha, body: "jun Keep to the boats" };
	const removal = (event: "removed" | "left"): Committed => ({
		type: "change",
		change: {
			room: 1,
			message: { ...message, event },
			kind: { type: "posted" },
			memberships: [{ user: 2, member: false }],
		},
	});
	const told = { type: "membership" as const, room: 1, user: 2, member: false };
	expect(deliver([removal("removed")])[0]).toEqual({ ...told, removed: { by: asha, reason: "Keep to the boats" } });
	expect(deliver([removal("left")])[0]).toEqual(told);
});

test("who leaves hears all that was before, and nothing of the leaving and after", () => {
	const heard = deliver([change(1, 1), change(1, 2, { user: 2, member: false }), change(1, 3)]);
	expect(briefly(heard)).toEqual(["changes 1: 1", "leaves 2 in 1", "changes 1: 2 3"]);
});

test("a read marker comes after the changes that it counts, and with all that it says", () => {
	const heard = deliver([change(1, 1), change(2, 1), read(1, 2, 1), change(1, 2)]);
	expect(briefly(heard)).toEqual(["changes 1: 1", "read 1 by 2", "changes 2: 1", "changes 1: 2"]);
	expect(heard[1]).toEqual({ type: "read", room: 1, user: 2, seq: 1, unread: 0, mentions: 0, head: 1 });
});

test("who is brought into a room together hears of it together, before its changes", () => {
	const heard = deliver([change(1, 1, { user: 2, member: true }, { user: 3, member: true })]);
	expect(briefly(heard)).toEqual(["joins 2 in 1", "joins 3 in 1", "changes 1: 1"]);
});

test("what one person alone is told of comes after the changes of its room, and waits for no other room's", () => {
	const mark = { room: 1, root: 1, following: true, readSeq: 0, unread: 1, mentions: 0 };
	const committed: Committed[] = [
		change(1, 1),
		change(2, 1),
		{ type: "thread", user: 2, mark },
		{ type: "saved", user: 2, room: 1, seq: 1, on: true },
		{ type: "draft", user: 2, draft: { room: 2, body: "x" } },
		{ type: "notify", user: 2, room: 1 },
		{ type: "profile", profile: { id: 2, name: "jun" } },
	];
	const heard = deliver(committed);
	expect(briefly(heard)).toEqual(["changes 1: 1", "thread", "saved", "changes 2: 1", "draft", "notify", "profile"]);
	expect(heard[1]).toEqual({ type: "thread", user: 2, mark });
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
				return what === "text" ? change(room, rev) : change(room, rev, { user, member: what === "join" });
			});
			const told = new Map<number, number>();
			for (const signal of deliver(committed)) {
				if (signal.type === "read") expect(told.get(signal.room) ?? 0).toBe(signal.seq);
				if (signal.type !== "changes") continue;
				expect(signal.changes).not.toBeEmpty();
				for (const { message } of signal.changes) {
					expect(message.rev).toBe((told.get(signal.room) ?? 0) + 1);
					told.set(signal.room, message.rev);
				}
			}
			expect(told).toEqual(heads);
		}),
	);
});
