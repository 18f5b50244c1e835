import { ParlourError } from "../protocol/errors.ts";
import type { Store, StoredSession } from "../store/port.ts";
import type { Origin } from "./accounts.ts";
import type { BlobShelf } from "./blob-shelf.ts";
import { SMALL_PICTURES, sniffPicture, UNKNOWN_TYPE } from "./file-kinds.ts";
import type { ServedBlob } from "./files.ts";
import { refuseGuest } from "./guest-bounds.ts";
import type { Housekeeping } from "./housekeeping.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { pixelsOf } from "./picture-pixels.ts";
import { logged } from "./upload-log.ts";
import type { Incoming, Uploads } from "./uploads.ts";

const MAX_PICTURE_BYTES = 500 * 1024;
const MAX_PICTURE_PIXELS = 16_000_000;

/** Small pictures: what people show of themselves, and what previews have in common with that. */
export class Pictures {
	readonly #store: Store;
	readonly #log: Log;
	readonly #limits: Limits;
	readonly #uploads: Uploads;
	readonly #shelf: BlobShelf;
	readonly #housekeeping: Housekeeping;

	constructor(
		ports: { store: Store; log: Log },
		limits: Limits,
		uploads: Uploads,
		shelf: BlobShelf,
		housekeeping: Housekeeping,
	) {
		this.#store = ports.store;
		this.#log = ports.log;
		this.#limits = limits;
		this.#uploads = uploads;
		this.#shelf = shelf;
		this.#housekeeping = housekeeping;
	}

	/**
	 * Everybody sees it with this person from now on; the answer is its name at /pictures/. WebP, PNG or JPEG of at most
	 * 500 kB. Throws `forbidden` for a guest, `bad_request`, `file_too_large`, `rate_limited`, `storage_failed`, `unauthorized`.
	 */
	set(session: StoredSession, origin: Origin, incoming: Incoming): Promise<string> {
		const user = session.account.id;
		const set = () => {
			refuseGuest(session.account, "set a picture");
			this.#limits.take("profiles", user);
			return this.keep(session, incoming, MAX_PICTURE_BYTES, async ({ hash }) => {
				await this.#store.setProfile({ user, picture: hash });
			});
		};
		const what = { event: "picture", session, origin, length: incoming.length };
		return logged(
			this.#log,
			what,
			async () => set(),
			() => ({}),
		);
	}

	/** For everybody who is logged in. Throws `not_found`, `rate_limited`. */
	async open(session: StoredSession, hash: string): Promise<ServedBlob> {
		this.#limits.take("downloads", session.account.id);
		if (await this.#store.isPicture(hash)) return this.serve(hash);
		throw new ParlourError("not_found", "Cannot find this picture: nobody has it");
	}

	/** Takes it in, and has `refer` tell the store. The answer is its hash. */
	async keep(
		session: StoredSession,
		incoming: Incoming,
		maxBytes: number,
		refer: (kept: { hash: string; size: number }) => Promise<void>,
	): Promise<string> {
		const received = await this.#uploads.receivePicture(session, incoming, maxBytes);
		await this.#shelf.put(received, async () => {
			const type = sniffPicture(received.head) ?? "";
			if (!SMALL_PICTURES.includes(type)) {
				throw new ParlourError("bad_request", "Cannot take this picture: it is neither WebP nor PNG nor JPEG");
			}
			if ((pixelsOf(type, received.head) ?? 0) > MAX_PICTURE_PIXELS) {
				throw new ParlourError("bad_request", "Cannot take this picture: it has more than 16 million pixels");
			}
			// It is there before anybody hears of it.
			await received.keep();
			await refer(received);
		});
		// What it may have taken the place of.
		this.#housekeeping.soon();
		return received.hash;
	}

	async serve(hash: string): Promise<ServedBlob> {
		const { size, head } = await this.#shelf.look(hash);
		const type = sniffPicture(head);
		return { hash, size, type: type ?? UNKNOWN_TYPE, shown: type !== null, name: "picture" };
	}
}
