import { expect, test } from "bun:test";
import { readRange } from "./byte-range.ts";

test.each([
	["bytes=0-9", { start: 0, end: 10 }],
	["bytes=90-", { start: 90, end: 100 }],
	["bytes=-10", { start: 90, end: 100 }],
	["bytes=-1000", { start: 0, end: 100 }],
	["bytes=50-5000", { start: 50, end: 100 }],
	["bytes=99-99", { start: 99, end: 100 }],
	["Bytes=0-9", { start: 0, end: 10 }],
	[`bytes=0-${"9".repeat(400)}`, { start: 0, end: 100 }],
	[`bytes=-${"9".repeat(400)}`, { start: 0, end: 100 }],
])("%s is a part of 100 bytes", (header, range) => {
	expect(readRange(header, 100)).toEqual(range);
});

test.each([null, "", "bytes=", "bytes=-", "bytes=9-0", "bytes=0-1,5-6", "items=0-1", "bytes=a-b"])(
	"%p asks for the whole",
	(header) => {
		expect(readRange(header, 100)).toBe(null);
	},
);

test.each([
	["bytes=100-", 100],
	["bytes=200-300", 100],
	[`bytes=${"9".repeat(400)}-`, 100],
	["bytes=-0", 100],
	["bytes=0-", 0],
	["bytes=-5", 0],
])("%s of %i bytes cannot be had", (header, size) => {
	expect(readRange(header, size)).toBe("unsatisfiable");
});
