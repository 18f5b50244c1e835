import { ParlourError } from "../../protocol/errors.ts";
import type { TcpConnection, TcpEnd, TcpPeer } from "../../runtime/tcp-server.ts";
import { type Context, GATEWAY } from "./context.ts";
import { FrameDecoder, FrameError } from "./frame-decoder.ts";
import { encodeFrame } from "./frame-encoder.ts";
import { Menu } from "./menu.ts";

const MAX_PENDING_BYTES = 16 * 1024;

/** Who a connection talks to: the menu before log-in, the chat after it. */
export interface Stage {
	/** One frame at a time: the next one waits for the answer. */
	receive(frame: string): Promise<void> | void;
	/** What was received before the client went is still to be done. */
	readonly finishesReceived: boolean;
	leave(): void;
}

/** One connection: its frames strictly in order, and its end, whoever makes it. */
export class Session implements TcpPeer {
	readonly #context: Context;
	readonly #connection: TcpConnection;
	readonly #decoder = new FrameDecoder();
	#stage: Stage;
	#user: string | undefined;
	#busy = false;
	#paused = false;
	#over = false;
	#gone = false;
	#endedBy: string | null = null;
	#wake: (() => void) | null = null;

	constructor(context: Context, connection: TcpConnection) {
		this.#context = context;
		this.#connection = connection;
		this.#stage = new Menu(context, this);
		context.log.info("connection", this.#logFields());
	}

	get address(): string {
		return this.#connection.address;
	}

	/** Nothing more is to be done for this connection. */
	get over(): boolean {
		return this.#over;
	}

	enter(stage: Stage, user: string): void {
		this.#context.strangers.leave(this.address);
		this.#stage = stage;
		this.#user = user;
	}

	write(bytes: Uint8Array): void {
		this.#connection.write(bytes);
	}

	send(frame: string): void {
		this.write(encodeFrame(frame));
	}

	/** `why` is for the log. */
	close(why: string): void {
		this.#endedBy ??= why;
		this.#connection.close();
		this.#finish();
	}

	/** Without waiting for a client that does not read. */
	drop(why: string): void {
		this.#endedBy ??= why;
		this.#connection.destroy();
		this.#finish();
	}

	/** The client has taken what was written, or never will. */
	async flushed(): Promise<void> {
		while (this.#connection.backlogBytes > 0 && !this.#over && !this.#gone) {
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}

	/** Returns early where the session is over. */
	sleep(delayMs: number): Promise<void> {
		if (this.#over) return Promise.resolve();
		return new Promise((resolve) => {
			const cancel = this.#context.clock.after(delayMs, resolve);
			this.#wake = () => {
				// A drain is no reason to wake; the sleeper waits for its time or the end.
				if (!this.#over) return;
				cancel();
				resolve();
			};
		});
	}

	/** Where core says that it is too soon, reads nothing more and tries again in time. Null: the session is over. */
	async patiently<T>(attempt: () => Promise<T>): Promise<T | null> {
		while (!this.#over) {
			try {
				return await attempt();
			} catch (cause) {
				if (!(cause instanceof ParlourError) || cause.code !== "rate_limited") throw cause;
				this.#pause();
				await this.sleep(cause.retryAfterMs ?? 1000);
			}
		}
		return null;
	}

	onData(bytes: Uint8Array): void {
		if (this.#over) return;
		this.#decoder.push(bytes);
		if (!this.#busy) void this.#work();
		if (this.#busy && this.#decoder.pendingBytes > MAX_PENDING_BYTES) this.#pause();
	}

	onDrain(): void {
		this.#wake?.();
	}

	onClose(end: TcpEnd): void {
		this.#gone = true;
		this.#endedBy ??= end;
		if (!(this.#busy && this.#stage.finishesReceived)) this.#finish();
		else this.#wake?.();
		this.#context.log.info("disconnection", { ...this.#logFields(), why: this.#endedBy });
	}

	/** Never throws. */
	async #work(): Promise<void> {
		this.#busy = true;
		try {
			while (!this.#over) {
				const frame = this.#decoder.next();
				if (this.#paused && this.#decoder.pendingBytes <= MAX_PENDING_BYTES) this.#resume();
				if (frame === null) break;
				const done = this.#stage.receive(frame);
				if (done) await done;
			}
		} catch (cause) {
			this.#failed(cause);
		} finally {
			this.#busy = false;
		}
		if (this.#gone) this.#finish();
	}

	#failed(cause: unknown): void {
		if (cause instanceof FrameError) {
			this.#context.log.info("protocol fault", { ...this.#logFields(), fault: cause.message });
			return this.close("protocol fault");
		}
		this.#context.log.error("connection failed", { ...this.#logFields(), cause: String(cause) });
		this.close("internal error");
	}

	#finish(): void {
		if (this.#over) return;
		this.#over = true;
		this.#wake?.();
		this.#stage.leave();
	}

	#pause(): void {
		this.#paused = true;
		this.#connection.pause();
	}

	#resume(): void {
		this.#paused = false;
		this.#connection.resume();
	}

	#logFields() {
		return { gateway: GATEWAY, address: this.address, user: this.#user };
	}
}
