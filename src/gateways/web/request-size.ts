import type { Context } from "hono";
import type { Incoming } from "../../core/uploads.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { Env } from "./route-context.ts";

/** Of anything but an upload, which core limits as it comes. */
const MAX_BYTES = 1024 * 1024;
/** A refused body is read on to its end, so that its sender comes to read why; but not for ever. */
const MAX_READ_IN_VAIN = 1024 * 1024 * 1024;
const UPLOAD = /^\/api\/(?:files|files\/[^/]+\/preview|picture|filehost)$/;

export function isUpload(request: Request, path: string): boolean {
	return request.method === "POST" && UPLOAD.test(path);
}

/** What is held in memory must be announced, and small. Throws `file_too_large`, `bad_request`. */
export function checkRequestSize(request: Request): void {
	const length = lengthOf(request);
	if (length !== null && !(length <= MAX_BYTES)) {
		throw new ParlourError("file_too_large", "Cannot take this request: it has more than 1 MB");
	}
	if (request.headers.has("transfer-encoding")) {
		throw new ParlourError("bad_request", "Cannot take this request: it must say its Content-Length");
	}
}

/** Whether to close the connection after a refusal: what is left of its body is too much to read in vain. */
export function isEndless(request: Request): boolean {
	return request.headers.has("transfer-encoding") || (lengthOf(request) ?? 0) > MAX_READ_IN_VAIN;
}

/** The body, which is read as it comes, however slowly. */
export function incomingOf({ req: { raw }, env }: Context<Env>): Incoming {
	return { length: lengthOf(raw) ?? (raw.body ? null : 0), content: pieces(raw.body, env.stayOpen) };
}

async function* pieces(body: Request["body"], onPiece: () => void): AsyncIterable<Uint8Array> {
	for await (const piece of body ?? []) {
		onPiece();
		yield piece;
	}
}

function lengthOf(request: Request): number | null {
	const header = request.headers.get("content-length");
	return header === null ? null : Number(header);
}
