import * as v from "valibot";
import { type AnswerFrame, type DownFrame, downFrame, type ErrorFrame } from "../../src/protocol/down.ts";
import { PROTOCOL_VERSION } from "../../src/protocol/version.ts";

const WAIT_MS = 20_000;

type FrameOf<T extends DownFrame["t"]> = Extract<DownFrame, { t: T }>;

interface Waiting {
	take(frame: DownFrame): boolean;
	fail(cause: Error): void;
}

/** A native-protocol WebSocket with nothing between the test and the wire: it sends whatever it is told to. */
export class RawSocket {
	/** All that came, in order. */
	readonly frames: DownFrame[] = [];
	readonly closed: Promise<{ code: number; reason: string }>;
	readonly #socket: WebSocket;
	readonly #waiting = new Set<Waiting>();
	#unread: DownFrame[] = [];
	#lastId = 0;

	constructor(url: string, headers: Record<string, string> = {}) {
		this.#socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, { headers, tls: { rejectUnauthorized: false } });
		this.#socket.onmessage = ({ data }) => this.#receive(v.parse(downFrame, JSON.parse(String(data))));
		this.closed = new Promise((resolve) => {
			this.#socket.onclose = ({ code, reason }) => {
				resolve({ code, reason });
				for (const waiting of [...this.#waiting]) waiting.fail(new Error(`closed with ${code} ${reason}`));
			};
		});
	}

	static async open(url: string, headers?: Record<string, string>): Promise<RawSocket> {
		const raw = new RawSocket(url, headers);
		await new Promise<void>((resolve, reject) => {
			raw.#socket.onopen = () => resolve();
			raw.#socket.onerror = () => reject(new Error("cannot connect"));
		});
		return raw;
	}

	/** Connected and greeted. */
	static async enter(url: string, token: string): Promise<RawSocket> {
		const raw = await RawSocket.open(url);
		raw.send({ t: "hello", v: PROTOCOL_VERSION, token });
		await raw.next("welcome");
		return raw;
	}

	send(frame: unknown): void {
		this.sendText(JSON.stringify(frame));
	}

	sendText(text: string): void {
		this.#socket.send(text);
	}

	sendBytes(bytes: Uint8Array<ArrayBuffer>): void {
		this.#socket.send(bytes);
	}

	/** The first frame of this type that no `next` has given yet; one that has still to come is waited for. */
	next<T extends DownFrame["t"]>(t: T, fits: (frame: FrameOf<T>) => boolean = () => true): Promise<FrameOf<T>> {
		return this.#take((frame): frame is FrameOf<T> => frame.t === t && fits(frame as FrameOf<T>), t);
	}

	/** Sends a request; the answer, which may be an error, is whatever carries its id. */
	ask(request: { t: string } & Record<string, unknown>): Promise<AnswerFrame | ErrorFrame> {
		const id = ++this.#lastId;
		this.send({ ...request, id });
		return this.#take(
			(frame): frame is AnswerFrame | ErrorFrame => "id" in frame && frame.id === id,
			`answer to ${request.t}`,
		);
	}

	/** Whatever the server had sent before this call has come in afterwards. */
	async roundtrip(): Promise<void> {
		this.send({ t: "ping" });
		await this.next("pong");
	}

	close(): void {
		this.#socket.close();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.close();
		await this.closed;
	}

	#receive(frame: DownFrame): void {
		this.frames.push(frame);
		for (const waiting of this.#waiting) if (waiting.take(frame)) return;
		this.#unread.push(frame);
	}

	#take<F extends DownFrame>(fits: (frame: DownFrame) => frame is F, what: string): Promise<F> {
		const come = this.#unread.find(fits);
		if (come) {
			this.#unread = this.#unread.filter((frame) => frame !== come);
			return Promise.resolve(come);
		}
		return new Promise((resolve, reject) => {
			const finish = (settle: () => void) => {
				clearTimeout(timer);
				this.#waiting.delete(waiting);
				settle();
			};
			const waiting: Waiting = {
				take(frame) {
					if (!fits(frame)) return false;
					finish(() => resolve(frame));
					return true;
				},
				fail: (cause) => finish(() => reject(new Error(`${what} did not come: ${cause.message}`))),
			};
			const timer = setTimeout(() => waiting.fail(new Error("not in time")), WAIT_MS);
			this.#waiting.add(waiting);
			if (this.#socket.readyState === WebSocket.CLOSED) waiting.fail(new Error("closed"));
		});
	}
}
