import { readdir } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { File } from "../../src/protocol/entities.ts";
import { fileReply } from "../../src/protocol/http.ts";

/** A picture of one pixel. */
export const PNG = Uint8Array.from(
	atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
	(char) => char.charCodeAt(0),
);

export interface Upload {
	name?: string;
	type?: string;
	body: NonNullable<RequestInit["body"]>;
	headers?: Record<string, string>;
}

export function bearer(token: string): Record<string, string> {
	return { Authorization: `Bearer ${token}` };
}

export function tryUpload(
	url: string,
	token: string,
	{ name = "plan.txt", type = "text/plain", body, headers }: Upload,
) {
	return fetch(`${url}/api/files?name=${encodeURIComponent(name)}`, {
		method: "POST",
		headers: { ...bearer(token), "Content-Type": type, ...headers },
		body,
	});
}

export async function upload(url: string, token: string, what: Upload): Promise<File> {
	const response = await tryUpload(url, token, what);
	if (!response.ok) throw new Error(`upload failed: ${await response.text()}`);
	return v.parse(fileReply, await response.json()).file;
}

/** A RawSocket, whose own types the browser's tests do not share. */
interface Asking {
	ask(request: { t: "post" } & Record<string, unknown>): Promise<{ t: string; seq?: number }>;
}

/** Posts a message that carries these; the answer is its `seq`. */
export async function send(socket: Asking, room: number, ...files: File[]): Promise<number> {
	const nonce = crypto.randomUUID();
	const answer = await socket.ask({ t: "post", room, nonce, body: "see", files: files.map(({ id }) => id) });
	if (answer.t !== "posted" || answer.seq === undefined) throw new Error(`not posted: ${JSON.stringify(answer)}`);
	return answer.seq;
}

export function get(url: string, token: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
	return fetch(`${url}${path}`, { headers: { ...bearer(token), ...headers } });
}

export function pathOf({ id, name }: File): string {
	return `/files/${id}/${encodeURIComponent(name)}`;
}

/** Whatever lies in a data folder's `files`, sorted. */
export async function blobsIn(data: string): Promise<string[]> {
	const entries = await readdir(join(data, "files"), { recursive: true, withFileTypes: true }).catch(() => []);
	const files = entries.filter((entry) => entry.isFile());
	return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
}

/** Sent in pieces, so that nothing says beforehand how much it is. */
export function unannounced(bytes: number): ReadableStream<Uint8Array> {
	let left = bytes;
	return new ReadableStream({
		pull(controller) {
			if (left <= 0) return controller.close();
			controller.enqueue(new Uint8Array(Math.min(left, 64 * 1024)).fill(left % 251));
			left -= 64 * 1024;
		},
	});
}
