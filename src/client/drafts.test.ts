import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { memoryKeep } from "../commands/chat/ports.ts";
import type { Draft } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import { Drafts } from "./drafts.ts";
import { Disconnected } from "./requests.ts";

async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function start(keep = memoryKeep()) {
	const clock = new FakeClock();
	const sent: { draft: Draft; done(): void; fail(cause: Error): void }[] = [];
	const ports = { clock, keep, random: () => 0, makeNonce: () => "", openSocket: () => expect.unreachable() };
	const drafts = new Drafts(
		ports,
		"drafts:asha",
		(draft) => new Promise((done, fail) => sent.push({ draft, done: () => done(null), fail })),
	);
	return { drafts, clock, sent, keep, last: () => sent.at(-1) ?? expect.unreachable() };
}

test("what is typed shows at once, and goes to the server when the typing has rested for a second", async () => {
	const { drafts, clock, sent } = start();
	drafts.set(1, undefined, "a");
	clock.advance(999);
	drafts.set(1, undefined, "ah");
	clock.advance(999);
	expect([drafts.of(1).value, sent.length]).toEqual(["ah", 0]);
	clock.advance(1);
	expect(sent.map(({ draft }) => draft)).toEqual([{ room: 1, body: "ah" }]);
	drafts.set(1, 5, "in a thread");
	drafts.flush();
	expect(sent.at(-1)?.draft).toEqual({ room: 1, thread: 5, body: "in a thread" });
	expect([drafts.of(1).value, drafts.of(1, 5).value, drafts.of(2).value]).toEqual(["ah", "in a thread", ""]);
});

test("a draft of another device is taken where nothing was typed here since, and else gives way", async () => {
	const { drafts, clock, last } = start();
	drafts.told({ room: 1, body: "from the phone" });
	expect(drafts.of(1).value).toBe("from the phone");
	drafts.set(1, undefined, "from here");
	drafts.told({ room: 1, body: "late from the phone" });
	expect(drafts.of(1).value).toBe("from here");
	clock.advance(1000);
	drafts.told({ room: 1, body: "from here" });
	last().done();
	await settled();
	expect(drafts.of(1).value).toBe("from here");
	drafts.told({ room: 1, body: "the phone again" });
	expect(drafts.of(1).value).toBe("the phone again");
});

test("of two devices that tell at once, the one that the server took last wins on both", async () => {
	const { drafts, clock, last } = start();
	drafts.set(1, undefined, "from here");
	clock.advance(1000);
	drafts.told({ room: 1, body: "from here" });
	drafts.told({ room: 1, body: "from the phone" });
	last().done();
	await settled();
	expect(drafts.of(1).value).toBe("from the phone");
});

test("typing that goes on while a draft is on its way is told after it, and not undone by it", async () => {
	const { drafts, clock, sent, last } = start();
	drafts.set(1, undefined, "a");
	clock.advance(1000);
	drafts.set(1, undefined, "ah");
	clock.advance(1000);
	expect(sent).toHaveLength(1);
	drafts.told({ room: 1, body: "a" });
	last().done();
	await settled();
	expect([drafts.of(1).value, sent.map(({ draft }) => draft.body)]).toEqual(["ah", ["a", "ah"]]);
});

test("a sent message leaves no draft on any device; where there was none, nothing is told", async () => {
	const { drafts, sent } = start();
	drafts.empty(1);
	expect(sent).toEqual([]);
	drafts.told({ room: 1, body: "ahoy" });
	drafts.empty(1);
	expect(drafts.of(1).value).toBe("");
	expect(sent.map(({ draft }) => draft)).toEqual([{ room: 1, body: "" }]);
});

test("what was lost on its way, or typed before a restart, goes out with the next connection", async () => {
	const { drafts, clock, last, keep } = start();
	drafts.set(1, undefined, "ahoy");
	drafts.set(2, undefined, "there");
	clock.advance(1000);
	last().fail(new Disconnected());
	await settled();
	const later = start(keep);
	expect(later.drafts.of(1).value).toBe("ahoy");
	later.drafts.welcome([
		{ room: 1, body: "old" },
		{ room: 3, body: "from the phone" },
	]);
	expect([1, 2, 3].map((room) => later.drafts.of(room).value)).toEqual(["ahoy", "there", "from the phone"]);
	expect(later.sent.map(({ draft }) => draft.body)).toEqual(["ahoy", "there"]);
	for (const { done } of later.sent) done();
	await settled();
	expect(later.keep.get("drafts:asha")).toBeNull();
});

test("a new connection's drafts replace those that were told before", () => {
	const { drafts } = start();
	drafts.welcome([{ room: 1, body: "one" }]);
	drafts.welcome([{ room: 2, thread: 4, body: "two" }]);
	expect([drafts.of(1).value, drafts.of(2, 4).value]).toEqual(["", "two"]);
});

test("what the server refuses is not told again and again, and stays where it was typed", async () => {
	const { drafts, clock, sent, last } = start();
	drafts.set(1, undefined, "far too long");
	clock.advance(1000);
	last().fail(new ParlourError("message_too_long", "Too long"));
	await settled();
	drafts.flush();
	expect([drafts.of(1).value, sent.length]).toEqual(["far too long", 1]);
});
