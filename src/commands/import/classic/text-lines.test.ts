import { expect, test } from "bun:test";
import { readTextLines } from "./text-lines.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("a BOM, CRLF and a last line without an end are no part of the text", () => {
	expect(readTextLines(utf8("\uFEFFone\r\ntwo\n\nthree"))).toEqual({ lines: ["one", "two", "", "three"], foreign: [] });
	expect(readTextLines(utf8(""))).toEqual({ lines: [], foreign: [] });
});

test("a line that is no UTF-8 is read as Windows-1252 and told, its neighbours as they are", () => {
	const bytes = Buffer.concat([utf8("बात\n"), Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x0a), utf8("बात\n")]);
	expect(readTextLines(bytes)).toEqual({ lines: ["बात", "café", "बात"], foreign: [2] });
});

test("a character cut in two at the end of the file is left out", () => {
	expect(readTextLines(utf8("one\nबा").subarray(0, -1))).toEqual({ lines: ["one", "ब"], foreign: [] });
});
