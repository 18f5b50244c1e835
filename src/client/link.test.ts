import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { memoryKeep } from "../commands/chat/ports.ts";
import type { DownFrame } from "../protocol/down.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import { Link, type LinkState } from "./link.ts";
import type { ClientPorts, SocketEvents } from "./ports.ts";
import { Disconnected } from "./requests.ts";

class FakeSocket {
	readonly events: SocketEvents;
	readonly sent: Record<string, unknown>[] = [];
	closed = false;

	constructor(events: SocketEvents) {
		this.events = events;
	}

	send(text: string): void {
		this.sent.push(JSON.parse(text));
	}

	/** As a WebSocket does, it tells of its end whoever closed it. */
	close(): void {
		if (this.closed) return;
		this.closed = true;
		this.events.closed();
	}

	hear(frame: DownFrame | Record<string, unknown>): void {
		this.events.text(JSON.stringify(frame));
	}
}

const WELCOME: DownFrame = {
	t: "welcome",
	v: PROTOCOL_VERSION,
	server: { name: "Parlour", version: "0" },
	me: { id: 1, name: "asha", role: "owner" },
	rooms: [],
	threads: [],
	drafts: [],
	online: [],
	maxBodyChars: 8000,
	maxFileBytes: 1000,
};

function make() {
	const clock = new FakeClock();
	const sockets: FakeSocket[] = [];
	const ports: ClientPorts = {
		clock,
		keep: memoryKeep(),
		random: () => 1,
		makeNonce: () => "nonce-01",
		openSocket: (events) => {
			const socket = new FakeSocket(events);
			sockets.push(socket);
			return socket;
		},
	};
	const heard: string[] = [];
	const link = new Link(
		ports,
		{ welcome: () => heard.push("welcome"), live: ({ t }) => heard.push(t) },
		{ client: "test", token: "secret" },
	);
	const states: LinkState["state"][] = [];
	link.state.subscribe(({ state }) => states.push(state));
	return {
		link,
		clock,
		sockets,
		heard,
		states,
		state: () => link.state.value,
		/** The socket that was opened last. */
		socket: () => sockets.at(-1) ?? expect.unreachable(),
	};
}

function online() {
	const under = make();
	under.link.start();
	under.socket().events.opened();
	under.socket().hear(WELCOME);
	return under;
}

test("it connects, greets with its version and token, and is online when it is welcomed", () => {
	const { link, socket, heard, states } = make();
	expect(states).toEqual(["idle"]);
	link.start();
	expect(link.state.value).toEqual({ state: "connecting", attempt: 0 });
	expect(socket().sent).toEqual([]);
	socket().events.opened();
	expect(socket().sent).toEqual([{ t: "hello", v: PROTOCOL_VERSION, client: "test", token: "secret", resume: false }]);
	socket().hear(WELCOME);
	expect(states).toEqual(["idle", "connecting", "online"]);
	expect(heard).toEqual(["welcome"]);
	link.start();
	expect(states).toHaveLength(3);
});

test("a lost connection is opened again after a while, and says that it resumes", () => {
	const { socket, sockets, clock, state, states } = online();
	socket().close();
	expect(state()).toEqual({
		state: "waiting",
		attempt: 0,
		retryAt: clock.now() + 400,
		reason: "the connection was lost",
	});
	clock.advance(399);
	expect(sockets).toHaveLength(1);
	clock.advance(1);
	expect(sockets).toHaveLength(2);
	socket().events.opened();
	expect(socket().sent[0]).toMatchObject({ t: "hello", resume: true });
	socket().hear(WELCOME);
	expect(states.slice(2)).toEqual(["online", "waiting", "connecting", "online"]);
});

test("while the server is away the waits grow, and are short again after it was reached", () => {
	const { link, socket, clock, state } = make();
	link.start();
	const waits: number[] = [];
	for (let attempt = 0; attempt < 7; attempt++) {
		socket().close();
		const waiting = state();
		if (waiting.state !== "waiting") return expect.unreachable();
		waits.push(waiting.retryAt - clock.now());
		clock.advance(waiting.retryAt - clock.now());
	}
	expect(waits).toEqual([800, 1600, 3200, 6400, 12_800, 15_000, 15_000]);
	socket().events.opened();
	socket().hear(WELCOME);
	socket().close();
	expect(state()).toMatchObject({ state: "waiting", attempt: 0, retryAt: clock.now() + 400 });
});

