import type { Bus, Signal } from "../bus/port.ts";
import type { Account } from "../protocol/entities.ts";
import { ParlourError } from "../protocol/errors.ts";
import type { Blobs, Received } from "./blobs.ts";

export interface Incoming {
	/** As announced by its sender; null where it was not. */
	length: number | null;
	content: AsyncIterable<Uint8Array>;
}

/** Who brings something. Who has logged in for this alone has no session: `id` is null. */
export interface Uploader {
	id: number | null;
	account: Account;
	/** The one that they came in by, where it was one. */
	appPassword?: number;
}

interface Upload {
	session: Uploader;
	/** A whole file, not a small picture. */
	large: boolean;
	ended: boolean;
	/** In bytes, what was announced of it and has not come yet. */
	left: number;
}

const AT_ONCE = 3;
/** A sender that lets them trickle must not use up the server's open files. */
const PICTURES_AT_ONCE = 10;
const LOOK_AT_DISK_EVERY = 8 * 1024 * 1024;

function fileTooLarge(maxBytes: number): ParlourError {
	return new ParlourError(
		"file_too_large",
		maxBytes === 0
			? "Cannot take this file: this server takes none"
			: `Cannot take this file: it has more than ${sizeText(maxBytes)}`,
	);
}

function sizeText(bytes: number): string {
	const mb = bytes / (1024 * 1024);
	return mb >= 1 ? `${Math.floor(mb * 10) / 10} MB` : `${Math.floor(bytes / 1024)} kB`;
}

/**
 * Contents on their way in, and what they may take while they are: never whole in memory, and nothing is left of one
 * that fails. Its calls throw `file_too_large`, `storage_failed`, `rate_limited`, `unauthorized` where the session ends
 * meanwhile, and `bad_request` where the content is cut off.
 */
export class Uploads {
	readonly #blobs: Blobs;
	readonly #keepFreeBytes: number;
	readonly #underWay = new Set<Upload>();

	constructor({ blobs, bus }: { blobs: Blobs; bus: Bus }, keepFreeBytes: number) {
		this.#blobs = blobs;
		this.#keepFreeBytes = keepFreeBytes;
		bus.subscribe((signal) => {
			if (signal.type !== "sessions-ended") return;
			for (const upload of this.#underWay) {
				if (upload.session.account.id !== signal.user) continue;
				if (isEnded(upload.session, signal)) upload.ended = true;
			}
		});
	}

	/** At most three files of one person at once; beside them ten small pictures. */
	receiveFile(session: Uploader, incoming: Incoming, maxBytes: number): Promise<Received> {
		return this.#receive(session, true, incoming, maxBytes);
	}

	receivePicture(session: Uploader, incoming: Incoming, maxBytes: number): Promise<Received> {
		return this.#receive(session, false, incoming, maxBytes);
	}

	#checkUnderWay(session: Uploader, large: boolean): void {
		const most = large ? AT_ONCE : PICTURES_AT_ONCE;
		let own = 0;
		for (const other of this.#underWay) {
			if (other.large === large && other.session.account.id === session.account.id) own++;
		}
		if (own < most) return;
		const message = `Cannot take this file yet: ${most} of yours are under way. Try again when one is done`;
		throw new ParlourError("rate_limited", message, 1000);
	}

	async #receive(
		session: Uploader,
		large: boolean,
		{ length, content }: Incoming,
		maxBytes: number,
	): Promise<Received> {
		this.#checkUnderWay(session, large);
		if (length !== null && length > maxBytes) throw fileTooLarge(maxBytes);
		const upload: Upload = { session, large, ended: false, left: length ?? 0 };
		this.#underWay.add(upload);
		try {
			await this.#checkDisk(this.#bytesLeft());
			let lookAt = LOOK_AT_DISK_EVERY;
			const received = await this.#blobs.receive(orCutOff(content), async (bytes) => {
				if (bytes > maxBytes) throw fileTooLarge(maxBytes);
				if (upload.ended) throw sessionEnded();
				upload.left = Math.max(0, (length ?? 0) - bytes);
				if (bytes < lookAt) return;
				lookAt = bytes + LOOK_AT_DISK_EVERY;
				await this.#checkDisk(0);
			});
			if (!upload.ended) return received;
			await received.discard();
			throw sessionEnded();
		} finally {
			this.#underWay.delete(upload);
		}
	}

	/** Of all that is under way: it was let in, and has its room. */
	#bytesLeft(): number {
		let bytes = 0;
		for (const { left } of this.#underWay) bytes += left;
		return bytes;
	}

	async #checkDisk(wanted: number): Promise<void> {
		if ((await this.#blobs.freeBytes()) - wanted >= this.#keepFreeBytes) return;
		throw new ParlourError(
			"storage_failed",
			"Cannot take this file: the server's disk is nearly full. Its host can make room, or try a smaller one",
		);
	}
}

function isEnded({ id, appPassword }: Uploader, signal: Extract<Signal, { type: "sessions-ended" }>): boolean {
	if (signal.reason === "kicked" || (id !== null && signal.sessions.includes(id))) return true;
	if (appPassword !== undefined && signal.appPassword === appPassword) return true;
	return id === null && (signal.sessionless ?? false);
}

function sessionEnded(): ParlourError {
	return new ParlourError("unauthorized", "Cannot go on: the session was ended. Log in again");
}

async function* orCutOff(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	try {
		yield* content;
	} catch {
		throw new ParlourError("bad_request", "Cannot take this file: it was cut off before its end. Send it again");
	}
}
