import type { Connection, EndReason, Person } from "../../core/presence.ts";
import type { Account } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { TcpEnd, TcpPeer } from "../../runtime/tcp-server.ts";
import type { Capabilities } from "./capabilities.ts";
import { runCommand } from "./commands/commands.ts";
import { type Context, GATEWAY } from "./context.ts";
import { Heartbeat } from "./heartbeat.ts";
import { labelFor, tellLabelled } from "./labelled.ts";
import { formatLine, parseLine } from "./line/line.ts";
import { type LineHandler, LineQueue } from "./line/line-queue.ts";
import type { Read } from "./line/line-reader.ts";
import type { Multiline } from "./multiline.ts";
import { maskOf } from "./names.ts";
import { ERR } from "./numerics.ts";
import { encode, type Outgoing, type Tag } from "./outgoing.ts";
import { Registration } from "./registration/registration.ts";
import type { Transport } from "./transport/transport.ts";

/** What a client is sent before it is asked to take some of it. */
const MAX_BACKLOG_BYTES = 256 * 1024;
const BACKLOG_CHECK_MS = 1_000;
/** Between a turn's worth of lines and the next: no client gets more than 2,000 through in a second. */
const TURN_MS = 50;
const REGISTER_WITHIN_MS = 60_000;
const MAX_FAULTS = 20;
const ENDINGS: Record<EndReason, string> = {
	stopping: "The server is stopping",
	revoked: "This session was ended",
	kicked: "The host has ended your sessions",
};

/** One IRC connection: its lines strictly in order, what it is sent, and its end. */
export class IrcClient implements Connection, TcpPeer, LineHandler {
	readonly gateway = GATEWAY;
	readonly session = null;
	readonly context: Context;
	readonly registration: Registration;
	readonly #transport: Transport;
	readonly #queue = new LineQueue(this);
	readonly #heartbeat: Heartbeat;
	capabilities: Capabilities = 0;
	/** Said CAP LS 302, or more. */
	capVersion = 301;
	/** None for a guest. */
	account: Account | null = null;
	appPassword: number | null = null;
	/** OPER has made it one. */
	operator = false;
	#modes = "";
	person: Person | null = null;
	/** The room that a JOIN of this client is under way to, by the key of its name: the command shows it. */
	joining: string | null = null;
	/** A BATCH that the client has begun. */
	multiline: Multiline | null = null;
	/** What this client's own commands lead to, until it comes in: see own-key.ts. */
	#expected: Set<string> | null = null;
	/** What answers the command that is being worked on, where that has a label. */
	#answers: Outgoing[] | null = null;
	#over = false;
	#faults = 0;
	#endedBy: string | null = null;
	#cancelTimer: () => void;
	#wake: (() => void) | null = null;
	/** Lines that go out at the end of this turn. */
	#pending = "";

