import * as v from "valibot";
import type { Core } from "../../core/core.ts";
import type { Log } from "../../core/log.ts";
import type { Connection, EndReason, Person } from "../../core/presence.ts";
import type { DownFrame } from "../../protocol/down.ts";
import { type ErrorCode, ParlourError } from "../../protocol/errors.ts";
import { type RequestFrame, type UpFrame, upFrame } from "../../protocol/up.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import type { LinkEvents, WebLink } from "../../runtime/web-server.ts";
import { toWireError } from "./errors.ts";
import type { FanOut } from "./fan-out.ts";
import { answer } from "./requests.ts";

/** docs/protocol.md: what a client makes of each. */
const CLOSE_CODES = { stopping: 1012, revoked: 4001, kicked: 4003 } as const;
const PROTOCOL_FAULT = 4000;
const SERVER_FAULT = 1011;
const GOODBYES: Record<EndReason, string> = {
	stopping: "The server is stopping",
	revoked: "This session was ended",
	kicked: "The host has ended your sessions",
};
const MAX_FAULTS = 10;
const MAX_UNDER_WAY = 256;
const HELLO_WITHIN_MS = 10_000;

export interface WebContext {
	core: Core;
	log: Log;
	fanOut: FanOut;
	server: { name: string; version: string };
}

/** One WebSocket of the native protocol: parses its frames, asks core, answers. */
export class WebConnection implements Connection, LinkEvents {
	readonly gateway = "web";
	readonly address: string;
	session: number | null = null;
	readonly #context: WebContext;
	readonly #link: WebLink;
	readonly #cookieToken: string | null;
	readonly #helloTimer: ReturnType<typeof setTimeout>;
	#state: "new" | "greeting" | "closed" | Person = "new";
	#faults = 0;
	#underWay = 0;

