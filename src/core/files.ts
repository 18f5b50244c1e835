import type { Bus } from "../bus/port.ts";
import type { File } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Store, StoredFile, StoredSession } from "../store/port.ts";
import type { Origin } from "./accounts.ts";
import { BlobShelf } from "./blob-shelf.ts";
import type { Blobs } from "./blobs.ts";
import type { Clock } from "./clock.ts";
import { honestType, mediaType, shownType, UNKNOWN_TYPE } from "./file-kinds.ts";
import { checkFileName } from "./file-names.ts";
import { refuseGuest } from "./guest-bounds.ts";
import { Housekeeping } from "./housekeeping.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { Pictures } from "./pictures.ts";
import type { Person } from "./presence.ts";
import type { Secrets } from "./secrets.ts";
import { logged } from "./upload-log.ts";
import { type Incoming, type Uploader, Uploads } from "./uploads.ts";

const MAX_PREVIEW_BYTES = 300 * 1024;
const MAX_SIDE_PIXELS = 20_000;

/** How much may be uploaded: a file, all files of a person, and what must stay free on the disk. */
export interface FileLimits {
	maxFileBytes: number;
	maxPersonBytes: number;
	keepFreeBytes: number;
}

/** What a gateway may hand to who asked, and as what. */
export interface ServedBlob {
	hash: string;
	size: number;
	type: string;
	/** Whether a browser may show it; else it is for downloading only. */
	shown: boolean;
	/** What a download of it is called. */
	name: string;
}

interface Ports {
	store: Store;
	blobs: Blobs;
	bus: Bus;
	clock: Clock;
	secrets: Secrets;
	log: Log;
}

function noSuchFile(): ParlourError {
	return new ParlourError("not_found", "Cannot find this file: it does not exist, is deleted, or is not yours to see");
}

/** Attachments and their previews: who may bring and see which, and how much. */
export class Files {
	readonly #ports: Ports;
	readonly #limits: Limits;
	readonly #settings: FileLimits;
	readonly #uploads: Uploads;
	readonly #shelf: BlobShelf;
	readonly housekeeping: Housekeeping;
	readonly pictures: Pictures;

