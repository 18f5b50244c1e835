import { expect, test } from "bun:test";
import * as v from "valibot";
import { startTestCore } from "../../../test/support/core.ts";
import type { Connection, Person } from "../../core/presence.ts";
import { type DownFrame, downFrame } from "../../protocol/down.ts";
import { FanOut, type Listener } from "./fan-out.ts";

function parse(frame: string): DownFrame {
	return v.parse(downFrame, JSON.parse(frame));
}

class Ear implements Listener {
	queuedBytes = 0;
	readonly heard: DownFrame[] = [];
	readonly topics = new Set<string>();
	send(frame: DownFrame): void {
		this.heard.push(frame);
	}
	sendEncoded(frame: string): void {
		this.heard.push(parse(frame));
	}
	subscribe(topic: string): void {
		this.topics.add(topic);
	}
	unsubscribe(topic: string): void {
		this.topics.delete(topic);
	}
}

/** Two people at a device each, and what is published on topics. */
async function start() {
	const under = await startTestCore({ announce: false, unlimited: true });
	const published: { topic: string; frame: string }[] = [];
	const fanOut = new FanOut(under.core, { publish: (topic, frame) => void published.push({ topic, frame }) });
	const enter = async (name: string): Promise<{ person: Person; ear: Ear }> => {
		const account = await under.store.createAccount({ name, nameKey: name, passwordHash: "", at: 1 });
		const connection: Connection = { gateway: "test", address: "::1", session: null, end: () => undefined };
		const person = await under.core.presence.attach(account, connection, { resumed: false });
		const ear = new Ear();
		fanOut.add(person, ear);
		return { person, ear };
	};
	const asha = await enter("asha");
	const jun = await enter("jun");
	return Object.assign(under, { published, asha, jun });
}

test("changes of one commit that are too much for a frame go out in several, whole and in order", async () => {
	await using under = await start();
	const lobby = (await under.core.rooms.lobby()).id;
	const bodies = Array.from({ length: 60 }, (_, n) => `${n} "quoted" ${"語".repeat(4000)}`);
	await Promise.all(
		bodies.map((body) => under.core.messages.post(under.asha.person, { room: lobby, body, nonce: null })),
	);
	const frames = under.published.filter(({ topic }) => topic === `room:${lobby}`).map(({ frame }) => frame);
	const messages = frames.map(parse).flatMap((frame) => (frame.t === "messages" ? frame.messages : []));
	expect(messages.map(({ body }) => body)).toEqual(bodies);
	for (const frame of frames) expect(frame.length).toBeLessThan(65 * 1024 + 4000);
});

test("what is one person's own goes to their devices alone, a profile to everybody", async () => {
	await using under = await start();
	const { asha, jun, published } = under;
	const { attention, keeping, messages, people, rooms } = under.core;
	const room = (await rooms.lobby()).id;
	const root = await messages.post(asha.person, { room, body: "root", nonce: null });
	published.length = 0;
	await keeping.save(jun.person, { room, seq: root.seq }, true);
	await keeping.setDraft(jun.person, { room, body: "draft" });
	await attention.follow(jun.person, room, root.seq, true);
	await attention.markRead(jun.person, { room, seq: root.seq });
	expect(jun.ear.heard.map(({ t }) => t)).toEqual(["saved", "draft", "thread-mark", "read"]);
	expect(published).toEqual([]);
	expect(asha.ear.heard).toEqual([]);
	await people.setProfile(jun.person, { status: { emoji: "🌴", text: "" } });
	expect(published.map(({ topic, frame }) => [topic, parse(frame).t])).toEqual([["everybody", "profile"]]);
});

test("a slow reader is spared what may be dropped", async () => {
	await using under = await start();
	const { asha, jun, core } = under;
	const room = (await core.rooms.lobby()).id;
	jun.ear.queuedBytes = 100_000;
	core.messages.typing(asha.person, room);
	expect(jun.ear.heard).toEqual([]);
	jun.ear.queuedBytes = 0;
	core.messages.typing(asha.person, room, 7);
	expect(jun.ear.heard).toEqual([{ t: "typing", room, thread: 7, user: asha.person.user }]);
});