	constructor(context: Context, transport: Transport) {
		this.context = context;
		this.#transport = transport;
		this.#heartbeat = new Heartbeat(context.clock, {
			ask: () => this.tell({ command: "PING", params: [this.serverName] }),
			gone: () => this.close("Ping timeout"),
		});
		this.registration = new Registration(this);
		this.#cancelTimer = context.clock.after(REGISTER_WITHIN_MS, () => this.close("Registration timed out"));
		context.log.info("connection", this.#logFields());
	}

	get address(): string {
		return this.#transport.address;
	}

	get secure(): boolean {
		return this.#transport.secure;
	}

	get over(): boolean {
		return this.#over;
	}

	/** What the client calls itself; `*` before it has said so. */
	get nick(): string {
		return this.person?.user.name ?? this.registration.nick ?? "*";
	}

	get serverName(): string {
		return this.context.settings.serverName;
	}

	get mask(): string {
		return this.person ? maskOf(this.person.user, this.serverName) : `${this.nick}!*@*`;
	}

	/** From now on they are a person of core's. */
	async enter(account: Account): Promise<Person | null> {
		const person = await this.context.core.presence.attach(account, this, { resumed: false });
		if (this.#over) {
			this.context.core.presence.detach(person, this, { deliberate: false });
			return null;
		}
		this.account = account.guest ? null : account;
		this.person = person;
		this.context.strangers.leave(this.address);
		this.#cancelTimer();
		this.#heartbeat.start();
		return person;
	}

	/** A guest is the person of this account from now on; the guest's rooms are left. */
	async changeInto(account: Account): Promise<Person | null> {
		const { core, audience } = this.context;
		const guest = this.person;
		if (!guest) throw new Error("only who is here can be somebody else");
		const person = await core.presence.attach(account, this, { resumed: false });
		if (this.#over) {
			core.presence.detach(person, this, { deliberate: false });
			return null;
		}
		audience.remove(this);
		audience.guests.lastWords.set(guest.user.id, `Logged in as ${account.name}`);
		this.account = account;
		this.person = person;
		core.presence.detach(guest, this, { deliberate: true });
		return person;
	}

	/** An answer to the command that is being worked on. */
	reply(numeric: string, ...params: string[]): void {
		this.answer({ command: numeric, params: [this.nick, ...params] });
	}

	/** What MODE has set of itself, in order. */
	get modes(): string {
		return this.#modes;
	}

	setMode(char: string, on: boolean): void {
		const others = [...this.#modes].filter((mode) => mode !== char);
		this.#modes = (on ? [...others, char] : others).sort().join("");
	}

	/** A numeric that answers nothing. */
	tellReply(numeric: string, ...params: string[]): void {
		this.tell({ command: numeric, params: [this.nick, ...params] });
	}

	/** IRCv3 standard-replies. */
	fail(command: string, code: string, ...rest: string[]): void {
		this.answer({ command: "FAIL", params: [command, code, ...rest] });
	}

	answer(line: Outgoing): void {
		if (this.#answers) this.#answers.push(line);
		else this.tell(line);
	}

	/** While this runs, what would answer the client is kept for who asked. */
	async collecting(run: () => Promise<void>): Promise<Outgoing[]> {
		const outer = this.#answers;
		const lines: Outgoing[] = [];
		this.#answers = lines;
		try {
			await run();
		} finally {
			this.#answers = outer;
		}
		return lines;
	}

	tell(line: Outgoing, extra: readonly Tag[] = []): void {
		this.write(encode(line, this.serverName, this.capabilities, this.context.clock.now(), extra));
	}

	write(text: string): void {
		if (text === "" || this.#over) return;
		if (this.#pending === "") {
			this.context.outbox.add(this);
			this.#pending = text;
		} else this.#pending = this.context.outbox.join(this.#pending, text);
	}

	flush(encode: (text: string) => Uint8Array): void {
		const text = this.#pending;
		this.#pending = "";
		if (text !== "") this.#transport.send(text, encode);
	}

	/** While this runs, what has this key is the client's own doing. */
	async doing<T>(key: string, run: () => Promise<T>): Promise<T> {
		this.#expected ??= new Set();
		this.#expected.add(key);
		try {
			return await run();
		} finally {
			this.#expected.delete(key);
			if (this.#expected.size === 0) this.#expected = null;
		}
	}

	get isDoing(): boolean {
		return this.#expected !== null;
	}

	did(key: string | null): boolean {
		return key !== null && (this.#expected?.has(key) ?? false);
	}

	/** Where core says that it is too soon, waits, and reads nothing more meanwhile. */
	async patiently<T>(attempt: () => Promise<T>): Promise<T> {
		for (;;) {
			try {
				return await attempt();
			} catch (cause) {
				if (!(cause instanceof ParlourError) || cause.code !== "rate_limited" || this.#over) throw cause;
				await this.#sleep(cause.retryAfterMs ?? 1000);
			}
		}
	}

	onData(bytes: Uint8Array): void {
		if (this.#over) return;
		this.#heartbeat.heard();
		this.#queue.push(bytes);
	}

	onDrain(): void {
		this.#wake?.();
	}

	onClose(end: TcpEnd): void {
		this.#finish(end, false);
	}

	/** Core ends it. */
	end(reason: EndReason): void {
		this.close(ENDINGS[reason], reason !== "stopping");
	}

	/** ERROR, and the end. */
	close(why: string, deliberate = false): void {
		if (this.#over) return;
		this.write(`${formatLine("ERROR", [`Closing link: ${why}`])}\r\n`);
		this.flush((text) => new TextEncoder().encode(text));
		this.#endedBy = why;
		this.#transport.close();
		this.#finish(why, deliberate);
	}

	async handle(read: Read): Promise<void> {
		if ("fault" in read) return this.#fault(read.fault);
		const line = parseLine(read.line);
		if (!line) return this.#fault("no command");
		const label = labelFor(this, line);
		if (label === null) await runCommand(this, line);
		else {
			this.#answers = [];
			let answers: Outgoing[] = [];
			try {
				await runCommand(this, line);
			} finally {
				answers = this.#answers;
				this.#answers = null;
			}
			tellLabelled(this, answers, label);
		}
		while (this.#transport.backlogBytes > MAX_BACKLOG_BYTES && !this.#over) await this.#sleep(BACKLOG_CHECK_MS);
	}

	giveWay(): Promise<void> {
		if (!this.context.settings.unlimited) return this.#sleep(TURN_MS);
		return new Promise((resolve) => setImmediate(resolve));
	}

	pause(): boolean {
		return this.#transport.pause();
	}

	resume(): void {
		this.#transport.resume();
	}

	flooded(): void {
		this.close("Too many lines at once");
	}

	failed(cause: unknown): void {
		this.context.log.error("connection failed", { ...this.#logFields(), cause: String(cause) });
		this.close("Internal error");
	}

	#fault(fault: Extract<Read, { fault: string }>["fault"] | "no command"): void {
		if (fault === "too long") this.tell({ command: ERR.INPUTTOOLONG, params: [this.nick, "Input line was too long"] });
		else if (fault === "not utf-8") {
			this.tell({ command: "FAIL", params: ["*", "INVALID_UTF8", "Message rejected: this server takes UTF-8 only"] });
		}
		this.#faults++;
		if (this.#faults === 1) this.context.log.info("protocol fault", { ...this.#logFields(), fault });
		if (this.#faults > MAX_FAULTS) this.close("Too many bad lines");
	}

	#sleep(delayMs: number): Promise<void> {
		if (this.#over) return Promise.resolve();
		return new Promise((resolve) => {
			const cancel = this.context.clock.after(delayMs, resolve);
			this.#wake = () => {
				cancel();
				resolve();
			};
		});
	}

	#finish(why: string, deliberate: boolean): void {
		if (this.#over) return;
		this.#over = true;
		this.#cancelTimer();
		this.#wake?.();
		this.#queue.clear();
		this.#heartbeat.stop();
		this.#pending = "";
		this.multiline = null;
		this.context.log.info("disconnection", { ...this.#logFields(), why: this.#endedBy ?? why });
		this.context.audience.remove(this);
		if (this.person?.user.guest) {
			this.context.audience.guests.lastWords.set(this.person.user.id, this.#endedBy ?? why);
			this.context.audience.guests.former.add(this.person.user.name, this.registration.said);
		}
		this.context.monitors.forget(this);
		if (!this.person) this.context.strangers.leave(this.address);
		const { presence } = this.context.core;
		if (this.registration.account) presence.forget(this.registration.account.id, this);
		if (this.person) presence.detach(this.person, this, { deliberate });
	}

	#logFields() {
		return { gateway: GATEWAY, address: this.address, user: this.person?.user.name };
	}
}
