import { expect, test } from "bun:test";
import fc from "fast-check";
import { clientFrame } from "../../../test/support/classic-client.ts";
import { FrameDecoder } from "./frame-decoder.ts";

function framesOf(decoder: FrameDecoder): string[] {
	const frames: string[] = [];
	for (let frame = decoder.next(); frame !== null; frame = decoder.next()) frames.push(frame);
	return frames;
}

function decodeInPieces(bytes: Uint8Array, cuts: number[]): string[] {
	const decoder = new FrameDecoder();
	const frames: string[] = [];
	let start = 0;
	for (const end of [...cuts, bytes.length]) {
		decoder.push(bytes.slice(start, end));
		frames.push(...framesOf(decoder));
		start = end;
	}
	expect(decoder.pendingBytes).toBe(0);
	return frames;
}

function faultOf(bytes: Uint8Array): string {
	const decoder = new FrameDecoder();
	decoder.push(bytes);
	try {
		framesOf(decoder);
	} catch (cause) {
		return String(cause);
	}
	return "none";
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("any texts come out as they went in, however the bytes are cut", () => {
	const text = fc.string({ unit: "binary", maxLength: 40 });
	fc.assert(
		fc.property(fc.array(text, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 20 }), (texts, randomCuts) => {
			const bytes = Buffer.concat(texts.map(clientFrame));
			const cuts = randomCuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
			expect(decodeInPieces(bytes, cuts)).toEqual(texts);
		}),
		{ numRuns: 500 },
	);
});

test("frames that are cut at every byte are whole again", () => {
	const texts = ["1", "", "<START>नमस्ते 你好 👩‍👩‍👧 é!", "\uFEFFmark", "<END>"];
	const bytes = Buffer.concat(texts.map(clientFrame));
	for (let cut = 0; cut <= bytes.length; cut++) expect(decodeInPieces(bytes, [cut])).toEqual(texts);
	expect(decodeInPieces(bytes, [...bytes.keys()])).toEqual(texts);
});

test("the length counts code points: 0002 takes é! and the largest frame takes 1,024 emoji", () => {
	expect(decodeInPieces(bytesOf("0002é!"), [])).toEqual(["é!"]);
	const emoji = "😀".repeat(1024);
	expect(decodeInPieces(bytesOf(`1024${emoji}`), [2000])).toEqual([emoji]);
});

test.each([
	["a header with letters", bytesOf("12a4text"), "a header that is not four digits"],
	["another protocol", bytesOf("GET / HTTP/1.1"), "a header that is not four digits"],
	["a header with a sign", bytesOf("-001"), "a header that is not four digits"],
	["a frame over the limit", bytesOf("1025"), "a frame of 1025 characters, and 1024 are the most"],
	["a byte that starts no character", Uint8Array.from([...bytesOf("0001"), 0xff]), "invalid UTF-8"],
	["a continuation without a start", Uint8Array.from([...bytesOf("0001"), 0x80]), "invalid UTF-8"],
	["a start without its continuation", Uint8Array.from([...bytesOf("0002"), 0xc3, 0x41]), "invalid UTF-8"],
	["an overlong character", Uint8Array.from([...bytesOf("0001"), 0xe0, 0x80, 0x80]), "invalid UTF-8"],
	["a surrogate", Uint8Array.from([...bytesOf("0001"), 0xed, 0xa0, 0x80]), "invalid UTF-8"],
])("%s is a fault", (_, bytes, fault) => {
	expect(faultOf(bytes)).toContain(fault);
});

test("what is incomplete is no fault, and keeps no more than itself", () => {
	const decoder = new FrameDecoder();
	decoder.push(bytesOf("0001a".repeat(10_000).concat("0003\u00e9")));
	expect(framesOf(decoder)).toHaveLength(10_000);
	expect(decoder.pendingBytes).toBe(6);
	expect(decoder.next()).toBeNull();
});
