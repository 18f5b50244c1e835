import { pixelsOf } from "./picture-pixels.ts";

/** Shown in the browser itself; anything else is only ever downloaded. SVG, HTML, XML and PDF, which may hold scripts, must never stand here. */
const SHOWN = new Set([
	"image/png",
	"image/jpeg",
	"image/gif",
	"image/webp",
	"image/avif",
	"video/mp4",
	"video/webm",
	"video/ogg",
	"audio/mpeg",
	"audio/ogg",
	"audio/wav",
	"audio/webm",
	"audio/mp4",
	"audio/flac",
	"text/plain",
]);

export const UNKNOWN_TYPE = "application/octet-stream";
/** What a preview or a person's picture may be. */
export const SMALL_PICTURES: readonly string[] = ["image/webp", "image/png", "image/jpeg"];

/** What a browser that unpacked it might not live on with. */
const MOST_PIXELS_SHOWN = 100_000_000;

const MEDIA_TYPE = /^\s*([a-z0-9][a-z0-9!#$&^_.+-]{0,62}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,62})\s*(?:;|$)/i;

/** The media type of a Content-Type header, without parameters; `application/octet-stream` where it has none. */
export function mediaType(contentType: string | null): string {
	return MEDIA_TYPE.exec(contentType ?? "")?.[1]?.toLowerCase() ?? UNKNOWN_TYPE;
}

function startsWith(head: Uint8Array, bytes: readonly number[], at = 0): boolean {
	return bytes.every((byte, index) => head[at + index] === byte);
}

function textAt(head: Uint8Array, from: number, to: number): string {
	return String.fromCharCode(...head.subarray(from, to));
}

/** What a picture's first bytes say that it is; null where they are no picture's. */
export function sniffPicture(head: Uint8Array): string | null {
	if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
	if (startsWith(head, [0xff, 0xd8, 0xff])) return "image/jpeg";
	const start = textAt(head, 0, 6);
	if (start === "GIF87a" || start === "GIF89a") return "image/gif";
	if (start.startsWith("RIFF") && textAt(head, 8, 12) === "WEBP") return "image/webp";
	if (textAt(head, 4, 8) === "ftyp" && /^avi[fs]$/.test(textAt(head, 8, 12))) return "image/avif";
	return null;
}

/** The type as which a file may be shown in the browser, null for a download: what its sender called it counts only where its first bytes don't belie it, and no picture may be vast. */
export function shownType(type: string, head: Uint8Array): string | null {
	if (!SHOWN.has(type)) return null;
	if (type.startsWith("image/") && sniffPicture(head) !== type) return null;
	if ((pixelsOf(type, head) ?? 0) > MOST_PIXELS_SHOWN) return null;
	return type === "text/plain" ? "text/plain; charset=utf-8" : type;
}

/** As `mediaType`, but not that of a picture which it is not, or too vast a one. */
export function honestType(type: string, head: Uint8Array): string {
	return SHOWN.has(type) && shownType(type, head) === null ? UNKNOWN_TYPE : type;
}
