import { effect } from "@preact/signals";
import * as v from "valibot";
import type { Client } from "../../client/client.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { fileReply } from "../../protocol/http.ts";
import { makePreview, type Preview } from "./preview.ts";
import { NoAnswer, sendBytes } from "./send-bytes.ts";
import { withoutLocation } from "./strip-location.ts";
import type { Upload } from "./upload.ts";

const AT_ONCE = 3;
/** Where the connection seems to be there and yet no answer comes. */
const TRIES = 3;
const BETWEEN_TRIES_MS = 2000;

interface Prepared {
	body: Blob;
	preview: Preview | null;
}

/** A person's uploads, a few at once. Without a connection they wait for it. */
export class UploadQueue {
	readonly #client: Client;
	readonly #waiting: Upload[] = [];
	readonly #running = new Set<Upload>();
	readonly #prepared = new WeakMap<Upload, Prepared>();
	readonly #tries = new WeakMap<Upload, number>();

	constructor(client: Client) {
		this.#client = client;
		effect(() => {
			const { state } = client.connection.value;
			if (state === "online") this.#next();
			if (state === "ended" || state === "idle") for (const upload of this.#running) upload.stopper.abort();
		});
	}

	/** Also again, after it failed. */
	add(upload: Upload): void {
		this.#tries.delete(upload);
		upload.state.value = { state: "waiting" };
		this.#waiting.push(upload);
		this.#next();
	}

	/** It is wanted no more; what is up already goes. */
	remove(upload: Upload): void {
		const at = this.#waiting.indexOf(upload);
		if (at >= 0) this.#waiting.splice(at, 1);
		upload.dispose();
		const now = upload.state.peek();
		// What stays there for all that is swept up by the server.
		if (now.state === "done") void fetch(`/api/files/${now.file.id}`, { method: "DELETE" }).catch(() => undefined);
	}

	#next(): void {
		while (this.#running.size < AT_ONCE && this.#client.connection.peek().state === "online") {
			const upload = this.#waiting.shift();
			if (!upload) return;
			void this.#run(upload);
		}
	}

	async #run(upload: Upload): Promise<void> {
		this.#running.add(upload);
		upload.state.value = { state: "going", share: 0 };
		try {
			upload.state.value = { state: "done", file: await this.#send(upload) };
		} catch (cause) {
			if (!upload.stopper.signal.aborted) this.#failed(upload, cause);
		} finally {
			this.#running.delete(upload);
			this.#next();
		}
	}

	async #send(upload: Upload) {
		const { body, preview } = await this.#prepare(upload);
		const { signal } = upload.stopper;
		const { file } = v.parse(
			fileReply,
			await sendBytes({
				path: `/api/files?name=${encodeURIComponent(upload.name)}`,
				body,
				type: body.type || "application/octet-stream",
				signal,
				onProgress: (share) => (upload.state.value = { state: "going", share }),
			}),
		);
		if (!preview) return file;
		const { width, height, blob } = preview;
		const path = `/api/files/${file.id}/preview?width=${width}&height=${height}`;
		// Without its preview a file is a file still.
		const replied = await sendBytes({ path, body: blob, type: blob.type, signal }).catch(() => null);
		const parsed = v.safeParse(fileReply, replied);
		return parsed.success ? parsed.output.file : file;
	}

	async #prepare(upload: Upload): Promise<Prepared> {
		const known = this.#prepared.get(upload);
		if (known) return known;
		const body = await withoutLocation(upload.source);
		const preview = await makePreview(body);
		if (preview && !upload.stopper.signal.aborted) upload.thumbnail.value = URL.createObjectURL(preview.blob);
		const prepared = { body, preview };
		this.#prepared.set(upload, prepared);
		return prepared;
	}

	#failed(upload: Upload, cause: unknown): void {
		if (cause instanceof ParlourError && cause.code === "rate_limited") {
			return this.#again(upload, cause.retryAfterMs ?? BETWEEN_TRIES_MS);
		}
		const tries = (this.#tries.get(upload) ?? 0) + 1;
		this.#tries.set(upload, tries);
		if (cause instanceof NoAnswer && tries < TRIES) return this.#again(upload, BETWEEN_TRIES_MS);
		upload.state.value = { state: "failed", why: cause instanceof Error ? cause.message : String(cause) };
	}

	/** Its turn comes after a while, and when there is a connection. */
	#again(upload: Upload, delayMs: number): void {
		upload.state.value = { state: "waiting" };
		setTimeout(() => {
			if (upload.stopper.signal.aborted) return;
			this.#waiting.push(upload);
			this.#next();
		}, delayMs);
	}
}

const queues = new WeakMap<Client, UploadQueue>();

export function uploadQueue(client: Client): UploadQueue {
	const queue = queues.get(client) ?? new UploadQueue(client);
	queues.set(client, queue);
	return queue;
}
