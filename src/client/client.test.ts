import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { DownFrame } from "../protocol/down.ts";
import { Client } from "./client.ts";
import type { ClientPorts, SocketEvents } from "./ports.ts";

function welcomeOf(name: string, head = 0): DownFrame {
	return {
		t: "welcome",
		v: 1,
		server: { name: "Harbour Lab", version: "0" },
		me: { id: name.length, name, role: "member" },
		rooms: [
			{
				id: 1,
				name: "lobby",
				topic: "",
				visibility: "public",
				lobby: true,
				head,
				lastAt: 0,
				readSeq: 0,
				unread: 0,
				mentions: 0,
				notify: "all",
			},
		],
		threads: [],
		drafts: [],
		online: [],
		maxBodyChars: 8000,
		maxFileBytes: 1000,
	};
}

type Sent = { t: string; id?: number } & Record<string, unknown>;

/** A client whose server is the test: what it sent, and how to answer it. */
function clientOf(account: string) {
	const sent: Sent[] = [];
	const sockets: SocketEvents[] = [];
	const clock = new FakeClock();
	const ports: ClientPorts = {
		openSocket(events) {
			sockets.push(events);
			return { send: (text) => void sent.push(JSON.parse(text)), close: () => undefined };
		},
		clock,
		keep: { get: () => null, set: () => undefined },
		random: () => 0.5,
		makeNonce: () => `nonce-${sent.length}-${account}`,
	};
	const client = new Client(ports, { account, client: "test" });
	client.start();
	const tell = (frame: object) => sockets.at(-1)?.text(JSON.stringify(frame));
	sockets.at(-1)?.opened();
	return {
		client,
		sent,
		tell,
		/** Answers the request of this kind that was sent last. */
		async answer(t: string, frame: object) {
			tell({ id: sent.findLast((request) => request.t === t)?.id, ...frame });
			await settled();
		},
		lose() {
			sockets.at(-1)?.closed();
			clock.advance(1000);
			sockets.at(-1)?.opened();
		},
	};
}

async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

function text(seq: number, rev = seq, thread?: number) {
	const message = { seq, rev, at: 0, kind: "text", author: { id: 9, name: "mara" }, body: `${seq} as of ${rev}` };
	return thread === undefined ? message : { ...message, thread };
}

const MARK = { room: 1, root: 1, following: true, readSeq: 0, unread: 2, mentions: 0 };

/** A client with the thread under message 1 open, as of number 4. */
async function withThread() {
	const under = clientOf("alice");
	under.tell(welcomeOf("alice"));
	const room = under.client.rooms.value.get(1) ?? expect.unreachable();
	const thread = under.client.thread(room, 1);
	const opened = under.client.openThread(thread);
	const messages = [text(2, 2, 1)];
	await under.answer("thread", { t: "thread", root: text(1, 3), messages, more: false, head: 4, mark: MARK });
	await opened;
	return { ...under, room, thread, seqs: () => thread.messages.value.map(({ seq }) => seq) };
}

test("what one person wrote offline is never sent when the session turns out to be somebody else's", () => {
	const { client, sent, tell } = clientOf("alice");
	client.post(1, "typed by alice");
	tell(welcomeOf("bob"));
	expect(client.connection.value).toMatchObject({ state: "ended", code: "unauthorized" });
	expect(client.me.value).toBeNull();
	expect(sent.map(({ t }) => t)).toEqual(["hello"]);
	expect(client.outbox.value).toMatchObject([{ body: "typed by alice", state: "pending" }]);
});

test("an answer that this client cannot read fails its request, instead of leaving it to wait", async () => {
	const { client, sent, tell } = clientOf("alice");
	tell(welcomeOf("alice"));
	const asked = client.directory();
	tell({ t: "directory", id: sent.at(-1)?.id, rooms: "in a form of the future" });
	await expect(asked).rejects.toMatchObject({ code: "internal" });
});

test("an event of a newer server is taken in as one that is not known, and the log goes on", () => {
	const { client, tell } = clientOf("alice");
	tell(welcomeOf("alice"));
	const room = client.rooms.value.get(1);
	const message = { seq: 1, rev: 1, at: 0, kind: "system", author: null, body: "something new", event: "renovated" };
	tell({ t: "messages", room: 1, messages: [message] });
	expect(room?.cursor).toBe(1);
});

test("who is taken out of a room learns by whom and why; who was offline, that they are not in it any more", () => {
	const { client, tell, lose } = clientOf("alice");
	tell(welcomeOf("alice"));
	const counts = { head: 0, lastAt: 0, readSeq: 0, unread: 0, mentions: 0, notify: "all" };
	const enter = () => {
		tell({ t: "room", room: { id: 2, name: "harbour", topic: "", visibility: "public", ...counts } });
		return client.rooms.value.get(2) ?? expect.unreachable();
	};
	const room = enter();
	const removed = { by: { id: 9, name: "asha" }, reason: "Keep to the boats" };
	tell({ t: "gone", room: 2, removed });
	expect(client.removal.value).toEqual({ room, ...removed });
	expect([...client.rooms.value.keys()]).toEqual([1]);
	enter();
	tell({ t: "gone", room: 2 });
	expect(client.removal.value).toEqual({ room, ...removed });
	const again = enter();
	lose();
	tell(welcomeOf("alice"));
	expect(client.removal.value).toEqual({ room: again, by: null, reason: "" });
});

