import { expect, test } from "bun:test";
import { bytesLeft, wordLines } from "./fitting.ts";

test("what is left for the last parameter fills a line to its 512 bytes (RFC 1459 2.3)", () => {
	const text = "x".repeat(bytesLeft("Jün!Jün@parlour", "PRIVMSG", "#lobby"));
	expect(Buffer.byteLength(`:Jün!Jün@parlour PRIVMSG #lobby :${text}\r\n`)).toBe(512);
});

test("words go into as few lines as they fit in, in their order, and none is cut", () => {
	expect(wordLines(["one", "two", "three"], 7)).toEqual(["one two", "three"]);
	expect(wordLines(["one", "two", "three"], 7, ",")).toEqual(["one,two", "three"]);
	expect(wordLines(["潮汐", "潮"], 9)).toEqual(["潮汐", "潮"]);
	expect(wordLines(["far-too-long", "x"], 3)).toEqual(["far-too-long", "x"]);
	expect(wordLines([], 7)).toEqual([""]);
});
