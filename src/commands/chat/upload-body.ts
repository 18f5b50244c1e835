import type { RawBody } from "../../client/http-api.ts";

const PIECE_BYTES = 64 * 1024;
/** A connection that takes nothing for so long is given up; a slow one may take as long as it needs. */
const STALLED_MS = 60_000;

export interface UploadBody {
	headers: Record<string, string>;
	body: AsyncIterable<Uint8Array<ArrayBuffer>>;
	signal: AbortSignal;
}

/** A body for fetch that tells how much of it the connection has taken, and gives up when that stands still. */
export function uploadOf({ type, bytes, sent }: RawBody, stalledMs = STALLED_MS): UploadBody {
	const stalled = new AbortController();
	let timer = setTimeout(() => stalled.abort(), stalledMs);
	timer.unref();
	async function* pieces() {
		for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
			yield bytes.subarray(at, at + PIECE_BYTES);
			clearTimeout(timer);
			timer = setTimeout(() => stalled.abort(), stalledMs);
			timer.unref();
			sent?.(Math.min(at + PIECE_BYTES, bytes.length));
		}
	}
	return {
		headers: { "Content-Type": type, "Content-Length": String(bytes.length) },
		body: pieces(),
		signal: stalled.signal,
	};
}
