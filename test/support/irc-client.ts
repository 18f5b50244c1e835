import { connect, type Socket } from "node:net";
import { type Line, parseLine } from "../../src/gateways/irc/line/line.ts";

const WAIT_MS = 10_000;

/** A raw IRC client: sends lines, keeps what comes, and waits for what it expects. */
export class RawIrcClient implements Disposable {
	readonly #socket: Socket;
	readonly #lines: Line[] = [];
	#rest = "";
	#wake: (() => void) | null = null;
	ended = false;

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.setEncoding("utf8");
		socket.on("data", (chunk: string) => {
			const parts = (this.#rest + chunk).split("\r\n");
			this.#rest = parts.pop() ?? "";
			for (const part of parts) {
				const line = parseLine(part);
				if (!line) throw new Error(`the server sent no line: ${part}`);
				if (line.command === "PING") this.send(`PONG ${line.params[0]}`);
				else this.#lines.push(line);
			}
			this.#wake?.();
		});
		socket.on("error", () => undefined);
		socket.on("close", () => {
			this.ended = true;
			this.#wake?.();
		});
	}

	static connect(port: number): Promise<RawIrcClient> {
		return new Promise((resolve, reject) => {
			const socket = connect({ host: "127.0.0.1", port, noDelay: true });
			socket.once("error", reject);
			socket.once("connect", () => resolve(new RawIrcClient(socket)));
		});
	}

	/** Welcome, and shown the lobby. */
	static async loggedIn(
		port: number,
		name: string,
		password: string,
		...capabilities: string[]
	): Promise<RawIrcClient> {
		const client = await RawIrcClient.connect(port);
		if (capabilities.length > 0) client.send("CAP LS 302", `CAP REQ :${capabilities.join(" ")}`);
		client.send(`PASS :${name}:${password}`, `NICK ${name}`, `USER ${name} 0 * :${name}`);
		if (capabilities.length > 0) client.send("CAP END");
		await client.until("001");
		await client.roundTrip();
		return client;
	}

	send(...lines: string[]): void {
		this.#socket.write(lines.map((line) => `${line}\r\n`).join(""));
	}

	sendBytes(bytes: Uint8Array): void {
		this.#socket.write(bytes);
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
		this.#socket.destroy();
	}
}
