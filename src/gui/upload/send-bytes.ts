import * as v from "valibot";
import { ParlourError } from "../../protocol/errors.ts";
import { errorReply } from "../../protocol/http.ts";

/** Without a byte or an answer for so long, the connection is dead, whatever the browser thinks of it. */
const STALLED_MS = 60_000;

/** No answer came: the connection is gone, or the server is. */
export class NoAnswer extends Error {
	constructor() {
		super("The connection was lost before it was up");
		this.name = "NoAnswer";
	}
}

interface Sending {
	path: string;
	body: Blob;
	type: string;
	signal: AbortSignal;
	/** From 0 to 1. Only XMLHttpRequest tells how much of a body is up. */
	onProgress?: (share: number) => void;
}

/** Posts raw bytes; the answer is its JSON. Throws ParlourError where the server refuses, NoAnswer, and the signal's reason. */
export function sendBytes({ path, body, type, signal, onProgress }: Sending): Promise<unknown> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(signal.reason);
		const request = new XMLHttpRequest();
		const abort = () => request.abort();
		signal.addEventListener("abort", abort);
		let stalling = setTimeout(abort, STALLED_MS);
		const goesOn = () => {
			clearTimeout(stalling);
			stalling = setTimeout(abort, STALLED_MS);
		};
		request.open("POST", path);
		request.responseType = "json";
		request.setRequestHeader("Content-Type", type);
		request.upload.onprogress = ({ loaded, total }) => {
			goesOn();
			onProgress?.(total > 0 ? loaded / total : 0);
		};
		request.onabort = () => reject(signal.aborted ? signal.reason : new NoAnswer());
		request.onerror = () => reject(new NoAnswer());
		request.onload = () => {
			const { status, response } = request;
			if (status >= 200 && status < 300) resolve(response);
			else reject(refusal(status, response));
		};
		request.onloadend = () => {
			clearTimeout(stalling);
			signal.removeEventListener("abort", abort);
		};
		request.send(body);
	});
}

function refusal(status: number, reply: unknown): Error {
	const error = v.safeParse(errorReply, reply);
	if (error.success) return new ParlourError(error.output.code, error.output.message, error.output.retryAfterMs);
	// A proxy before the server has limits of its own.
	if (status === 413) return new ParlourError("file_too_large", "The file is larger than the server takes");
	if (status === 502 || status === 503 || status === 504) return new NoAnswer();
	return new ParlourError("internal", `The server answered ${status}. Try again in a moment`);
}
