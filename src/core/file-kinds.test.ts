import { expect, test } from "bun:test";
import { honestType, mediaType, shownType, sniffPicture } from "./file-kinds.ts";

function bytes(text: string): Uint8Array {
	return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

const PICTURES: [string, Uint8Array][] = [
	["image/png", bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")],
	["image/jpeg", bytes("\xff\xd8\xff\xe0\0\x10JFIF")],
	["image/gif", bytes("GIF89a\x01\0\x01\0")],
	["image/webp", bytes("RIFF\x1a\0\0\0WEBPVP8L")],
	["image/avif", bytes("\0\0\0\x20ftypavif\0\0\0\0")],
];
const HTML = bytes("<!doctype html><script>");

test.each(PICTURES)("%s is known by its first bytes, and by no fewer", (type, head) => {
	expect(sniffPicture(head)).toBe(type);
	expect(sniffPicture(head.subarray(0, 2))).toBe(null);
	expect(shownType(type, head)).toBe(type);
	for (const [other] of PICTURES) if (other !== type) expect(shownType(other, head)).toBe(null);
});

test.each([
	bytes(""),
	HTML,
	bytes("<svg xmlns="),
	bytes("RIFF\x1a\0\0\0WAVE"),
	bytes("\0\0\0\x20ftypisom"),
	bytes("BM"),
])("%p is no picture", (head) => {
	expect(sniffPicture(head)).toBe(null);
});

test.each([
	"text/html",
	"image/svg+xml",
	"application/pdf",
	"text/xml",
	"application/xhtml+xml",
	"text/css",
	"text/javascript",
	"application/octet-stream",
])("%s is never shown", (type) => {
	expect(shownType(type, HTML)).toBe(null);
	expect(honestType(type, HTML)).toBe(type);
});

test("text is shown as text, films and sounds as what they are called", () => {
	expect(shownType("text/plain", HTML)).toBe("text/plain; charset=utf-8");
	expect(shownType("video/mp4", HTML)).toBe("video/mp4");
	expect(shownType("audio/flac", HTML)).toBe("audio/flac");
});

test("a picture of more pixels than a browser bears is only downloaded", () => {
	const vast = bytes("GIF89a\xff\xff\xff\xff");
	expect(shownType("image/gif", vast)).toBe(null);
	expect(honestType("image/gif", vast)).toBe("application/octet-stream");
	expect(shownType("image/gif", bytes("GIF89a\x11\x27\x10\x27"))).toBe(null);
	expect(shownType("image/gif", bytes("GIF89a\x10\x27\x10\x27"))).toBe("image/gif");
});

test("a picture that is none is taken for unknown", () => {
	expect(honestType("image/png", HTML)).toBe("application/octet-stream");
	expect(honestType("text/plain", HTML)).toBe("text/plain");
});

test.each([
	["image/png", "image/png"],
	["Text/Plain; charset=utf-8", "text/plain"],
	["  text/csv ;x", "text/csv"],
	["application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"],
	["", "application/octet-stream"],
	[null, "application/octet-stream"],
	["text", "application/octet-stream"],
	["text/html, image/png", "application/octet-stream"],
	["image/png\r\nX-Evil: 1", "application/octet-stream"],
	[`a/${"b".repeat(100)}`, "application/octet-stream"],
])("the media type of %p is %s", (header, type) => {
	expect(mediaType(header)).toBe(type);
});
