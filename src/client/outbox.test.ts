import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { memoryKeep } from "../commands/chat/ports.ts";
import type { AnswerTo } from "../protocol/down.ts";
import type { Message } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import { Outbox } from "./outbox.ts";
import type { ClientPorts, Keep } from "./ports.ts";
import { Disconnected, type RequestOf } from "./requests.ts";

interface Asked {
	post: RequestOf<"post">;
	answer(rev: number): void;
	refuse(cause: Error): void;
}

/** Lets all that is settled be heard of. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function start(keep: Keep = memoryKeep()) {
	const clock = new FakeClock();
	const asked: Asked[] = [];
	const applied = new Map<number, number>();
	let nonces = 0;
	const ports: ClientPorts = {
		clock,
		keep,
		random: () => 0.5,
		makeNonce: () => `nonce-${String(++nonces).padStart(2, "0")}`,
		openSocket: () => expect.unreachable(),
	};
	const post = (post: RequestOf<"post">): Promise<AnswerTo<"post">> =>
		new Promise((resolve, reject) => {
			const answer = (rev: number) => resolve({ t: "posted", id: 1, seq: rev, rev, at: clock.now() });
			asked.push({ post, answer, refuse: reject });
		});
	const outbox = new Outbox(ports, "outbox:asha", post, (room, rev) => (applied.get(room) ?? 0) >= rev);
	return {
		outbox,
		ports,
		clock,
		asked,
		applied,
		keep,
		/** The request that was made last. */
		last: () => asked.at(-1) ?? expect.unreachable(),
		states: () => outbox.entries.value.map(({ body, state }) => `${body} ${state}`),
		bodies: () => asked.map(({ post }) => post.body),
	};
}

function echo(nonce: string): Message {
	return { seq: 1, rev: 1, at: 1, kind: "text", author: { id: 1, name: "asha" }, body: "x", nonce };
}

test("what is posted while offline waits, and goes out when the connection is there", async () => {
	const { outbox, asked, states } = start();
	outbox.add(1, "ahoy");
	await settled();
	expect(asked).toEqual([]);
	expect(states()).toEqual(["ahoy pending"]);
	outbox.resume();
	expect(asked.map(({ post }) => post)).toEqual([{ t: "post", room: 1, nonce: "nonce-01", body: "ahoy" }]);
});

test("a room's messages go out one after another, in order; another room does not wait for them", async () => {
	const { outbox, last, asked, bodies } = start();
	outbox.resume();
	outbox.add(1, "one");
	outbox.add(1, "two");
	outbox.add(2, "elsewhere");
	await settled();
	expect(bodies()).toEqual(["one", "elsewhere"]);
	asked[0]?.answer(1);
	await settled();
	expect(bodies()).toEqual(["one", "elsewhere", "two"]);
	last().answer(2);
	await settled();
	expect(asked).toHaveLength(3);
});

test("an acknowledged message is shown until it comes in from the log", async () => {
	const { outbox, last, states } = start();
	outbox.resume();
	outbox.add(1, "ahoy");
	last().answer(7);
	await settled();
	expect(states()).toEqual(["ahoy sent"]);
	outbox.seen([echo("nonce-99")]);
	expect(states()).toEqual(["ahoy sent"]);
	outbox.seen([echo("nonce-01")]);
	expect(states()).toEqual([]);
});

test("one that came in before its acknowledgement is done, and is not sent again", async () => {
	const { outbox, last, asked, states } = start();
	outbox.resume();
	outbox.add(1, "ahoy");
	outbox.seen([echo("nonce-01")]);
	expect(states()).toEqual([]);
	last().answer(1);
	await settled();
	expect(states()).toEqual([]);
	expect(asked).toHaveLength(1);
});

test("one whose change is in the log already when it is acknowledged is done", async () => {
	const { outbox, last, applied, states } = start();
	applied.set(1, 7);
	outbox.resume();
	outbox.add(1, "ahoy");
	last().answer(7);
	await settled();
	expect(states()).toEqual([]);
	outbox.add(1, "again");
	last().answer(8);
	await settled();
	expect(states()).toEqual(["again sent"]);
});

