import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";
import { ChatEnd, EXIT } from "./exit-codes.ts";

/** Questions and answers at a terminal, line by line, before there is a screen. */
export interface Dialogue {
	say(line: string): void;
	/** Throws ChatEnd where the person leaves by Ctrl-C, or the input ends. */
	ask(question: string): Promise<string>;
	/** The same, and what is typed is not shown. */
	askSecretly(question: string): Promise<string>;
	/** Settles when something else may read the input. */
	close(): Promise<void>;
}

/** Bun lets go of a paused input some turns later, whoever reads it by then. */
const HAND_OVER_MS = 20;

/** Touches the input only when there is something to ask. */
export function openDialogue(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Dialogue {
	let hidden = false;
	let lines: Interface | null = null;
	let waiting: { resolve: (line: string) => void; reject: (why: ChatEnd) => void } | null = null;
	let ended: ChatEnd | null = null;
	const typed: string[] = [];
	const shown = new Writable({
		write(chunk: Uint8Array, _, done) {
			if (hidden) done();
			else output.write(chunk, () => done());
		},
	});

	function end(why: ChatEnd): void {
		ended ??= why;
		waiting?.reject(ended);
		waiting = null;
	}
	function open(): Interface {
		// No history: arrow up must not bring back a password.
		const opened = createInterface({ input, output: shown, terminal: true, historySize: 0 });
		opened.on("line", (line) => {
			if (waiting) waiting.resolve(line);
			else typed.push(line);
			waiting = null;
		});
		opened.on("SIGINT", () => end(new ChatEnd(EXIT.interrupted, "")));
		// A terminal that goes away.
		opened.on("error", () => end(new ChatEnd(EXIT.other, "")));
		opened.on("close", () => end(new ChatEnd(EXIT.ok, "")));
		return opened;
	}
	function next(): Promise<string> {
		const early = typed.shift();
		if (early !== undefined) return Promise.resolve(early);
		if (ended) return Promise.reject(ended);
		return new Promise((resolve, reject) => {
			waiting = { resolve, reject };
		});
	}
	async function ask(question: string, secret: boolean): Promise<string> {
		lines ??= open();
		lines.setPrompt(question);
		lines.prompt();
		hidden = secret;
		try {
			return await next();
		} finally {
			hidden = false;
			if (secret || ended) output.write("\n");
		}
	}
	return {
		say: (line) => void output.write(`${line}\n`),
		ask: (question) => ask(question, false),
		askSecretly: (question) => ask(question, true),
		async close() {
			if (!lines) return;
			lines.close();
			lines = null;
			await new Promise((resolve) => setTimeout(resolve, HAND_OVER_MS));
		},
	};
}
