/**
 * Contents by the hex SHA-256 of what is in them, as the runtime keeps them. Failures of the disk are thrown as
 * `storage_failed`. Keeping and removing the same hash must not overlap: that is its caller's care.
 */
export interface Blobs {
	/**
	 * Takes in all of it, on disk and apart from what is kept. `check` hears after each piece how many bytes have come;
	 * nothing is left where it, or the content, throws.
	 */
	receive(content: AsyncIterable<Uint8Array>, check: (bytes: number) => void | Promise<void>): Promise<Received>;
	/** Null where there is none. */
	look(hash: string): Promise<BlobLook | null>;
	/** Nothing happens where there is none. */
	remove(hash: string): Promise<void>;
	/** Of all that is kept, a few hundred at a time. */
	hashes(): AsyncIterable<string[]>;
	freeBytes(): Promise<number>;
}

export interface Received {
	hash: string;
	size: number;
	head: Uint8Array;
	/** From now on it is there by its hash, also after a loss of power. */
	keep(): Promise<void>;
	/** Nothing happens to what was kept. */
	discard(): Promise<void>;
}

export interface BlobLook {
	size: number;
	/** The first 32 bytes. */
	head: Uint8Array;
}