test("after a lost connection it is sent again with the same nonce, and the rest after it in order", async () => {
	const { outbox, last, asked, states } = start();
	outbox.resume();
	outbox.add(1, "one");
	outbox.add(1, "two");
	outbox.pause();
	last().refuse(new Disconnected());
	await settled();
	expect(asked).toHaveLength(1);
	expect(states()).toEqual(["one pending", "two pending"]);
	outbox.resume();
	last().answer(1);
	await settled();
	last().answer(2);
	await settled();
	expect(asked.map(({ post }) => [post.nonce, post.body])).toEqual([
		["nonce-01", "one"],
		["nonce-01", "one"],
		["nonce-02", "two"],
	]);
	expect(states()).toEqual(["one sent", "two sent"]);
});

test("a loss that nobody told of stops the sending too", async () => {
	const { outbox, last, asked } = start();
	outbox.resume();
	outbox.add(1, "one");
	last().refuse(new Disconnected());
	await settled();
	outbox.add(1, "two");
	outbox.add(2, "three");
	await settled();
	expect(asked).toHaveLength(1);
});

test("where it is too much at once it waits as long as it is told, and then sends the same again", async () => {
	const { outbox, last, asked, clock, states } = start();
	outbox.resume();
	outbox.add(1, "one");
	outbox.add(1, "two");
	last().refuse(new ParlourError("rate_limited", "Too many at once", 2500));
	await settled();
	clock.advance(2499);
	await settled();
	expect(asked).toHaveLength(1);
	expect(states()).toEqual(["one pending", "two pending"]);
	clock.advance(1);
	await settled();
	expect(asked.map(({ post }) => post.nonce)).toEqual(["nonce-01", "nonce-01"]);
	last().refuse(new ParlourError("rate_limited", "Too many at once"));
	await settled();
	clock.advance(1000);
	await settled();
	expect(asked).toHaveLength(3);
});

test("a connection that goes and comes back while it waits does not send it twice at once", async () => {
	const { outbox, last, asked, clock } = start();
	outbox.resume();
	outbox.add(1, "one");
	last().refuse(new ParlourError("rate_limited", "Too many at once", 1000));
	await settled();
	outbox.pause();
	outbox.resume();
	await settled();
	expect(asked).toHaveLength(1);
	clock.advance(1000);
	await settled();
	expect(asked).toHaveLength(2);
});

test("a refusal marks the message with its reason, and those after it go on", async () => {
	const { outbox, last, bodies, states } = start();
	outbox.resume();
	outbox.add(1, "too long");
	outbox.add(1, "short");
	last().refuse(new ParlourError("message_too_long", "Cannot post this: shorten it"));
	await settled();
	expect(outbox.entries.value[0]).toMatchObject({ state: "failed", error: "Cannot post this: shorten it" });
	expect(bodies()).toEqual(["too long", "short"]);
	last().answer(1);
	await settled();
	expect(states()).toEqual(["too long failed", "short sent"]);
});

test("what failed is not sent again by itself; on request it is, with its nonce and without its reason", async () => {
	const { outbox, last, asked, states } = start();
	outbox.resume();
	outbox.add(1, "one");
	last().refuse(new ParlourError("storage_failed", "Cannot save this"));
	await settled();
	outbox.pause();
	outbox.resume();
	await settled();
	expect(asked).toHaveLength(1);
	outbox.retry("nonce-01");
	expect(outbox.entries.value[0]?.error).toBeUndefined();
	expect(last().post.nonce).toBe("nonce-01");
	last().answer(1);
	await settled();
	expect(states()).toEqual(["one sent"]);
	outbox.retry("nonce-77");
	expect(asked).toHaveLength(2);
});

