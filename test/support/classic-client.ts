import { createHash } from "node:crypto";
import { connect, type Socket } from "node:net";

/** What the classic server has shown: as the old client takes it apart. */
export type Shown = { kind: "system" | "person"; text: string; time: string };

const MAX_SLICE_CHARS = 1013;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function passwordDigest(password: string): string {
	return createHash("sha256").update(password).digest("hex");
}

/** A frame as the old client makes it: its length counts characters. */
export function clientFrame(text: string): Uint8Array {
	return new TextEncoder().encode(String([...text].length).padStart(4, "0") + text);
}

export function clientMessage(text: string): Uint8Array {
	const chars = [...text];
	const frames: Uint8Array[] = [];
	for (let at = 0; at < chars.length; at += MAX_SLICE_CHARS) {
		frames.push(clientFrame(`<START>${chars.slice(at, at + MAX_SLICE_CHARS).join("")}`));
	}
	return Buffer.concat([...frames, clientFrame("<END>")]);
}

/** Behaves as the old Python client: reads a length in bytes, then as many bytes, and waits for what it expects. */
export class ClassicClient implements Disposable {
	readonly #socket: Socket;
	#received = Buffer.alloc(0);
	#ended = false;
	#wake: (() => void) | null = null;

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on("data", (chunk: Buffer) => {
			this.#received = Buffer.concat([this.#received, chunk]);
			this.#wake?.();
		});
		socket.on("error", () => {});
		socket.on("close", () => {
			this.#ended = true;
			this.#wake?.();
		});
	}

	static connect(port: number): Promise<ClassicClient> {
		return new Promise((resolve, reject) => {
			const socket = connect({ host: "127.0.0.1", port, noDelay: true });
			socket.once("error", reject);
			socket.once("connect", () => resolve(new ClassicClient(socket)));
		});
	}

	/** Connected, logged in, and past the welcome. */
	static async loggedIn(port: number, name: string, password = "secret"): Promise<ClassicClient> {
		const client = await ClassicClient.connect(port);
		const answer = await client.logIn(name, password);
		if (answer !== "<SYSTEM>Y") throw new Error(`${name} was answered ${answer}`);
		await client.until((shown) => shown.text.startsWith("**** Welcome"));
		return client;
	}

	sendBytes(bytes: Uint8Array): void {
		this.#socket.write(bytes);
	}

	/** Byte by byte, each in a call of its own. */
	async sendSlowly(bytes: Uint8Array): Promise<void> {
		for (const byte of bytes) {
			await new Promise<void>((resolve) => this.#socket.write(Uint8Array.of(byte), () => resolve()));
		}
	}

	send(...frames: string[]): void {
		this.sendBytes(Buffer.concat(frames.map(clientFrame)));
	}

	say(text: string): void {
		this.sendBytes(clientMessage(text));
	}

	async logIn(name: string, password = "secret"): Promise<string> {
		this.send("1", name, passwordDigest(password));
		return this.frame();
	}

	async signUp(name: string, password = "secret"): Promise<string> {
		this.send("2", name, passwordDigest(password));
		return this.frame();
	}

	/** The next frame; throws where the connection has ended before it. */
	async frame(): Promise<string> {
		const header = utf8.decode(await this.#take(4));
		if (!/^\d{4}$/.test(header)) throw new Error(`out of step: ${JSON.stringify(header)} is no header`);
		return utf8.decode(await this.#take(Number(header)));
	}

	/** The next so many bytes, as they are. */
	async bytes(count: number): Promise<string> {
		return utf8.decode(await this.#take(count));
	}

	/** The next line or message. */
	async shown(): Promise<Shown> {
		let text = "";
		for (;;) {
			const frame = await this.frame();
			if (frame.startsWith("<SYSTEM>")) return { kind: "system", text: frame.slice(8, -8), time: frame.slice(-7) };
			if (frame === "<END>") return { kind: "person", text: text.slice(0, -8), time: text.slice(-7) };
			if (!frame.startsWith("<START>")) throw new Error(`neither slice nor end: ${frame}`);
			if (Buffer.byteLength(frame) > 7 + 1024) throw new Error("a slice that the old client does not take");
			text += frame.slice(7);
		}
	}

	/** All that is shown up to the first that matches, with it. */
	async until(matches: (shown: Shown) => boolean): Promise<Shown[]> {
		const seen: Shown[] = [];
		for (;;) {
			const shown = await this.shown();
			seen.push(shown);
			if (matches(shown)) return seen;
		}
	}

	async untilText(text: string): Promise<Shown[]> {
		return this.until((shown) => shown.text === text);
	}

	/** Waits until the server has closed; gives what it sent before. */
	async closed(): Promise<string> {
		while (!this.#ended) await this.#more();
		return this.#received.toString();
	}

	pause(): void {
		this.#socket.pause();
	}

	end(): void {
		this.#socket.end();
	}

	/** As when the cable is pulled and the system resets the connection. */
	drop(): void {
		this.#socket.resetAndDestroy();
	}

	[Symbol.dispose](): void {
		this.#socket.destroy();
	}

	async #take(count: number): Promise<Buffer> {
		while (this.#received.length < count) {
			if (this.#ended) throw new Error("the server has closed the connection");
			await this.#more();
		}
		const taken = this.#received.subarray(0, count);
		this.#received = this.#received.subarray(count);
		return taken;
	}

	#more(): Promise<void> {
		return new Promise((resolve) => {
			this.#wake = resolve;
		});
	}
}
