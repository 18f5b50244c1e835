import { expect, test } from "bun:test";
import type { SearchQuery } from "../../search-query.ts";
import { matchExpression } from "./match.ts";

const NOW = Date.UTC(2026, 10, 22);
const rooms = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const match = (query: Partial<SearchQuery>, own: number[] = [1]) =>
	matchExpression({ terms: [], without: [], ...query }, own, NOW);

test("a time is asked for by its months, and by the whole years between them", () => {
	const query = { after: Date.UTC(2023, 10, 5), before: Date.UTC(2026, 1, 1) };
	expect(match(query)).toBe(
		'({marks} : ("m2023x11" OR "m2023x12" OR "y2024" OR "y2025" OR "m2026x1") AND {marks} : ("room1"))',
	);
});

test("a time that is over before it began fits nothing, and one without an end asks for few words", () => {
	expect(match({ after: NOW, before: NOW })).toBeNull();
	expect(match({ before: 0 })).toBeNull();
	expect(match({ before: Number.MAX_SAFE_INTEGER })?.split(" OR ").length).toBeLessThan(70);
	expect(match({ after: Number.MAX_SAFE_INTEGER })).toBeNull();
});

test("the index is asked for up to 150 rooms; for more each hit is looked at", () => {
	expect(match({ terms: ["crab"] }, rooms(150))).toContain('"room150"');
	expect(match({ terms: ["crab"] }, rooms(151))).toBe('({text} : "crab" *)');
	expect(match({ terms: ["crab"], room: 151 }, rooms(151))).toBe('({text} : "crab" * AND {marks} : ("room151"))');
	expect(match({ without: ["crab"] }, rooms(151))).toStartWith('({marks} : ("y1970" OR ');
});

test("who is in no room, or not in the one asked for, finds nothing", () => {
	expect(match({ terms: ["crab"] }, [])).toBeNull();
	expect(match({ terms: ["crab"], room: 2 }, [1])).toBeNull();
});

test("terms without a word are left out", () => {
	expect(match({ terms: ["!!", "crab"], without: ["—"] })).toBe('({text} : "crab" * AND {marks} : ("room1"))');
});

test("long phrases and many of them are cut, so that what they cost is bounded", () => {
	const long = Array.from({ length: 40 }, (_, index) => `w${index}`).join(" ");
	expect(match({ terms: [long] })).toContain('"w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11" *');
	expect(match({ terms: ["海".repeat(40)] })).toContain(`{text} : "${Array(12).fill("海").join(" ")}"`);
	expect(match({ terms: [long, long, long, long] })?.split("{text}")).toHaveLength(3);
});
