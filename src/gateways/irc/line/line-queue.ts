import { LineReader, type Read } from "./line-reader.ts";

const MAX_WAITING = 500;
/** Of a client that cannot be told to wait. */
const MOST_WAITING = 5_000;
/** After so many lines the others have their turn. */
const LINES_A_TURN = 100;
/** And after so long, since a line may name many rooms or people. */
const MOST_TURN_MS = 10;

/** Whose lines they are. */
export interface LineHandler {
	readonly over: boolean;
	handle(read: Read): Promise<void>;
	/** After a turn's worth of lines. */
	giveWay(): Promise<void>;
	flooded(): void;
	failed(cause: unknown): void;
}

/** Where they come from. */
export interface LineSource {
	/** False where the client cannot be told to wait. */
	pause(): boolean;
	resume(): void;
}

/** Lines strictly one after the other, and no more of them waiting than there is use for. */
export class LineQueue {
	readonly #handler: LineHandler;
	readonly #source: LineSource;
	readonly #reader = new LineReader();
	#waiting: Read[] = [];
	#busy = false;
	#paused = false;
	#handled = 0;

	constructor(handler: LineHandler, source: LineSource) {
		this.#handler = handler;
		this.#source = source;
	}

	push(bytes: Uint8Array): void {
		for (const read of this.#reader.push(bytes)) this.#waiting.push(read);
		if (!this.#busy) void this.#work();
		if (this.#paused || this.#waiting.length <= MAX_WAITING) return;
		this.#paused = this.#source.pause();
		if (!this.#paused && this.#waiting.length > MOST_WAITING) this.#handler.flooded();
	}

	clear(): void {
		this.#waiting = [];
	}

	/** Never throws. */
	async #work(): Promise<void> {
		this.#busy = true;
		let since = performance.now();
		try {
			for (let next = this.#waiting.shift(); next && !this.#handler.over; next = this.#waiting.shift()) {
				if (this.#paused && this.#waiting.length < MAX_WAITING / 2) {
					this.#paused = false;
					this.#source.resume();
				}
				await this.#handler.handle(next);
				if (++this.#handled % LINES_A_TURN === 0) await this.#handler.giveWay();
				else if (performance.now() - since > MOST_TURN_MS) await new Promise((resolve) => setImmediate(resolve));
				else continue;
				since = performance.now();
			}
		} catch (cause) {
			this.#handler.failed(cause);
		} finally {
			this.#busy = false;
		}
	}
}
