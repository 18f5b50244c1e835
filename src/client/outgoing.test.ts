import { expect, test } from "bun:test";
import type { OutboxEntry } from "./outbox.ts";
import { outgoingIn } from "./outgoing.ts";

test("what is on its way out shows in its room or in its thread, and in both where it goes to both", () => {
	const entry = (body: string, more: Partial<OutboxEntry> = {}): OutboxEntry => {
		return { nonce: body, room: 1, body, at: 0, state: "pending", ...more };
	};
	const entries = [
		entry("room"),
		entry("thread", { thread: 5 }),
		entry("both", { thread: 5, inRoom: true }),
		entry("elsewhere", { room: 2 }),
	];
	const bodies = (thread?: number) => outgoingIn(entries, 1, thread).map(({ body }) => body);
	expect(bodies()).toEqual(["room", "both"]);
	expect(bodies(5)).toEqual(["thread", "both"]);
	expect(bodies(6)).toEqual([]);
});
