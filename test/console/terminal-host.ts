import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startTmux, type Tmux, type TmuxOptions } from "./tmux.ts";

/** A host at a terminal, and a hand behind the scenes that makes things happen to the server. */
export interface TerminalHost extends Tmux {
	/** A line to `console-in-a-terminal.ts`; the answer comes when it is done. */
	steer(line: string): Promise<string>;
	/** Types a line and Enter, and waits until something came of it: an answer, a question, the next prompt. */
	enter(line: string): Promise<void>;
	/** Takes the terminal away, as a lost ssh connection does. */
	hangUp(): Promise<void>;
}

function open(path: string): Promise<Socket> {
	const socket = connect(path);
	return new Promise((resolve, reject) => {
		socket.once("connect", () => resolve(socket));
		socket.once("error", reject);
	});
}

export async function startTerminalHost(options: TmuxOptions = {}): Promise<TerminalHost> {
	const folder = await mkdtemp(join(tmpdir(), "parlour-host-"));
	const path = join(folder, "steer");
	const program = join(import.meta.dir, "console-in-a-terminal.ts");
	const tmux = await startTmux([process.execPath, program, path], {
		...options,
		// A program that is ended with its terminal leaves its data folder behind.
		env: { ...options.env, TMPDIR: folder },
	});
	async function end(): Promise<void> {
		await tmux[Symbol.asyncDispose]();
		await rm(folder, { recursive: true, force: true });
	}

	const socket = await tmux
		.lastRowIs("parlour>")
		.then(() => open(path))
		.catch(async (cause: unknown) => {
			await end();
			throw cause;
		});
	const answers: ((answer: string | PromiseLike<never>) => void)[] = [];
	socket.on("error", () => {});
	socket.on("close", () => {
		for (const answer of answers.splice(0)) answer(Promise.reject(new Error("the program ended")));
	});
	createInterface({ input: socket })
		.on("line", (line) => answers.shift()?.(line))
		.on("error", () => {});
	return {
		...tmux,
		steer(line) {
			const answer = new Promise<string>((resolve) => answers.push(resolve));
			socket.write(`${line}\n`);
			return answer;
		},
		async enter(line) {
			await tmux.type(line);
			const before = (await tmux.shows((rows) => rows.at(-1)?.endsWith(line) === true, line)).at(-1);
			await tmux.press("Enter");
			await tmux.shows((rows) => rows.at(-1) !== before, `what came of ${line}`);
		},
		hangUp: async () => await tmux[Symbol.asyncDispose](),
		async [Symbol.asyncDispose]() {
			socket.destroy();
			await end();
		},
	};
}
