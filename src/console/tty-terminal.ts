import { clearScreenDown, createInterface, cursorTo, moveCursor } from "node:readline";
import { LineQueue } from "./line-queue.ts";
import { safeWriter, type Terminal } from "./terminal.ts";

const HISTORY = 200;

export type Completer = (line: string) => Promise<[candidates: string[], completed: string]>;

interface TtyOptions {
	input: NodeJS.ReadableStream;
	output: NodeJS.WritableStream;
	complete: Completer;
	/** Ctrl-C where there is nothing typed that it could drop. */
	onInterrupt(): void;
	/** The input ended, and not by `close`. */
	onEnd(): void;
}

/** A person at a real terminal: a prompt, history, completion, and a line in the making that survives what is printed. */
export function openTtyTerminal({ input, output, complete, onInterrupt, onEnd }: TtyOptions): Terminal {
	const lines = new LineQueue();
	const write = safeWriter(output);
	let open = true;
	let asking = false;
	let closing = false;

	output.on("resize", followReflow);
	// Before readline, which would submit what was half typed when the terminal went away.
	input.on("end", end);
	const editor = createInterface({
		input,
		output,
		terminal: true,
		prompt: "",
		historySize: HISTORY,
		removeHistoryDuplicates: true,
		completer(line: string, done: (error: null, found: [string[], string]) => void) {
			complete(line).then(
				(found) => open && done(null, found),
				() => open && done(null, [[], line]),
			);
		},
	});

	editor.on("line", (line) => {
		// While a command runs there is no prompt; what is typed ahead stays visible.
		editor.setPrompt("");
		lines.push(line);
	});
	editor.on("history", (history: string[]) => {
		if (asking) history.shift();
	});
	editor.on("SIGINT", () => {
		if (!asking && editor.line === "") return onInterrupt();
		editor.write(null, { ctrl: true, name: "e" });
		editor.write(null, { ctrl: true, name: "u" });
		if (asking) editor.write("\n");
	});
	editor.on("close", end);
	// Readline passes on the errors of its input, and each must be heard: a terminal that is gone ends the console only.
	input.on("error", hangUp);
	editor.on("error", hangUp);

	function hangUp(): void {
		if (!open) return;
		// Before closing, which fails at such a terminal in its turn.
		end();
		editor.close();
	}

	function end(): void {
		if (!open) return;
		open = false;
		lines.end();
		output.off("resize", followReflow);
		if (closing) return;
		write("\n");
		onEnd();
	}

	/** A terminal that grows or shrinks wraps anew what is on it, and readline, whose turn is next, looks in the old rows. */
	function followReflow(): void {
		setRowsAbove(editor.getCursorPos().rows);
	}

	/** Readline's own note of how far to go up when it redraws; it has no public name. */
	function setRowsAbove(rows: number): void {
		Reflect.set(editor, "prevRows", rows);
	}

	/** Takes prompt and typed text off the screen, so that something can be written in their place. */
	function clear(): void {
		moveCursor(output, 0, -editor.getCursorPos().rows);
		cursorTo(output, 0);
		clearScreenDown(output);
		setRowsAbove(0);
	}

	return {
		print(text) {
			if (open) clear();
			write(`${text}\n`);
			if (open) editor.prompt(true);
		},
		async read(prompt, kind) {
			asking = kind === "answer";
			if (open && lines.length === 0) {
				editor.setPrompt(prompt);
				editor.prompt(true);
			}
			const line = await lines.next();
			asking = false;
			return line;
		},
		close() {
			if (!open) return;
			clear();
			closing = true;
			editor.close();
		},
	};
}
