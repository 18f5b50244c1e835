import { createInterface, type Interface } from "node:readline";
import { LineQueue } from "./line-queue.ts";
import { type Streams, safeWriter, type Terminal } from "./terminal.ts";

const MOST_WAITING = 100;

/** A pipe, a file, nothing at all: lines in, lines out. */
export function openPlainTerminal({ input, output }: Streams): Terminal {
	const lines = new LineQueue();
	const write = safeWriter(output);
	let reader: Interface | null = null;

	function end(): void {
		reader = null;
		lines.end();
	}

	function listen(input: NodeJS.ReadableStream): void {
		input.on("error", end);
		reader = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
		reader.on("error", end);
		reader.on("close", end);
		reader.on("line", (line) => {
			lines.push(line);
			if (lines.length >= MOST_WAITING) reader?.pause();
		});
	}

	try {
		if (input) listen(input);
		else end();
	} catch {
		// Standard input may be something that cannot be read, a directory for instance.
		end();
	}

	return {
		print: (text) => write(`${text}\n`),
		read() {
			if (lines.length < MOST_WAITING) reader?.resume();
			return lines.next();
		},
		close() {
			reader?.close();
			end();
		},
	};
}