	constructor(context: WebContext, link: WebLink, cookieToken: string | null) {
		this.#context = context;
		this.#link = link;
		this.#cookieToken = cookieToken;
		this.address = link.address;
		this.#helloTimer = setTimeout(() => this.#leave(PROTOCOL_FAULT, "no hello"), HELLO_WITHIN_MS);
		context.log.info("connection", this.#logFields());
	}

	get queuedBytes(): number {
		return this.#link.queuedBytes;
	}

	send(frame: DownFrame): void {
		if (this.#state !== "closed") this.#link.send(JSON.stringify(frame));
	}

	sendEncoded(frame: string): void {
		if (this.#state !== "closed") this.#link.send(frame);
	}

	subscribe(topic: string): void {
		this.#link.subscribe(topic);
	}

	unsubscribe(topic: string): void {
		this.#link.unsubscribe(topic);
	}

	end(reason: EndReason): void {
		this.send({ t: "bye", code: reason, message: GOODBYES[reason] });
		this.#leave(CLOSE_CODES[reason], reason, { deliberate: reason !== "stopping" });
	}

	text(text: string): void {
		const frame = this.#parse(text);
		if (!frame) return;
		if (frame.t === "ping") return this.send({ t: "pong" });
		if (frame.t === "hello") return void this.#greet(frame);
		const person = this.#person;
		if (!person) return this.#fault("the first frame must be a hello, and its welcome awaited", frameId(frame));
		if (frame.t === "typing") return this.#context.core.messages.typing(person, frame.room, frame.thread);
		void this.#answer(person, frame);
	}

	binary(): void {
		this.#fault("frames are text");
	}

	closed(code: number): void {
		if (this.#state === "closed") return;
		this.#detach({ deliberate: false }, `code ${code}`);
	}

	get #person(): Person | null {
		return typeof this.#state === "string" ? null : this.#state;
	}

	#parse(text: string): UpFrame | null {
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch {
			this.#fault("a frame must be JSON");
			return null;
		}
		const parsed = v.safeParse(upFrame, json);
		if (parsed.success) return parsed.output;
		const issue = parsed.issues[0];
		const where = v.getDotPath(issue) ?? "frame";
		// The message repeats what was received, which may be somebody's words: not for the log.
		const known =
			issue.expected === "never" ? "a field too many" : `${where}: expected ${issue.expected ?? issue.type}`;
		this.#fault(`${where}: ${issue.message}`, frameId(json), known);
		return null;
	}

	async #greet(hello: Extract<UpFrame, { t: "hello" }>): Promise<void> {
		if (this.#state !== "new") return this.#fault("hello comes once");
		this.#state = "greeting";
		clearTimeout(this.#helloTimer);
		const { core, fanOut, server, log } = this.#context;
		try {
			if (hello.v !== PROTOCOL_VERSION) {
				throw new ParlourError(
					"version_unsupported",
					`Cannot talk version ${hello.v}: this server talks ${PROTOCOL_VERSION}. Reload, or update the older of the two`,
				);
			}
			const { id, account } = await core.accounts.authenticate(hello.token ?? this.#cookieToken ?? "");
			this.session = id;
			const person = await core.presence.attach(account, this, { resumed: hello.resume ?? false });
			if (this.#state !== "greeting") return core.presence.detach(person, this, { deliberate: false });
			this.#state = person;
			fanOut.add(person, this);
			core.sessions.opened(id, hello.client ?? null);
			const [{ rooms, threads }, drafts] = await Promise.all([
				core.attention.unread(person),
				core.keeping.drafts(person),
			]);
			this.send({
				t: "welcome",
				v: PROTOCOL_VERSION,
				server,
				me: account,
				rooms,
				threads,
				drafts,
				online: [...core.presence.people].map((other) => other.account.id),
				maxBodyChars: core.messages.maxBodyChars,
				maxFileBytes: core.maxFileBytes,
			});
			log.info("connected", { ...this.#logFields(), client: hello.client });
		} catch (cause) {
			const error = toWireError(cause, log);
			this.send({ t: "bye", code: error.code, message: error.message });
			this.#leave(closeCodeFor(error.code), error.code);
		}
	}

	async #answer(person: Person, frame: RequestFrame): Promise<void> {
		if (this.#underWay >= MAX_UNDER_WAY) {
			const message = `Too many requests at once: wait for answers, ${MAX_UNDER_WAY} may be under way`;
			return this.send({ t: "error", id: frame.id, code: "rate_limited", message, retryAfterMs: 100 });
		}
		this.#underWay++;
		if (this.session !== null) this.#context.core.sessions.used(this.session);
		try {
			this.send(await answer(this.#context.core, person, frame));
		} catch (cause) {
			this.send({ t: "error", id: frame.id, ...toWireError(cause, this.#context.log) });
		} finally {
			this.#underWay--;
		}
	}

	#fault(why: string, id?: number, loggable = why): void {
		const message = `Cannot read this frame: ${why}`;
		this.send({ t: "error", ...(id === undefined ? {} : { id }), code: "bad_request", message });
		this.#faults++;
		if (this.#faults === 1) this.#context.log.info("protocol fault", { ...this.#logFields(), fault: loggable });
		if (this.#faults >= MAX_FAULTS) this.#leave(PROTOCOL_FAULT, "too many bad frames");
	}

	#leave(code: number, reason: string, how = { deliberate: false }): void {
		if (this.#state === "closed") return;
		this.#detach(how, reason);
		this.#link.close(code, reason);
	}

	#detach(how: { deliberate: boolean }, why: string): void {
		clearTimeout(this.#helloTimer);
		this.#context.log.info("disconnection", { ...this.#logFields(), why });
		const person = this.#person;
		this.#state = "closed";
		if (!person) return;
		this.#context.fanOut.remove(person, this);
		this.#context.core.presence.detach(person, this, how);
	}

	#logFields() {
		return { gateway: this.gateway, address: this.address, user: this.#person?.user.name };
	}
}

function closeCodeFor(code: ErrorCode): number {
	if (code === "unauthorized") return CLOSE_CODES.revoked;
	return code === "version_unsupported" ? PROTOCOL_FAULT : SERVER_FAULT;
}

/** The id of a frame that cannot be parsed as a whole, so that its sender knows which one it was. */
function frameId(frame: unknown): number | undefined {
	const parsed = v.safeParse(v.object({ id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }), frame);
	return parsed.success ? parsed.output.id : undefined;
}