	constructor(ports: Ports, limits: Limits, settings: FileLimits) {
		this.#ports = ports;
		this.#limits = limits;
		this.#settings = settings;
		this.#uploads = new Uploads(ports, settings.keepFreeBytes);
		this.#shelf = new BlobShelf(ports);
		this.housekeeping = new Housekeeping(ports, this.#shelf);
		this.pictures = new Pictures(ports, limits, this.#uploads, this.#shelf, this.housekeeping);
	}

	/** The file, in no message yet. Throws `forbidden` for a guest, `file_too_large`, `quota_exceeded`, `storage_failed`, `rate_limited`, `unauthorized`, `bad_request`. */
	upload(
		session: Uploader,
		origin: Origin,
		upload: Incoming & { name: string; contentType: string | null },
	): Promise<File> {
		return logged(
			this.#ports.log,
			{ event: "upload", session, origin, length: upload.length },
			() => this.#upload(session, upload),
			({ type, size }) => ({ type, size }),
		);
	}

	async #upload(session: Uploader, upload: Incoming & { name: string; contentType: string | null }): Promise<File> {
		const { store, clock, secrets } = this.#ports;
		const { maxFileBytes, maxPersonBytes } = this.#settings;
		const owner = session.account.id;
		refuseGuest(session.account, "upload");
		this.#limits.take("uploads", owner);
		await this.#checkRoom(owner, upload.length ?? 0);
		const received = await this.#uploads.receiveFile(session, upload, maxFileBytes);
		const { hash, size, head } = received;
		const type = honestType(mediaType(upload.contentType), head);
		const file = { id: secrets.randomToken(), name: checkFileName(upload.name), type, size };
		await this.#shelf.put(received, async () => {
			// The store first: what a crash leaves between the two is found as a forgotten upload.
			await store.createFile({ file, hash, owner, maxTotalBytes: maxPersonBytes, at: clock.now() });
			await received.keep().catch(async (cause: unknown) => {
				await store.dropFile({ file: file.id, owner });
				throw cause;
			});
		});
		return file;
	}

	/**
	 * A small picture of one's own file in no message yet, at most 300 kB, and how large that file's is, in px. Throws
	 * `not_found`, and as `upload`.
	 */
	setPreview(
		session: StoredSession,
		origin: Origin,
		preview: Incoming & { file: string; width: number; height: number },
	): Promise<File> {
		return logged(
			this.#ports.log,
			{ event: "preview", session, origin, length: preview.length },
			() => this.#setPreview(session, preview),
			() => ({}),
		);
	}

	async #setPreview(
		session: StoredSession,
		{ file: id, width, height, ...incoming }: Incoming & { file: string; width: number; height: number },
	): Promise<File> {
		const { store } = this.#ports;
		const { maxPersonBytes: maxTotalBytes } = this.#settings;
		const owner = session.account.id;
		if (![width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= MAX_SIDE_PIXELS)) {
			const message = `Cannot take this preview: its width and height must be from 1 to ${MAX_SIDE_PIXELS}`;
			throw new ParlourError("bad_request", message);
		}
		this.#limits.take("uploads", owner);
		const found = await store.file(id);
		if (found?.owner !== owner || found.room !== null) throw noSuchFile();
		await this.pictures.keep(session, incoming, MAX_PREVIEW_BYTES, ({ hash: previewHash, size: previewSize }) =>
			store.setFilePreview({ file: id, owner, previewHash, previewSize, width, height, maxTotalBytes }),
		);
		const { name, type, size } = found;
		return { id, name, type, size, width, height, preview: true };
	}

	/** Which of these are the person's own, in no message yet. Throws `rate_limited`. */
	async unposted(person: Person, ids: readonly string[]): Promise<string[]> {
		const owner = person.account.id;
		this.#limits.take("reads", owner);
		const found = await Promise.all(ids.map((id) => this.#ports.store.file(id)));
		return ids.filter((_, index) => found[index]?.owner === owner && found[index]?.room === null);
	}

	/** One's own, in no message yet; nothing happens else. Throws `rate_limited`. */
	async drop(session: StoredSession, file: string): Promise<void> {
		this.#limits.take("uploads", session.account.id);
		await this.#ports.store.dropFile({ file, owner: session.account.id });
		this.housekeeping.soon();
	}

	/** For the members of the room that it hangs in, and for its owner while it is in no message. Throws `not_found`, `rate_limited`. */
	async open(session: StoredSession, id: string): Promise<ServedBlob> {
		const { hash, type, name } = await this.#visible(session, id);
		const { size, head } = await this.#shelf.look(hash);
		const shown = shownType(type, head);
		return { hash, size, type: shown ?? UNKNOWN_TYPE, shown: shown !== null, name };
	}

	/** As `open`. */
	async openPreview(session: StoredSession, id: string): Promise<ServedBlob> {
		const { previewHash } = await this.#visible(session, id);
		if (previewHash === null) throw noSuchFile();
		return this.pictures.serve(previewHash);
	}

	async #visible(session: StoredSession, id: string): Promise<StoredFile> {
		const { store } = this.#ports;
		const user = session.account.id;
		this.#limits.take("downloads", user);
		const file = await store.file(id);
		if (!file) throw noSuchFile();
		const visible = file.room === null ? file.owner === user : await store.isMember(file.room, user);
		if (!visible) throw noSuchFile();
		return file;
	}

	/** Before it is sent; the store decides when it has come. */
	async #checkRoom(owner: number, bytes: number): Promise<void> {
		const { maxPersonBytes, maxFileBytes } = this.#settings;
		if (bytes > maxFileBytes || (await this.#ports.store.fileBytesOf(owner)) + bytes <= maxPersonBytes) return;
		throw new ParlourError(
			"quota_exceeded",
			"Cannot take this file: with it, yours would take more room than one person has here. Delete some first",
		);
	}
}
