import type { ServedBlob } from "../../core/files.ts";
import type { BlobFolder } from "../../runtime/blob-folder.ts";
import { type ByteRange, readRange } from "./byte-range.ts";

/** Whatever it is, it runs nothing and reaches nothing, even where a browser opens it as a page. */
const HARMLESS = {
	"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
	"X-Content-Type-Options": "nosniff",
	"Cross-Origin-Resource-Policy": "same-origin",
};

/** What core has let somebody see: whole, in part, or as still the same. */
export function serveBlob(request: Request, blobs: BlobFolder, served: ServedBlob, cacheControl: string): Response {
	const etag = `"${served.hash}"`;
	const headers: Record<string, string> = { ...HARMLESS, "Cache-Control": cacheControl, ETag: etag };
	if (isSame(request, etag)) return new Response(null, { status: 304, headers });
	headers["Content-Type"] = served.shown ? served.type : "application/octet-stream";
	headers["Content-Disposition"] =
		`${served.shown ? "inline" : "attachment"}; filename*=UTF-8''${encoded(served.name)}`;
	headers["Accept-Ranges"] = "bytes";

	const { hash, size } = served;
	const range = rangeOf(request, etag, size);
	if (range === "unsatisfiable") {
		return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${size}` } });
	}
	const { start, end } = range ?? { start: 0, end: size };
	if (range) headers["Content-Range"] = `bytes ${start}-${end - 1}/${size}`;
	headers["Content-Length"] = String(end - start);
	const body = end > start ? blobs.part(hash, start, end) : null;
	return new Response(body, { status: range ? 206 : 200, headers });
}

function isSame(request: Request, etag: string): boolean {
	const held = request.headers.get("if-none-match") ?? "";
	return held.split(",").some((tag) => ["*", etag].includes(tag.trim().replace(/^W\//, "")));
}

/** Null for the whole: where none was asked for, by a HEAD, and where what was asked for is of another content. */
function rangeOf(request: Request, etag: string, size: number): ByteRange | "unsatisfiable" | null {
	if (request.method !== "GET") return null;
	const condition = request.headers.get("if-range");
	if (condition !== null && condition !== etag) return null;
	return readRange(request.headers.get("range"), size);
}

/** As RFC 8187 has it. */
function encoded(name: string): string {
	const escaped = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
	return encodeURIComponent(name).replace(/['()*]/g, escaped);
}
