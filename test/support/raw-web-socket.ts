import { connect, type Socket } from "node:net";

export const TEXT = 1;
export const BINARY = 2;
const CONTINUED = 0;
const PING = 9;
const PONG = 10;

/** A WebSocket client that sends whatever frames it is told to, whole or in parts, sound or not. */
export class RawWebSocket implements Disposable {
	/** What came in frames of text and of bytes, in order. */
	readonly messages: string[] = [];
	readonly closed: Promise<void>;
	readonly #socket: Socket;
	#unread: Buffer = Buffer.alloc(0);

	private constructor(socket: Socket) {
		this.#socket = socket;
		this.closed = new Promise((resolve) => socket.on("close", () => resolve()));
	}

	/** Upgraded to this subprotocol. */
	static open(url: string, path: string, subprotocol: string): Promise<RawWebSocket> {
		const { host, hostname, port } = new URL(url);
		const socket = connect({ host: hostname, port: Number(port), noDelay: true });
		const raw = new RawWebSocket(socket);
		const headers = [
			`GET ${path} HTTP/1.1`,
			`Host: ${host}`,
			"Connection: Upgrade",
			"Upgrade: websocket",
			"Sec-WebSocket-Version: 13",
			"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
			`Sec-WebSocket-Protocol: ${subprotocol}`,
		];
		socket.write(`${headers.join("\r\n")}\r\n\r\n`);
		return new Promise((resolve, reject) => {
			socket.on("error", reject);
			const greeted = (chunk: Buffer) => {
				raw.#unread = Buffer.concat([raw.#unread, chunk]);
				const end = raw.#unread.indexOf("\r\n\r\n");
				if (end === -1) return;
				const head = raw.#unread.subarray(0, end).toString();
				if (!head.startsWith("HTTP/1.1 101 ")) return reject(new Error(`the upgrade was refused: ${head}`));
				socket.off("data", greeted);
				socket.on("data", (more: Buffer) => raw.#receive(more));
				const rest = raw.#unread.subarray(end + 4);
				raw.#unread = Buffer.alloc(0);
				raw.#receive(rest);
				resolve(raw);
			};
			socket.on("data", greeted);
		});
	}

	/** One message in as many frames as there are parts. */
	send(opcode: typeof TEXT | typeof BINARY, ...parts: (string | Uint8Array)[]): void {
		for (const [index, part] of parts.entries()) {
			const last = index === parts.length - 1;
			this.#socket.write(frame(index === 0 ? opcode : CONTINUED, last, Buffer.from(part)));
		}
	}

	#receive(chunk: Buffer): void {
		this.#unread = Buffer.concat([this.#unread, chunk]);
		for (let read = unframe(this.#unread); read; read = unframe(this.#unread)) {
			const { opcode, payload, rest } = read;
			this.#unread = rest;
			if (opcode === TEXT || opcode === BINARY) this.messages.push(payload.toString());
			else if (opcode === PING) this.#socket.write(frame(PONG, true, payload));
		}
	}

	[Symbol.dispose](): void {
		this.#socket.destroy();
	}
}

/** RFC 6455 5.2: masked, as a client's are; by noughts. */
function frame(opcode: number, last: boolean, payload: Buffer): Buffer {
	const { length } = payload;
	const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
	const head = Buffer.alloc(2 + extended + 4);
	head[0] = (last ? 0x80 : 0) | opcode;
	head[1] = 0x80 | (extended === 0 ? length : extended === 2 ? 126 : 127);
	if (extended === 2) head.writeUInt16BE(length, 2);
	if (extended === 8) head.writeBigUInt64BE(BigInt(length), 2);
	return Buffer.concat([head, payload]);
}

/** The first whole frame; null where there is none yet. */
function unframe(bytes: Buffer): { opcode: number; payload: Buffer; rest: Buffer } | null {
	const [first, second] = bytes;
	if (first === undefined || second === undefined) return null;
	const extended = second < 126 ? 0 : second === 126 ? 2 : 8;
	const start = 2 + extended;
	if (bytes.length < start) return null;
	const size = extended === 0 ? second : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
	if (bytes.length < start + size) return null;
	const end = start + size;
	return { opcode: first & 0x0f, payload: bytes.subarray(start, end), rest: bytes.subarray(end) };
}