test("a connection that does not open, or opens and is not welcomed, is given up after ten seconds", () => {
	const { link, socket, sockets, clock, state } = make();
	link.start();
	clock.advance(9_999);
	expect(state().state).toBe("connecting");
	clock.advance(1);
	expect(state()).toMatchObject({ state: "waiting", reason: "no answer" });
	expect(socket().closed).toBe(true);
	clock.advance(800);
	socket().events.opened();
	clock.advance(10_000);
	expect(state()).toMatchObject({ state: "waiting", reason: "no answer" });
	expect(sockets).toHaveLength(2);
});

test("a quiet connection is asked for a sign of life, and one is enough", () => {
	const { socket, clock, state } = online();
	clock.advance(24_999);
	expect(socket().sent).toHaveLength(1);
	clock.advance(1);
	expect(socket().sent.at(-1)).toEqual({ t: "ping" });
	clock.advance(9_000);
	socket().hear({ t: "pong" });
	clock.advance(1_000);
	expect(state().state).toBe("online");
	clock.advance(24_000);
	expect(socket().sent.filter(({ t }) => t === "ping")).toHaveLength(2);
	clock.advance(9_999);
	expect(state().state).toBe("online");
});

test("a connection on which much is heard is not asked", () => {
	const { socket, clock } = online();
	for (let n = 0; n < 20; n++) {
		clock.advance(10_000);
		socket().hear({ t: "presence", user: { id: 2, name: "jun" }, online: true });
	}
	expect(socket().sent).toHaveLength(1);
});

test("a connection that stays silent is lost, whatever its socket says", () => {
	const { socket, clock, state } = online();
	clock.advance(25_000 + 9_999);
	expect(state().state).toBe("online");
	clock.advance(1);
	expect(state()).toMatchObject({ state: "waiting", attempt: 0, reason: "no answer" });
	expect(socket().closed).toBe(true);
});

test.each<ErrorCode>(["unauthorized", "revoked", "kicked", "version_unsupported"])(
	"after a goodbye of %s it does not come back",
	(code) => {
		const { socket, sockets, clock, state, link } = online();
		socket().hear({ t: "bye", code, message: "words for the reader" });
		expect(state().state).toBe("online");
		socket().close();
		expect(state()).toEqual({ state: "ended", code, message: "words for the reader" });
		clock.advance(3_600_000);
		link.nudge();
		link.start();
		expect(sockets).toHaveLength(1);
		expect(clock.waiting).toBe(0);
	},
);

test.each<ErrorCode>(["stopping", "rate_limited", "internal"])("after a goodbye of %s it comes back", (code) => {
	const { socket, sockets, clock, state } = online();
	socket().hear({ t: "bye", code, message: "words for the reader" });
	socket().close();
	expect(state()).toMatchObject({ state: "waiting", reason: "words for the reader" });
	clock.advance(400);
	expect(sockets).toHaveLength(2);
	socket().close();
	expect(state()).toMatchObject({ state: "waiting", reason: "the connection was lost" });
});

test("a version that the server does not speak ends it before any welcome", () => {
	const { link, socket, heard, state, clock } = make();
	link.start();
	socket().events.opened();
	socket().hear({ t: "bye", code: "version_unsupported", message: "Update this client" });
	socket().close();
	expect(state()).toEqual({ state: "ended", code: "version_unsupported", message: "Update this client" });
	expect(heard).toEqual([]);
	expect(clock.waiting).toBe(0);
});

