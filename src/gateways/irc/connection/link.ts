import { RateLimit } from "../../../core/rate-limit.ts";
import type { TcpEnd, TcpPeer } from "../../../runtime/tcp-server.ts";
import { type Context, GATEWAY } from "../context.ts";
import { formatLine, isCommandName, type Line, parseLine } from "../line/line.ts";
import { type LineHandler, LineQueue } from "../line/line-queue.ts";
import { type Fault, MAX_LINE_BYTES, type Read } from "../line/line-reader.ts";
import { cutText } from "../line/split-text.ts";
import type { Transport } from "../transport/transport.ts";
import { Heartbeat, type Listener } from "./heartbeat.ts";
import type { Mail } from "./outbox.ts";

/** What a client is sent before it is asked to take some of it. */
const MAX_BACKLOG_BYTES = 256 * 1024;
const BACKLOG_CHECK_MS = 1_000;
/** Between a turn's worth of lines and the next: no client gets more than 2,000 through in a second. */
const TURN_MS = 50;
const REGISTER_WITHIN_MS = 60_000;
/** A bad line now and then is an accident; who sends nothing else is no client. */
const BAD_LINES = { burst: 20, perSecond: 0.1 };
const MOST_ERROR_BYTES = MAX_LINE_BYTES - "ERROR :\r\n".length;

/** Who speaks over a link. */
export interface Speaker {
	/** As the log knows it, once it has a name. */
	readonly user: string | undefined;
	handle(line: Line): Promise<void>;
	/** What has come cannot be read. */
	refuse(fault: Fault): Promise<void>;
	/** Called once, last. */
	ended(why: string, deliberate: boolean): void;
}

/** One connection: its lines strictly in order, what goes out, and its end. */
export class Link implements TcpPeer, LineHandler, Listener {
	readonly #context: Context;
	readonly #transport: Transport;
	readonly #speaker: Speaker;
	readonly #queue: LineQueue;
	readonly #heartbeat: Heartbeat;
	/** Of bad lines; most clients send none. */
	#faults: RateLimit | null = null;
	/** While it is a stranger's: they have so long to say who they are. */
	#cancelRegistration: (() => void) | null;
	/** Lines that go out at the end of this turn. */
	#pending: Mail | null = null;
	#wake: (() => void) | null = null;
	#over = false;

	constructor(context: Context, transport: Transport, speaker: Speaker) {
		this.#context = context;
		this.#transport = transport;
		this.#speaker = speaker;
		this.#queue = new LineQueue(this, transport);
		this.#heartbeat = new Heartbeat(context.clock, this);
		this.#cancelRegistration = context.clock.after(REGISTER_WITHIN_MS, () => this.close("Registration timed out"));
		context.log.info("connection", { gateway: GATEWAY, address: this.address });
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

	/** Who speaks is no stranger any longer. */
	admit(): void {
		this.#leaveStrangers();
		this.#heartbeat.start();
	}

	/** Whole lines. */
	write(text: string): void {
		if (text === "" || this.#over) return;
		this.#pending = (this.#pending ?? this.#context.outbox.begin(this)).and(text);
	}

	flush(): void {
		const mail = this.#pending;
		this.#pending = null;
		if (mail) this.#transport.send(mail);
	}

	/** At most so long: its end wakes it, and so does its having taken what it was sent. */
	sleep(delayMs: number): Promise<void> {
		if (this.#over) return Promise.resolve();
		return new Promise((resolve) => {
			const cancel = this.#context.clock.after(delayMs, resolve);
			this.#wake = () => {
				cancel();
				resolve();
			};
		});
	}

	/** ERROR, and the end. */
	close(why: string, deliberate = false): void {
		if (this.#over) return;
		this.write(`${formatLine("ERROR", [cutText(`Closing link: ${why}`, MOST_ERROR_BYTES)])}\r\n`);
		this.flush();
		this.#finish(why, deliberate);
		this.#transport.close();
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

	async handle(read: Read): Promise<void> {
		if ("fault" in read) {
			this.#countFault(read.fault);
			await this.#speaker.refuse(read);
		} else {
			const line = parseLine(read.line);
			if (!line || !isCommandName(line.command)) this.#countFault("no command");
			if (line) await this.#speaker.handle(line);
		}
		while (this.#transport.backlogBytes > MAX_BACKLOG_BYTES && !this.#over) await this.sleep(BACKLOG_CHECK_MS);
	}

	giveWay(): Promise<void> {
		if (!this.#context.settings.unlimited) return this.sleep(TURN_MS);
		return new Promise((resolve) => setImmediate(resolve));
	}

	flooded(): void {
		this.close("Too many lines at once");
	}

	failed(cause: unknown): void {
		this.#context.log.error("connection failed", { ...this.#logFields(), cause: String(cause) });
		this.close("Internal error");
	}

	ask(): void {
		const { serverName } = this.#context.settings;
		this.write(`${formatLine("PING", [serverName], serverName)}\r\n`);
	}

	gone(): void {
		this.close("Ping timeout");
	}

	#countFault(fault: string): void {
		if (!this.#faults) {
			this.#faults = new RateLimit(BAD_LINES, this.#context.clock);
			this.#context.log.info("protocol fault", { ...this.#logFields(), fault });
		}
		if (this.#faults.take(0) > 0) this.close("Too many bad lines");
	}

	#leaveStrangers(): void {
		if (!this.#cancelRegistration) return;
		this.#cancelRegistration();
		this.#cancelRegistration = null;
		this.#context.strangers.leave(this.address);
	}

	#finish(why: string, deliberate: boolean): void {
		if (this.#over) return;
		this.#over = true;
		this.#leaveStrangers();
		this.#wake?.();
		this.#queue.clear();
		this.#heartbeat.stop();
		this.#pending = null;
		this.#context.log.info("disconnection", { ...this.#logFields(), why });
		this.#speaker.ended(why, deliberate);
	}

	#logFields() {
		return { gateway: GATEWAY, address: this.address, user: this.#speaker.user };
	}
}
