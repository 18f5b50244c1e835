import { expect, test } from "bun:test";
import { ReadTimes } from "./read-times.ts";

test("a time holds for its reader and its place, from its message on", () => {
	const times = new ReadTimes();
	times.keep(1, "room 2", { at: 1_000, seq: 5 });
	expect(times.of(1, "room 2", 5)).toBe(1_000);
	expect(times.of(1, "room 2", 9)).toBe(1_000);
	expect(times.of(1, "room 2", 4)).toBeNull();
	expect(times.of(1, "room 3", 5)).toBeNull();
	expect(times.of(3, "room 2", 5)).toBeNull();
});

test("of more times than are kept, those are forgotten that were said longest ago", () => {
	const times = new ReadTimes();
	for (const room of [1, 2]) times.keep(1, `room ${room}`, { at: 1, seq: 0 });
	times.keep(1, "room 1", { at: 2, seq: 0 });
	for (let room = 3; room <= 10_001; room++) times.keep(1, `room ${room}`, { at: 1, seq: 0 });
	expect(times.of(1, "room 2", 0)).toBeNull();
	expect(times.of(1, "room 1", 0)).toBe(2);
	expect(times.of(1, "room 10001", 0)).toBe(1);
});
