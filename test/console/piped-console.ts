import { PassThrough } from "node:stream";
import { type HostConsole, startConsole } from "../../src/console/console.ts";
import type { ConsoleCore } from "./console-core.ts";

export interface PipedConsole extends Disposable {
	console: HostConsole;
	input: PassThrough;
	/** All that was printed so far. */
	lines(): string[];
	/** What is printed from now on, until a line of it matches. */
	printed(until: RegExp): Promise<string[]>;
	/** Types the line; the answer is what is printed then, until a line of it matches. */
	run(line: string, until: RegExp): Promise<string[]>;
	stopRequests(): number;
	stopRequested: Promise<void>;
}

/** A console on a pipe, as a script would drive it. */
export function startPipedConsole({ core, log }: ConsoleCore): PipedConsole {
	const input = new PassThrough();
	const output = new PassThrough();
	let text = "";
	let stops = 0;
	const changed = new Set<() => void>();
	output.on("data", (chunk: Buffer) => {
		text += chunk.toString();
		for (const check of changed) check();
	});
	const lines = () => text.split("\n").slice(0, -1);
	const stopRequest = Promise.withResolvers<void>();
	const options = { input, output, isTerminal: false, log, baseUrl: "http://127.0.0.1:8080/" };
	const console = startConsole(core, {
		...options,
		requestStop() {
			stops++;
			stopRequest.resolve();
		},
	});

	function printed(until: RegExp): Promise<string[]> {
		const seen = lines().length;
		return new Promise((resolve) => {
			const check = () => {
				const fresh = lines().slice(seen);
				if (!fresh.some((line) => until.test(line))) return;
				changed.delete(check);
				resolve(fresh);
			};
			changed.add(check);
		});
	}

	return {
		console,
		input,
		lines,
		printed,
		stopRequests: () => stops,
		stopRequested: stopRequest.promise,
		run(line, until) {
			const answer = printed(until);
			input.write(`${line}\n`);
			return answer;
		},
		[Symbol.dispose]: () => console.stop(),
	};
}
