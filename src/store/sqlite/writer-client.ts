import { ParlourError } from "../../protocol/errors.ts";
import type { Committed, Writes } from "../port.ts";
import type { WriteCall, WriteResult } from "./writer.ts";
import type { WorkerReply, WorkerRequest } from "./writer-worker.ts";

interface Waiting {
	call: WriteCall;
	resolve: (value: never) => void;
	reject: (cause: unknown) => void;
}

interface Errand {
	request: WorkerRequest;
	resolve: () => void;
	reject: (cause: Error) => void;
}

/** In the one-file executable a worker is found from the entry points' common root, which is src/. */
const WORKER = import.meta.url.includes("$bunfs")
	? "./store/sqlite/writer-worker.ts"
	: new URL("./writer-worker.ts", import.meta.url).href;

/** The main thread's end of the writer: while one batch is being written, the next one collects. */
export class WriterClient {
	readonly #worker: Worker;
	readonly #onCommit: (committed: Committed[]) => void;
	readonly #onFault: (cause: string) => void;
	#collecting: Waiting[] = [];
	#writing: Waiting[] | null = null;
	#errands: Errand[] = [];
	#errand: Errand | null = null;
	#closed: Promise<void> | null = null;

	constructor(
		onCommit: (committed: Committed[]) => void,
		onFault: (cause: string) => void,
		onDeath: (cause: string) => void = onFault,
	) {
		this.#onCommit = onCommit;
		this.#onFault = onFault;
		this.#worker = new Worker(WORKER);
		this.#worker.onmessage = (event: MessageEvent<WorkerReply>) => this.#receive(event.data);
		this.#worker.onerror = (event) => onDeath(event.message);
	}

	write<K extends keyof Writes>(name: K, input: Parameters<Writes[K]>[0]): Promise<ReturnType<Writes[K]>> {
		if (this.#closed)
			return Promise.reject(new ParlourError("storage_failed", "Cannot save this: the server has stopped"));
		return new Promise((resolve, reject) => {
			this.#collecting.push({ call: { name, input } as WriteCall, resolve, reject });
			this.#next();
		});
	}

	/** Runs between two batches. */
	run(request: WorkerRequest): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#errands.push({ request, resolve, reject });
			this.#next();
		});
	}

	close(): Promise<void> {
		this.#closed ??= this.run({ type: "close" }).then(() => this.#worker.terminate());
		return this.#closed;
	}

	#next(): void {
		if (this.#writing || this.#errand) return;
		if (this.#collecting.length > 0) {
			this.#writing = this.#collecting;
			this.#collecting = [];
			this.#send({ type: "commit", calls: this.#writing.map((waiting) => waiting.call) });
			return;
		}
		const errand = this.#errands.shift();
		if (!errand) return;
		this.#errand = errand;
		this.#send(errand.request);
	}

	#send(request: WorkerRequest): void {
		this.#worker.postMessage(request);
	}

	#receive(reply: WorkerReply): void {
		if (reply.type === "unindexed") {
			this.#onFault(`the search index: ${reply.message}`);
			return;
		}
		const batch = this.#writing;
		const errand = this.#errand;
		this.#writing = null;
		this.#errand = null;
		if (reply.type === "committed" && batch) {
			if (reply.report.committed.length > 0) this.#onCommit(reply.report.committed);
			reply.report.results.forEach((result, index) => {
				const waiting = batch[index];
				if (waiting) this.#settle(waiting, result);
			});
		} else if (reply.type === "ready") errand?.resolve();
		else if (reply.type === "failed") {
			errand?.reject(new Error(reply.message));
			const message = "Cannot save this: the server's storage failed. Try again later";
			for (const waiting of batch ?? []) {
				this.#settle(waiting, { ok: false, code: "storage_failed", message, cause: reply.message });
			}
		}
		this.#next();
	}

	#settle(waiting: Waiting, result: WriteResult): void {
		if (result.ok) {
			waiting.resolve(result.value as never);
			return;
		}
		if (result.cause) this.#onFault(`${waiting.call.name}: ${result.cause}`);
		waiting.reject(new ParlourError(result.code, result.message));
	}
}
