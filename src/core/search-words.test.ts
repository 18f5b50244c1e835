import { expect, test } from "bun:test";
import fc from "fast-check";
import { datesOf } from "./search-dates.ts";
import { asksNothing, parseSearch } from "./search-words.ts";

const utc = (text: string) => Date.parse(`${text}Z`);

test("words, phrases and what is not wanted are told apart", () => {
	expect(parseSearch('tide "rip current" -storm -"low water" reef')).toMatchObject({
		terms: ["tide", "rip current", "reef"],
		without: ["storm", "low water"],
	});
});

test("a phrase that is still being typed is one, and curly quotes are quotes", () => {
	expect(parseSearch('"rip curr').terms).toEqual(["rip curr"]);
	expect(parseSearch("„rip current“ «low water»").terms).toEqual(["rip current", "low water"]);
});

test("filters are taken in any case, with their values quoted or not", () => {
	expect(parseSearch('From:mara IN:"#reef" has:file is:thread')).toMatchObject({
		terms: [],
		from: ["mara"],
		in: ["#reef"],
		hasFile: true,
		inThread: true,
	});
});

test("what only looks like a filter is a word, and one without its value yet is nothing", () => {
	expect(parseSearch("http://reef.example has:wings note:this").terms).toEqual([
		"http://reef.example",
		"has:wings",
		"note:this",
	]);
	expect(asksNothing(parseSearch('from: in:"" before: '))).toBe(true);
	expect(asksNothing(parseSearch(' :) — "" - '))).toBe(true);
	expect(asksNothing(parseSearch("is:thread"))).toBe(false);
});

test("after holds its day, before does not, on is that day alone, and the narrowest counts", () => {
	expect(parseSearch("after:2026-11-01 before:2026-11-22")).toMatchObject({
		after: utc("2026-11-01T00:00"),
		before: utc("2026-11-22T00:00"),
	});
	expect(parseSearch("on:2026-11-22 after:2020 before:2030")).toMatchObject({
		after: utc("2026-11-22T00:00"),
		before: utc("2026-11-23T00:00"),
	});
});

test("a date that is none leaves nothing to be found", () => {
	for (const date of ["2026-02-30", "2026-13", "soon", "2026-11-22T25:00", "11/22/2026"]) {
		expect(parseSearch(`tide before:${date}`).impossible).toBe(true);
	}
});

test("years, months, days and minutes, with a zone or without, are times", () => {
	expect(datesOf("2026")).toEqual({ start: utc("2026-01-01T00:00"), end: utc("2027-01-01T00:00") });
	expect(datesOf("2026-12")).toEqual({ start: utc("2026-12-01T00:00"), end: utc("2027-01-01T00:00") });
	expect(datesOf("2024-2-29")).toEqual({ start: utc("2024-02-29T00:00"), end: utc("2024-03-01T00:00") });
	expect(datesOf("2026-11-22T09:30")?.start).toBe(utc("2026-11-22T09:30"));
	expect(datesOf("2026-11-22T09:30:15.5Z")?.start).toBe(utc("2026-11-22T09:30:15.500"));
	expect(datesOf("2026-11-22T09:30+02:00")?.start).toBe(utc("2026-11-22T07:30"));
});

test("sixteen terms count, and more are left out", () => {
	const many = Array.from({ length: 40 }, (_, index) => `word${index}`);
	expect(parseSearch(many.join(" ")).terms).toEqual(many.slice(0, 16));
});

test("nothing that can be typed makes it fail", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
			const words = parseSearch(typed);
			expect([...words.terms, ...words.without].every((term) => term.trim() !== "")).toBe(true);
		}),
	);
});
