import { expect, test } from "bun:test";
import { LineReader, type Read } from "./line-reader.ts";
import { splitText } from "./split-text.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const readAll = (...chunks: Uint8Array[]): Read[] => {
	const reader = new LineReader();
	return chunks.flatMap((chunk) => [...reader.push(chunk)]);
};

test("lines end with CR LF or LF, and empty ones are none", () => {
	expect(readAll(bytes("NICK a\r\nUSER b\n\r\n\nPING c\r\n"))).toEqual([
		{ line: "NICK a" },
		{ line: "USER b" },
		{ line: "PING c" },
	]);
});

test("however the bytes are cut, the lines are the same", () => {
	const all = bytes("PRIVMSG #x :潮汐 ✓\r\nPING\r\n");
	for (let at = 0; at <= all.length; at++) {
		expect(readAll(all.slice(0, at), all.slice(at))).toEqual([{ line: "PRIVMSG #x :潮汐 ✓" }, { line: "PING" }]);
	}
});

test("a line may have 510 bytes and its break, and 4,096 of tags before", () => {
	const longest = `PRIVMSG #x :${"a".repeat(498)}`;
	const tags = `@a=${"b".repeat(4092)} `;
	expect(readAll(bytes(`${longest}\r\n${tags}${longest}\r\n`))).toEqual([{ line: longest }, { line: tags + longest }]);
	expect(readAll(bytes(`${longest}a\r\nPING\r\n`))).toEqual([
		{ fault: "too long", head: `${longest}a` },
		{ line: "PING" },
	]);
	expect(readAll(bytes(`@b${tags.slice(1)}PING\r\nPING\r\n`))).toEqual([
		{ fault: "too long", head: `@b${tags.slice(1)}PING` },
		{ line: "PING" },
	]);
});

test("a megabyte without a break is told once, kept nowhere, and what follows is read", () => {
	const reader = new LineReader();
	const found: Read[] = [];
	for (let part = 0; part < 64; part++) found.push(...reader.push(bytes("x".repeat(16_384))));
	expect(reader.pendingBytes).toBe(0);
	found.push(...reader.push(bytes("\r\nPING\r\n")));
	expect(found).toEqual([{ fault: "too long", head: "x".repeat(4608) }, { line: "PING" }]);
});

test("what is not UTF-8 is told, with what of it can be read", () => {
	expect(readAll(new Uint8Array([80, 32, 0xff, 0xfe, 10]), bytes("PING\n"))).toEqual([
		{ fault: "not utf-8", head: "P \ufffd\ufffd" },
		{ line: "PING" },
	]);
});

test("text is cut between words and never within a character", () => {
	expect(splitText("one two three", 20)).toEqual(["one two three"]);
	expect(splitText("one two three", 9)).toEqual(["one two ", "three"]);
	expect(splitText("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
	expect(splitText("👩‍👩‍👧👩‍👩‍👧", 20)).toEqual(["👩‍👩‍👧", "👩‍👩‍👧"]);
	for (const piece of splitText("潮".repeat(300), 100)) expect(bytes(piece).length).toBeLessThanOrEqual(100);
	for (const piece of splitText(`a${"\u0301".repeat(500)}`, 60)) expect(bytes(piece).length).toBeLessThanOrEqual(60);
});
