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

test("of more times of one reader than are kept, those are forgotten that were said longest ago, and no other reader's", () => {
	const times = new ReadTimes();
	times.keep(2, "room 1", { at: 3, seq: 0 });
	for (const room of [1, 2]) times.keep(1, `room ${room}`, { at: 1, seq: 0 });
	times.keep(1, "room 1", { at: 2, seq: 0 });
	for (let room = 3; room <= 101; room++) times.keep(1, `room ${room}`, { at: 1, seq: 0 });
	expect(times.of(1, "room 2", 0)).toBeNull();
	expect(times.of(1, "room 1", 0)).toBe(2);
	expect(times.of(1, "room 101", 0)).toBe(1);
	for (let room = 102; room <= 20_000; room++) times.keep(1, `room ${room}`, { at: 1, seq: 0 });
	expect(times.of(2, "room 1", 0)).toBe(3);
});

test("of more readers than are kept, those are forgotten who have said nothing for longest", () => {
	const times = new ReadTimes();
	for (const reader of [1, 2, 1]) times.keep(reader, "room 1", { at: 1, seq: 0 });
	for (let reader = 3; reader <= 10_001; reader++) times.keep(reader, "room 1", { at: 1, seq: 0 });
	expect(times.of(2, "room 1", 0)).toBeNull();
	expect(times.of(1, "room 1", 0)).toBe(1);
});
