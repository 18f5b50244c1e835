import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Subprocess } from "bun";

const ROOT = join(import.meta.dir, "../..");
const READY_WITHIN_MS = 30_000;

export interface RunningParlour {
	url: string;
	port: number;
	classicPort: number;
	ircPort: number;
	data: string;
	process: Subprocess<"pipe", "pipe", "pipe">;
	/** All that it has printed so far. */
	output(): string;
	/** Types a line into the host's console. */
	type(line: string): void;
	/** Waits until the output, from `from` on, has what is looked for. */
	printed(what: RegExp, from?: number): Promise<RegExpMatchArray>;
	/** As a crash: no chance to clean up. */
	kill(): Promise<void>;
	/** Stops it as a host would, and removes a data folder that was made for it. */
	[Symbol.asyncDispose](): Promise<void>;
}

export interface StartOptions {
	data?: string;
	port?: number;
	classicPort?: number;
	args?: string[];
	/** A command that ends by running the one after it, such as a shell that sets a limit first. */
	prefix?: string[];
}

export async function makeDataFolder(): Promise<string> {
	return mkdtemp(join(tmpdir(), "parlour-test-"));
}

/** The real program, as its own process, on free ports. */
export async function startParlour(options: StartOptions = {}): Promise<RunningParlour> {
	const data = options.data ?? (await makeDataFolder());
	const { port = 0, classicPort = 0, args = [], prefix = [] } = options;
	const command = [...prefix, process.execPath, "src/main.ts", "serve", "127.0.0.1", String(port)];
	const ports = ["--classic", String(classicPort), "--irc", "0", "--irc-tls", "0"];
	// No test reaches out of this machine, unless it says so.
	const child = Bun.spawn([...command, "--data", data, ...ports, "--link-previews", "off", ...args], {
		cwd: ROOT,
		stdin: "pipe",
		stdout: "pipe",
		stderr: "pipe",
	});

	let output = "";
	const readers = new Set<() => void>();
	const collect = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
		const decoder = new TextDecoder();
		for await (const chunk of stream) {
			output += decoder.decode(chunk, { stream: true });
			for (const read of readers) read();
		}
	};
	void collect(child.stdout);
	void collect(child.stderr);

	function printed(what: RegExp, from = 0): Promise<RegExpMatchArray> {
		return new Promise((resolve, reject) => {
			const finish = (settle: () => void) => {
				readers.delete(look);
				clearTimeout(timer);
				settle();
			};
			const look = () => {
				const match = output.slice(from).match(what);
				if (match) finish(() => resolve(match));
			};
			const timer = setTimeout(
				() => finish(() => reject(new Error(`not printed in time: ${what}\n${output}`))),
				READY_WITHIN_MS,
			);
			readers.add(look);
			void child.exited.then((code) => {
				look();
				if (readers.has(look)) finish(() => reject(new Error(`exited with ${code} before ${what}\n${output}`)));
			});
			look();
		});
	}

	const [, url = ""] = await printed(/is ready: (\S+)/).catch((cause: unknown) => {
		child.kill("SIGKILL");
		throw cause;
	});
	const classic = args.includes("--classic") ? null : await printed(/Classic clients: port (\d+)/);
	const irc = args.includes("--irc") ? null : await printed(/IRC clients: port (\d+)/);
	return {
		url,
		port: Number(new URL(url).port),
		classicPort: Number(classic?.[1] ?? 0),
		ircPort: Number(irc?.[1] ?? 0),
		data,
		process: child,
		output: () => output,
		printed,
		type(line) {
			child.stdin.write(`${line}\n`);
			child.stdin.flush();
		},
		async kill() {
			child.kill("SIGKILL");
			await child.exited;
		},
		async [Symbol.asyncDispose]() {
			child.kill("SIGTERM");
			await child.exited;
			if (!options.data) await rm(data, { recursive: true, force: true });
		},
	};
}
