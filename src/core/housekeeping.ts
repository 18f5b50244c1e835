import type { Bus, Signal } from "../bus/port.ts";
import type { Store } from "../store/port.ts";
import type { BlobShelf } from "./blob-shelf.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";

const EVERY_MS = 60 * 60_000;
/** An upload in no message after this long was given up. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;
/** Soon, but once for all that are deleted in a row. */
const SOON_MS = 3000;
const STEP = 50;

interface Ports {
	store: Store;
	bus: Bus;
	clock: Clock;
	log: Log;
}

function freesBlobs(signal: Signal): boolean {
	if (signal.type !== "changes") return false;
	return signal.changes.some(({ kind, message }) => kind.type === "deleted" || message.event === "cleared");
}

/** Takes uploads that no message carries out of the store, and blobs that nothing refers to off the disk. */
export class Housekeeping {
	#hasSwept = false;
	readonly #store: Store;
	readonly #shelf: BlobShelf;
	readonly #clock: Clock;
	readonly #log: Log;
	#cancelHourly: (() => void) | null = null;
	#cancelSoon: (() => void) | null = null;
	#running: Promise<boolean> = Promise.resolve(true);
	#stopped = false;

	constructor(ports: Ports, shelf: BlobShelf) {
		this.#store = ports.store;
		this.#shelf = shelf;
		this.#clock = ports.clock;
		this.#log = ports.log;
		ports.bus.subscribe((signal) => {
			if (freesBlobs(signal)) this.soon();
		});
	}

	/** Now, and every hour from now on. */
	start(): void {
		if (this.#stopped) return;
		this.#cancelHourly = this.#clock.after(EVERY_MS, () => this.start());
		void this.run();
	}

	soon(): void {
		if (this.#stopped || this.#cancelSoon) return;
		this.#cancelSoon = this.#clock.after(SOON_MS, () => {
			this.#cancelSoon = null;
			void this.run();
		});
	}

	/** What was of no use before this call is gone when it is done; else the answer is false, and the log says what is left. */
	run(): Promise<boolean> {
		const done = this.#running
			.then(() => this.#tidy())
			.catch((cause: unknown) => {
				if (!this.#stopped) this.#log.error("housekeeping failed", { cause: String(cause) });
				return false;
			});
		this.#running = done;
		return done;
	}

	stop(): void {
		this.#stopped = true;
		this.#cancelHourly?.();
		this.#cancelSoon?.();
	}

	async #tidy(): Promise<boolean> {
		if (this.#stopped) return false;
		await this.#store.dropForgottenFiles({ before: this.#clock.now() - FORGOTTEN_AFTER_MS });
		if (!this.#hasSwept) await this.#sweep();
		let removedAll = true;
		let hashes: string[];
		do {
			hashes = await this.#store.takeUnusedBlobs({ limit: STEP });
			for (const hash of hashes) removedAll = (await this.#remove(hash)) && removedAll;
		} while (hashes.length === STEP && !this.#stopped);
		return removedAll;
	}

	/** Once a start, as only a crash leaves any. */
	async #sweep(): Promise<void> {
		this.#hasSwept = true;
		const removed = await this.#shelf.removeStrays(() => this.#stopped);
		if (removed > 0) this.#log.info("files that nothing refers to were removed", { files: removed });
	}

	/** One that cannot be removed must not keep the others. */
	async #remove(hash: string): Promise<boolean> {
		try {
			await this.#shelf.removeUnused(hash);
			return true;
		} catch (cause) {
			this.#log.error("a blob of no use is left", { hash, cause: String(cause) });
			return false;
		}
	}
}