test("what is discarded is gone, and the next is sent in its place", async () => {
	const { outbox, last, bodies, states } = start();
	outbox.add(1, "one");
	outbox.add(1, "two");
	outbox.discard("nonce-01");
	outbox.resume();
	await settled();
	expect(bodies()).toEqual(["two"]);
	outbox.discard("nonce-02");
	last().answer(1);
	await settled();
	expect(states()).toEqual([]);
});

test("what waits outlives a restart of the client, and what was acknowledged does not come back", async () => {
	const before = start();
	before.outbox.resume();
	before.outbox.add(1, "sent");
	before.outbox.add(1, "refused");
	before.outbox.add(1, "waiting");
	before.last().answer(1);
	await settled();
	before.last().refuse(new ParlourError("message_too_long", "Shorten it"));
	await settled();
	expect(before.states()).toEqual(["sent sent", "refused failed", "waiting pending"]);
	const after = start(before.keep);
	expect(after.states()).toEqual(["refused failed", "waiting pending"]);
	after.outbox.resume();
	expect(after.asked.map(({ post }) => [post.nonce, post.body])).toEqual([["nonce-03", "waiting"]]);
	after.last().answer(2);
	await settled();
	after.outbox.seen([echo("nonce-02"), echo("nonce-03")]);
	expect(after.keep.get("outbox:asha")).toBeNull();
});

test.each(["", "{", "[1]", '[{"nonce":"x"}]', "null"])("kept text that is no outbox, %j, is none", (kept) => {
	const keep = memoryKeep();
	keep.set("outbox:asha", kept);
	expect(start(keep).states()).toEqual([]);
});

test("once a room's log has been caught up with, what was acknowledged there is in it", async () => {
	const { outbox, asked, states } = start();
	outbox.resume();
	outbox.add(1, "here");
	outbox.add(2, "there");
	for (const each of asked) each.answer(1);
	await settled();
	outbox.add(1, "on its way");
	outbox.settle(1);
	expect(states()).toEqual(["there sent", "on its way pending"]);
});

test("two windows of one person keep what waits side by side, and neither takes the other's away", async () => {
	const keep = memoryKeep();
	const named = (name: string) => {
		const window = start(keep);
		let nonces = 0;
		window.ports.makeNonce = () => `${name}-nonce-${++nonces}`;
		return window;
	};
	const [one, two] = [named("one"), named("two")];
	one.outbox.add(1, "from one");
	two.outbox.add(1, "from two");
	expect(start(keep).states()).toEqual(["from one pending", "from two pending"]);
	two.outbox.resume();
	two.last().answer(1);
	await settled();
	two.outbox.settle(1);
	expect(two.states()).toEqual([]);
	expect(start(keep).states()).toEqual(["from one pending"]);
});

test("a reply goes to its thread, with its files and whether it stands in the room too, also after a restart", async () => {
	const keep = memoryKeep();
	const before = start(keep);
	const file = { id: "f1", name: "pier.jpg", type: "image/jpeg", size: 9 };
	before.outbox.add(1, "", { thread: 5, inRoom: true, files: [file] });
	before.outbox.add(1, "quietly", { thread: 5, inRoom: false });
	expect(before.outbox.entries.value).toMatchObject([{ files: [file] }, { body: "quietly", thread: 5 }]);
	const { outbox, asked } = start(keep);
	outbox.resume();
	asked[0]?.answer(6);
	await settled();
	expect(asked.map(({ post }) => post)).toEqual([
		{ t: "post", room: 1, nonce: "nonce-01", body: "", thread: 5, inRoom: true, files: ["f1"] },
		{ t: "post", room: 1, nonce: "nonce-02", body: "quietly", thread: 5 },
	]);
});

test("an entry of another version that cannot be read does not take the others with it", () => {
	const keep = memoryKeep();
	const entry = { nonce: "nonce-77", room: 1, body: "ahoy", at: 0, state: "pending" };
	keep.set("outbox:asha", JSON.stringify([{ ...entry, state: "sealed" }, entry, { ...entry, files: "many" }]));
	expect(start(keep).states()).toEqual(["ahoy pending"]);
});
