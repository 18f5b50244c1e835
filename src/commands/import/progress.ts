export interface ProgressOutput {
	isTTY: boolean;
	columns?: number;
	write(text: string): unknown;
}

const REDRAW_EVERY_MS = 100;
const LINE_EVERY_MS = 3000;

/** How far something long is, on standard error: at a terminal one line drawn again and again, else a line now and then. */
export class Progress {
	readonly #output: ProgressOutput;
	readonly #now: () => number;
	#shownAt: number;
	#drawn = false;

	constructor(output: ProgressOutput = process.stderr, now: () => number = () => performance.now()) {
		this.#output = output;
		this.#now = now;
		// What is done at once needs no line in a log.
		this.#shownAt = output.isTTY ? Number.NEGATIVE_INFINITY : now();
	}

	show(what: string, done: number, all: number): void {
		const now = this.#now();
		if (now - this.#shownAt < (this.#output.isTTY ? REDRAW_EVERY_MS : LINE_EVERY_MS)) return;
		this.#shownAt = now;
		const share = all === 0 ? 100 : Math.floor((done * 100) / all);
		const line = `${what}: ${done} of ${all} (${share} %)`;
		if (!this.#output.isTTY) {
			this.#output.write(`${line}\n`);
			return;
		}
		this.#output.write(`\r\x1b[K${line.slice(0, (this.#output.columns || 80) - 1)}`);
		this.#drawn = true;
	}

	/** Leaves no half line behind; to be called before anything else is printed. */
	clear(): void {
		if (this.#drawn) this.#output.write("\r\x1b[K");
		this.#drawn = false;
	}
}
