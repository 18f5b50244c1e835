import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { type Line, parseLine } from "../../src/gateways/irc/line/line.ts";

const WAIT_MS = 10_000;

/** A way to the server: what is written to it, and how it ends. */
interface Way {
	write(data: string | Uint8Array): void;
	destroy(): void;
}

/** A raw IRC client: sends lines, keeps what comes, and waits for what it expects. */
export class RawIrcClient implements Disposable {
	readonly #way: Way;
	readonly #lines: Line[] = [];
	#rest = "";
	#wake: (() => void) | null = null;
	ended = false;
	/** Whether a PING of the server's is answered. */
	answersPings = true;

	private constructor(way: Way) {
		this.#way = way;
	}

	static connect(port: number, tls?: { ca: string }): Promise<RawIrcClient> {
		return new Promise((resolve, reject) => {
			const at = { host: "127.0.0.1", port, noDelay: true };
			const socket: Socket = tls ? connectTls({ ...at, ...tls }) : connect(at);
			socket.setEncoding("utf8");
			socket.once("error", reject);
			socket.once(tls ? "secureConnect" : "connect", () => {
				const client = new RawIrcClient({ write: (data) => void socket.write(data), destroy: () => socket.destroy() });
				socket.on("data", (chunk: string) => client.#receive(chunk));
				socket.on("error", () => undefined);
				socket.on("close", () => client.#close());
				resolve(client);
			});
		});
	}

	/** By WebSocket: each line is a frame, whose kind the subprotocol says. */
	static byWebSocket(url: string, subprotocol: string): Promise<RawIrcClient> {
		return new Promise((resolve, reject) => {
			const socket = new WebSocket(`${url.replace("http", "ws")}/irc`, [subprotocol]);
			const binary = subprotocol.startsWith("binary");
			socket.binaryType = "arraybuffer";
			const frames = (data: string | Uint8Array) => {
				for (const line of String(data).split("\r\n").slice(0, -1)) {
					socket.send(binary ? new TextEncoder().encode(line) : line);
				}
			};
			const client = new RawIrcClient({ write: frames, destroy: () => socket.close() });
			socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
				if ((typeof data !== "string") !== binary) throw new Error("a frame of the wrong kind");
				client.#receive(`${typeof data === "string" ? data : new TextDecoder().decode(data)}\r\n`);
			};
			socket.onclose = () => client.#close();
			socket.onerror = () => reject(new Error("the upgrade was refused"));
			socket.onopen = () => {
				if (socket.protocol === subprotocol) resolve(client);
				else reject(new Error(`another subprotocol: ${socket.protocol}`));
			};
		});
	}

	#receive(chunk: string): void {
		const parts = (this.#rest + chunk).split("\r\n");
		this.#rest = parts.pop() ?? "";
		for (const part of parts) {
			const line = parseLine(part);
			if (!line) throw new Error(`the server sent no line: ${part}`);
			if (line.command === "PING" && this.answersPings) this.send(`PONG ${line.params[0]}`);
			else this.#lines.push(line);
		}
		this.#wake?.();
	}

	#close(): void {
		this.ended = true;
		this.#wake?.();
	}

	/** Welcome, and shown the lobby. */
	static async loggedIn(
		port: number,
		name: string,
		password: string,
		...capabilities: string[]
	): Promise<RawIrcClient> {
		const client = await RawIrcClient.connect(port);
		await client.logIn(name, password, ...capabilities);
		return client;
	}

	/** Until it is welcome, and shown the lobby. */
	async logIn(name: string, password: string, ...capabilities: string[]): Promise<void> {
		if (capabilities.length > 0) this.send("CAP LS 302", `CAP REQ :${capabilities.join(" ")}`);
		this.send(`PASS :${name}:${password}`, `NICK ${name}`, `USER ${name} 0 * :${name}`);
		if (capabilities.length > 0) this.send("CAP END");
		await this.until("001");
		await this.roundTrip();
	}

	send(...lines: string[]): void {
		this.#way.write(lines.map((line) => `${line}\r\n`).join(""));
	}

	sendBytes(bytes: Uint8Array): void {
		this.#way.write(bytes);
	}

	/** The next line of this command or numeric, and of these parameters where they are given; what comes before it is passed over. */
	async until(command: string, ...params: (string | RegExp)[]): Promise<Line> {
		const fits = (line: Line) =>
			line.command === command &&
			params.every((param, index) => {
				const given = line.params[index] ?? "";
				return typeof param === "string" ? given === param : param.test(given);
			});
		const passed: Line[] = [];
		for (;;) {
			const line = await this.#next(`${command} ${params.join(" ")}`, passed);
			if (fits(line)) return line;
			passed.push(line);
		}
	}

	/** All that comes until the server has answered a PING: nothing more is on its way to this client. */
	async roundTrip(): Promise<Line[]> {
		const token = `t${Math.random().toString(36).slice(2)}`;
		this.send(`PING ${token}`);
		const lines: Line[] = [];
		for (;;) {
			const line = await this.#next(`PONG ${token}`, lines);
			if (line.command === "PONG" && line.params[1] === token) return lines;
			lines.push(line);
		}
	}

	async end(): Promise<void> {
		while (!this.ended) {
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}

	async #next(wanted: string, passed: readonly Line[]): Promise<Line> {
		const deadline = Date.now() + WAIT_MS;
		for (;;) {
			const line = this.#lines.shift();
			if (line) return line;
			const left = deadline - Date.now();
			if (this.ended || left <= 0) {
				const seen = passed.map((line) => `${line.command} ${line.params.join(" ")}`).join("\n");
				throw new Error(`${this.ended ? "closed" : "not in time"}: ${wanted}\nThere came:\n${seen}`);
			}
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, left);
				this.#wake = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
	}

	[Symbol.dispose](): void {
		this.#way.destroy();
	}
}

/** What these lines are answered with, each as its command and parameters. */
export async function answers(client: RawIrcClient, ...lines: string[]): Promise<string[]> {
	client.send(...lines);
	return (await client.roundTrip()).map(({ command, params }) => [command, ...params].join(" "));
}
