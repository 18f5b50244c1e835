import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import type { File } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { ServerApi } from "./server.ts";

/** As it comes from a shell or from dropping a file on a terminal: quoted, escaped, from one's home. */
export function readPath(typed: string, home = homedir()): string {
	const [, , quoted] = /^(["'])([\s\S]*)\1$/.exec(typed) ?? [];
	const path = quoted ?? typed.replace(/\\(.)/g, "$1");
	return path === "~" || path.startsWith("~/") ? join(home, path.slice(2)) : path;
}

/** Sends a file of this machine's; `sending` hears how far it is. Throws ParlourError with what to show. */
export async function uploadPath(
	{ api, token }: { api: ServerApi; token: string },
	typed: string,
	mostBytes: number,
	sending: (name: string, bytes: number, sent: number) => void,
): Promise<File> {
	const path = readPath(typed);
	const found = await stat(path).catch((cause: unknown) => {
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
		const why = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`;
		throw new ParlourError("bad_request", `Cannot upload ${typed}: ${why}`);
	});
	if (!found.isFile()) throw new ParlourError("bad_request", `Cannot upload ${typed}: it is not a file`);
	if (found.size > mostBytes) {
		const most = Math.floor(mostBytes / 1_000_000);
		throw new ParlourError("bad_request", `Cannot upload ${typed}: it is too large, and ${most} MB are the most here`);
	}
	const file = Bun.file(path);
	const name = basename(path);
	sending(name, found.size, 0);
	const bytes = await file.bytes().catch(() => {
		throw new ParlourError("bad_request", `Cannot upload ${typed}: it cannot be read`);
	});
	const sent = (gone: number) => sending(name, bytes.length, gone);
	return api.uploadFile(name, { type: file.type || "application/octet-stream", bytes, sent }, token);
}