test("a thread's root has one object, which live replies reach; its place is what the server told", async () => {
	const { client, room, thread, tell, seqs } = await withThread();
	expect(client.thread(room, 1)).toBe(thread);
	expect([seqs(), thread.mark.value]).toEqual([[2], MARK]);
	tell({ t: "messages", room: 1, messages: [text(1), text(2, 2, 1), text(1, 3), text(4), text(5, 5, 1)] });
	tell({ t: "thread-mark", mark: { ...MARK, unread: 3 } });
	expect([seqs(), client.attention.value]).toEqual([[2, 5], 3]);
	tell({ t: "gone", room: 1 });
	expect([client.attention.value, client.threadMarks.value.size]).toEqual([0, 0]);
});

test("after a loss an open thread gets what it missed, and its place anew", async () => {
	const { thread, tell, lose, answer, sent, seqs } = await withThread();
	lose();
	tell(welcomeOf("alice", 6));
	expect(thread.mark.value).toMatchObject({ unread: 0 });
	const { head, ...counts } = { head: 6, lastAt: 0, readSeq: 0, unread: 0, mentions: 0, notify: "all" };
	const room = { id: 1, name: "lobby", topic: "", visibility: "public", head, ...counts };
	expect(sent.filter(({ t }) => t === "sync")).toHaveLength(1);
	await answer("sync", { t: "changes", room, messages: [text(5, 5, 1), text(1, 6)], more: false, reset: false });
	const mark = { ...MARK, following: false, unread: 0 };
	await answer("thread", { t: "thread", root: text(1, 6), messages: [text(5, 5, 1)], more: true, head, mark });
	expect([seqs(), thread.rootMessage.value?.rev, thread.mark.value]).toEqual([[2, 5], 6, mark]);
});

test("too far behind, an open thread is loaded again by itself", async () => {
	const { thread, tell, answer, seqs } = await withThread();
	tell({ t: "messages", room: 1, messages: [text(5000)] });
	const counts = { lastAt: 0, readSeq: 0, unread: 0, mentions: 0, notify: "all" };
	const room = { id: 1, name: "lobby", topic: "", visibility: "public", head: 5000, ...counts };
	await answer("sync", { t: "changes", room, messages: [text(5000)], more: false, reset: true });
	expect([seqs(), thread.stale]).toEqual([[2], true]);
	const messages = [text(4998, 4998, 1)];
	await answer("thread", { t: "thread", root: text(1, 4999), messages, more: true, head: 5000, mark: MARK });
	expect([seqs(), thread.stale, thread.hasOlder.value]).toEqual([[4998], false, true]);
});

test("to mark as unread moves the marker back to before the message, here at once", async () => {
	const { client, room, sent, tell, answer } = await withThread();
	tell({ t: "read", room: 1, seq: 4, unread: 0, mentions: 0, head: 4 });
	const marked = client.markUnread(room, 3);
	expect(sent.at(-1)).toMatchObject({ t: "read", room: 1, seq: 2, back: true });
	expect(room.readSeq.value).toBe(2);
	await answer("read", { t: "error", code: "rate_limited", message: "Later" });
	await expect(marked).rejects.toMatchObject({ code: "rate_limited" });
	expect(room.readSeq.value).toBe(4);
});

test("a message by its place comes from what is held, else from the server; null where it is gone or another came", async () => {
	const { client, sent, answer } = await withThread();
	const asked = sent.length;
	expect(await client.messageAt(1, 2, 1)).toMatchObject({ seq: 2, thread: 1 });
	expect(sent).toHaveLength(asked);
	const page = { t: "page", room: 1, head: 4, more: true };
	const ask = async (messages: object[]) => {
		const found = client.messageAt(1, 3);
		await answer("history", { ...page, messages });
		return found;
	};
	expect(await ask([text(3)])).toMatchObject({ seq: 3 });
	expect(await ask([text(4)])).toBeNull();
	expect(await ask([{ ...text(3), body: "", deleted: true }])).toBeNull();
	const refused = client.messageAt(7, 3);
	await answer("history", { t: "error", code: "not_found", message: "Not yours" });
	expect(await refused).toBeNull();
});

test("what is posted from elsewhere leaves the drafts of its room and its thread alone", async () => {
	const { client } = await withThread();
	client.drafts.set(1, undefined, "for the room");
	client.drafts.set(1, 1, "for the thread");
	client.post(1, "sent by a command", { thread: 1 });
	client.post(1, "sent by a command");
	expect([client.drafts.of(1).value, client.drafts.of(1, 1).value]).toEqual(["for the room", "for the thread"]);
});
