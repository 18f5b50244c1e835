import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../core/clock.ts";
import type { Log, LogFields } from "../core/log.ts";
import { logFileName, logLine } from "./log-line.ts";

const MAX_WAITING_BYTES = 1024 * 1024;
const RETRY_MS = 1000;
const TROUBLE_EVERY_MS = 60_000;

export interface DailyLog extends Log {
	/** Writes what is waiting, or tells that it cannot; what is logged later is dropped. */
	close(): Promise<void>;
}

interface Batch {
	file: string;
	lines: Buffer[];
}

/**
 * One file a local day in `folder`; an error's line is `[time]:ERROR event …`. Never blocks and never throws: what
 * cannot be written waits, in bounded memory, and `onTrouble` hears of it once a minute at most.
 */
export function openDailyLog(folder: string, clock: Clock, onTrouble: (message: string) => void): DailyLog {
	const batches: Batch[] = [];
	let waitingBytes = 0;
	let dropped = 0;
	let flushing: Promise<void> | null = null;
	let cancelRetry: (() => void) | null = null;
	let troubleAt: number | null = null;
	let closed = false;

	function add(event: string, fields?: LogFields): void {
		if (closed) return;
		if (waitingBytes > MAX_WAITING_BYTES) {
			dropped++;
			return;
		}
		if (dropped > 0) sayDropped();
		enqueue(event, fields);
		if (!cancelRetry) flushing ??= flush();
	}

	function enqueue(event: string, fields?: LogFields): void {
		const at = new Date(clock.now());
		const line = Buffer.from(logLine(at, event, fields));
		const file = logFileName(at);
		const last = batches.at(-1);
		if (last?.file === file) last.lines.push(line);
		else batches.push({ file, lines: [line] });
		waitingBytes += line.length;
	}

	async function flush(): Promise<void> {
		// The lines of one turn of the event loop go out together.
		await Promise.resolve();
		try {
			for (let batch = batches[0]; batch; batch = batches[0]) {
				await append(batch);
				if (batch.lines.length === 0) batches.shift();
				if (dropped > 0 && batches.length === 0) sayDropped();
			}
		} catch (cause) {
			report(cause);
			if (!closed) cancelRetry = clock.after(RETRY_MS, retry);
		} finally {
			flushing = null;
		}
	}

	function retry(): void {
		cancelRetry = null;
		flushing ??= flush();
	}

	function sayDropped(): void {
		const lines = dropped;
		dropped = 0;
		enqueue("ERROR log lines dropped", { lines });
	}

	/** Takes out of the batch what is on its way to disk, so that a failure in the middle tears no line and repeats none. */
	async function append(batch: Batch): Promise<void> {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const file = await open(join(folder, batch.file), "a", 0o600);
		try {
			let rest = Buffer.concat(batch.lines.splice(0));
			try {
				while (rest.length > 0) {
					const { bytesWritten } = await file.write(rest);
					waitingBytes -= bytesWritten;
					rest = rest.subarray(bytesWritten);
				}
			} finally {
				if (rest.length > 0) batch.lines.unshift(rest);
			}
		} finally {
			await file.close();
		}
	}

	function report(cause: unknown): void {
		const now = clock.now();
		if (troubleAt !== null && Math.abs(now - troubleAt) < TROUBLE_EVERY_MS) return;
		troubleAt = now;
		const why = cause instanceof Error ? cause.message : String(cause);
		onTrouble(`Cannot write the log in ${folder}: ${why}. The server goes on, and tries again`);
	}

	return {
		info: add,
		error: (event, fields) => add(`ERROR ${event}`, fields),
		async close() {
			closed = true;
			cancelRetry?.();
			cancelRetry = null;
			await flushing;
			if (batches.length > 0) await flush();
		},
	};
}
