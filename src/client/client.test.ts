import { expect, test } from "bun:test";
import type { DownFrame } from "../protocol/down.ts";
import { Client } from "./client.ts";
import type { ClientPorts, SocketEvents } from "./ports.ts";

function welcomeOf(name: string): DownFrame {
	return {
		t: "welcome",
		v: 1,
		server: { name: "Harbour Lab", version: "0" },
		me: { id: name.length, name, role: "member" },
		rooms: [{ id: 1, name: "lobby", topic: "", visibility: "public", lobby: true, head: 0, readSeq: 0, unread: 0 }],
		online: [],
		maxBodyChars: 8000,
	};
}

/** A client whose server is the test: what it sent, and how to answer it. */
function clientOf(account: string) {
	const sent: { t: string; id?: number; body?: string }[] = [];
	const sockets: SocketEvents[] = [];
	const ports: ClientPorts = {
		openSocket(events) {
			sockets.push(events);
			return { send: (text) => void sent.push(JSON.parse(text)), close: () => undefined };
		},
		clock: { now: () => 0, after: () => () => undefined },
		keep: { get: () => null, set: () => undefined },
		random: () => 0.5,
		makeNonce: () => `nonce-${sent.length}-${account}`,
	};
	const client = new Client(ports, { account, client: "test" });
	client.start();
	const tell = (frame: object) => sockets.at(-1)?.text(JSON.stringify(frame));
	sockets.at(-1)?.opened();
	return { client, sent, tell };
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
