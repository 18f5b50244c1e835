import { type ReadonlySignal, signal } from "@preact/signals-core";
import * as v from "valibot";
import { type Answers, type AnswerTo, type DownFrame, downFrame } from "../protocol/down.ts";
import type { ErrorCode } from "../protocol/errors.ts";
import type { UpFrame } from "../protocol/up.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import { backoffMs } from "./backoff.ts";
import type { ClientPorts, Socket } from "./ports.ts";
import { Disconnected, type RequestOf, Requests } from "./requests.ts";

/** Each state holds only its own data. */
export type LinkState =
	| { state: "idle" }
	| { state: "connecting"; attempt: number }
	| { state: "online" }
	| { state: "waiting"; attempt: number; retryAt: number; reason: string }
	| { state: "ended"; code: ErrorCode; message: string };

export type Welcome = Extract<DownFrame, { t: "welcome" }>;
/** What comes without having been asked for. */
export type LiveFrame = Exclude<DownFrame, { id?: number | undefined } | { t: "welcome" | "bye" | "pong" }>;

export interface LinkEvents {
	welcome(welcome: Welcome): void;
	live(frame: LiveFrame): void;
}

/** Rejects with ParlourError where the server refuses, and with Disconnected. */
export type Ask = Link["ask"];

const CONNECT_WITHIN_MS = 10_000;
const PING_AFTER_MS = 25_000;
const ANSWER_WITHIN_MS = 10_000;
/** After these, coming back by itself makes no sense. */
const FINAL: ReadonlySet<ErrorCode> = new Set(["unauthorized", "revoked", "kicked", "version_unsupported"]);

/** The connection: opens it, greets, keeps it alive, and comes back after every loss until it is told not to. */
export class Link {
	readonly #ports: ClientPorts;
	readonly #events: LinkEvents;
	readonly #hello: { token?: string; client: string };
	readonly #requests = new Requests();
	readonly #state = signal<LinkState>({ state: "idle" });
	#socket: Socket | null = null;
	#cancelTimer: () => void = () => undefined;
	#welcomed = false;
	#heardAt = 0;
	#asking = false;
	/** What came before the welcome, which may be later than it. */
	#early: LiveFrame[] = [];
	#bye: { code: ErrorCode; message: string } | null = null;

	constructor(ports: ClientPorts, events: LinkEvents, hello: { token?: string; client: string }) {
		this.#ports = ports;
		this.#events = events;
		this.#hello = hello;
	}

	get state(): ReadonlySignal<LinkState> {
		return this.#state;
	}

	start(): void {
		if (this.#state.peek().state === "idle") this.#connect(0);
	}

	/** Tries at once instead of waiting: the network is back, or somebody looks at the screen. */
	nudge(): void {
		if (this.#state.peek().state === "waiting") this.#connect(0);
		else if (this.#state.peek().state === "online") this.#ping();
	}

	/** For good, for a reason of one's own. */
	end(code: ErrorCode, message: string): void {
		this.#drop();
		this.#state.value = { state: "ended", code, message };
	}

	stop(): void {
		this.#drop();
		this.#state.value = { state: "idle" };
	}

	/** Rejects with ParlourError where the server refuses, and with Disconnected. */
	readonly ask = <T extends keyof Answers>(request: RequestOf<T> & { t: T }): Promise<AnswerTo<T>> => {
		const socket = this.#socket;
		if (!socket || this.#state.peek().state !== "online") return Promise.reject(new Disconnected());
		return this.#requests.send<T>((text) => socket.send(text), request);
	};

	/** May be dropped. */
	tell(frame: Extract<UpFrame, { t: "typing" | "ping" }>): void {
		if (this.#state.peek().state === "online") this.#socket?.send(JSON.stringify(frame));
	}

	#connect(attempt: number): void {
		this.#drop();
		this.#bye = null;
		this.#state.value = { state: "connecting", attempt };
		let socket: Socket | null = null;
		const ifCurrent = (run: () => void) => () => {
			if (socket !== null && socket === this.#socket) run();
		};
		socket = this.#ports.openSocket({
			opened: () => ifCurrent(() => this.#greet())(),
			text: (text) => ifCurrent(() => this.#receive(text))(),
			closed: () => ifCurrent(() => this.#lost(attempt, "the connection was lost"))(),
		});
		this.#socket = socket;
		this.#after(CONNECT_WITHIN_MS, () => this.#lost(attempt, "no answer"));
	}

	#greet(): void {
		const hello: UpFrame = { t: "hello", v: PROTOCOL_VERSION, ...this.#hello, resume: this.#welcomed };
		this.#socket?.send(JSON.stringify(hello));
	}

	#receive(text: string): void {
		this.#heardAt = this.#ports.clock.now();
		const json = parseJson(text);
		const parsed = v.safeParse(downFrame, json);
		// A frame that this version does not know: a newer server may send some. An answer must not be waited for.
		if (!parsed.success) return this.#requests.unreadable(json);
		const frame = parsed.output;
		if (frame.t === "pong") return;
		if (frame.t === "bye") {
			this.#bye = { code: frame.code, message: frame.message };
			return;
		}
		if (frame.t === "welcome") {
			this.#welcomed = true;
			this.#after(PING_AFTER_MS, () => this.#keepAlive());
			this.#state.value = { state: "online" };
			// Unless who watches the state has stopped it.
			if (this.#socket) this.#events.welcome(frame);
			for (const early of this.#early.splice(0)) if (this.#socket) this.#events.live(early);
			return;
		}
		if ("id" in frame || frame.t === "error") return this.#requests.answered(frame);
		if (this.#state.peek().state === "online") this.#events.live(frame);
		else this.#early.push(frame);
	}

	#keepAlive(): void {
		const quietMs = this.#ports.clock.now() - this.#heardAt;
		if (quietMs >= PING_AFTER_MS) this.#ping();
		else this.#after(PING_AFTER_MS - quietMs, () => this.#keepAlive());
	}

	#ping(): void {
		// Asked anew at every nudge, a dead connection would never be given up.
		if (this.#asking) return;
		this.#asking = true;
		const sentAt = this.#ports.clock.now();
		this.tell({ t: "ping" });
		this.#after(ANSWER_WITHIN_MS, () => {
			this.#asking = false;
			if (this.#heardAt >= sentAt) this.#keepAlive();
			else this.#lost(0, "no answer");
		});
	}

	#lost(attempt: number, reason: string): void {
		const wasOnline = this.#state.peek().state === "online";
		const bye = this.#bye;
		this.#drop();
		if (bye && FINAL.has(bye.code)) {
			this.#state.value = { state: "ended", ...bye };
			return;
		}
		const next = wasOnline ? 0 : attempt + 1;
		const delayMs = backoffMs(next, this.#ports.random);
		this.#state.value = {
			state: "waiting",
			attempt: next,
			retryAt: this.#ports.clock.now() + delayMs,
			reason: bye?.message ?? reason,
		};
		this.#after(delayMs, () => this.#connect(next));
	}

	#drop(): void {
		this.#cancelTimer();
		this.#asking = false;
		this.#early = [];
		const socket = this.#socket;
		this.#socket = null;
		socket?.close();
		this.#requests.fail();
	}

	/** One timer at a time; each state sets its own. */
	#after(delayMs: number, run: () => void): void {
		this.#cancelTimer();
		this.#cancelTimer = this.#ports.clock.after(delayMs, run);
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
