import { ParlourError } from "../protocol/errors.ts";
import type { Store } from "../store/port.ts";
import type { BlobLook, Blobs, Received } from "./blobs.ts";
import { KeyLock } from "./key-lock.ts";
import type { Log } from "./log.ts";

/** Blobs and what refers to them in step: one that comes again while it is being removed is not lost. */
export class BlobShelf {
	readonly #blobs: Blobs;
	readonly #store: Store;
	readonly #log: Log;
	readonly #lock = new KeyLock();

	constructor(ports: { blobs: Blobs; store: Store; log: Log }) {
		this.#blobs = ports.blobs;
		this.#store = ports.store;
		this.#log = ports.log;
	}

	/** `put` keeps it and makes the store refer to it, in whichever order; nothing is left where that throws. */
	async put(received: Received, put: () => Promise<void>): Promise<void> {
		try {
			await this.#lock.hold(received.hash, put);
		} catch (cause) {
			await received.discard();
			await this.removeUnused(received.hash);
			throw cause;
		}
	}

	async removeUnused(hash: string): Promise<void> {
		await this.#lock.hold(hash, async () => {
			if (!(await this.#store.isBlobUsed(hash))) await this.#blobs.remove(hash);
		});
	}

	/** What nothing refers to: left where a crash came between the store and the disk. The answer counts it. */
	async removeStrays(isOver: () => boolean): Promise<number> {
		let removed = 0;
		for await (const hashes of this.#blobs.hashes()) {
			for (const hash of hashes) {
				if (isOver()) return removed;
				if (await this.#store.isBlobUsed(hash)) continue;
				await this.removeUnused(hash);
				removed++;
			}
		}
		return removed;
	}

	/** Throws `not_found`. */
	async look(hash: string): Promise<BlobLook> {
		const look = await this.#blobs.look(hash);
		if (look) return look;
		this.#log.error("a file's content is missing", { hash });
		throw new ParlourError("not_found", "Cannot find the content of this file: it is missing on the server");
	}
}