test("a request is answered by its id, a refusal with its code, and one that the loss overtakes is disconnected", async () => {
	const { link, socket } = online();
	const [first, second, third] = [1, 2, 3].map((room) => link.ask({ t: "join", room }));
	const ids = socket()
		.sent.slice(1)
		.map(({ id }) => id);
	expect(new Set(ids).size).toBe(3);
	socket().hear({ t: "error", id: ids[1], code: "not_found", message: "Cannot find this room", retryAfterMs: 5 });
	const counts = { readSeq: 0, unread: 0, mentions: 0 };
	const room = { id: 1, name: "reef", topic: "", visibility: "public", head: 1, lastAt: 0, notify: "all", ...counts };
	socket().hear({ t: "joined", id: ids[0], room });
	expect(await first).toMatchObject({ t: "joined", room: { name: "reef" } });
	await expect(second).rejects.toMatchObject({ code: "not_found", retryAfterMs: 5 });
	socket().close();
	await expect(third).rejects.toBeInstanceOf(Disconnected);
	await expect(link.ask({ t: "join", room: 4 })).rejects.toBeInstanceOf(Disconnected);
});

test("frames that it does not know, and what is no frame, are passed over", () => {
	const { socket, heard, state } = online();
	socket().hear({ t: "from-the-future", room: 1 });
	socket().hear({ t: "messages", room: "one" });
	socket().events.text("{");
	socket().hear({ t: "error", code: "bad_request", message: "about nothing" });
	socket().hear({ t: "done", id: 4711 });
	socket().hear({ t: "gone", room: 3, added: "by a newer server" });
	expect(heard).toEqual(["welcome", "gone"]);
	expect(state().state).toBe("online");
});

test("what comes before the welcome may be later than it, and is heard after it", () => {
	const { link, socket, heard } = make();
	link.start();
	socket().events.opened();
	socket().hear({ t: "gone", room: 7 });
	expect(heard).toEqual([]);
	socket().hear(WELCOME);
	expect(heard).toEqual(["welcome", "gone"]);
});

test("what an abandoned socket still says is not heard", () => {
	const { socket, sockets, clock, heard, state } = online();
	const old = socket();
	clock.advance(35_000);
	clock.advance(400);
	expect(sockets).toHaveLength(2);
	old.hear({ t: "gone", room: 1 });
	old.hear(WELCOME);
	old.events.closed();
	expect(heard).toEqual(["welcome"]);
	expect(state()).toEqual({ state: "connecting", attempt: 0 });
});

test("a nudge tries at once instead of waiting, and asks a quiet connection for a sign of life", () => {
	const { link, socket, sockets, clock, state } = online();
	clock.advance(1_000);
	link.nudge();
	expect(socket().sent.at(-1)).toEqual({ t: "ping" });
	clock.advance(10_000);
	expect(state().state).toBe("waiting");
	link.nudge();
	expect(sockets).toHaveLength(2);
	expect(state()).toEqual({ state: "connecting", attempt: 0 });
	link.nudge();
	expect(sockets).toHaveLength(2);
});

test("many nudges do not put off the moment at which silence counts as a loss", () => {
	const { link, clock, state } = online();
	clock.advance(1_000);
	for (let second = 0; second < 15; second++) {
		link.nudge();
		clock.advance(1_000);
	}
	expect(state().state).not.toBe("online");
});

test("stopped, it closes, forgets its timers and stays away; it can be started again", async () => {
	const { link, socket, sockets, clock, state } = online();
	const waiting = link.ask({ t: "join", room: 1 });
	link.stop();
	await expect(waiting).rejects.toBeInstanceOf(Disconnected);
	expect(state()).toEqual({ state: "idle" });
	expect(socket().closed).toBe(true);
	expect(clock.waiting).toBe(0);
	link.start();
	expect(sockets).toHaveLength(2);
	link.stop();
	clock.advance(3_600_000);
	expect(sockets).toHaveLength(2);
});

test("one who stops it at the moment of its welcome has it stopped", () => {
	const { link, socket, clock, sockets } = make();
	link.state.subscribe(({ state }) => {
		if (state === "online") link.stop();
	});
	link.start();
	socket().events.opened();
	socket().hear(WELCOME);
	clock.advance(3_600_000);
	expect(sockets).toHaveLength(1);
	expect(link.state.value).toEqual({ state: "idle" });
	expect(clock.waiting).toBe(0);
});
