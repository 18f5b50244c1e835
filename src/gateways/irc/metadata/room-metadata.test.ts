import { expect, test } from "bun:test";
import { MOST_KEYS } from "./limits.ts";
import { RoomMetadata } from "./room-metadata.ts";

test("a room has so many keys and no more, of which each may be changed and removed", () => {
	const rooms = new RoomMetadata();
	for (let index = 0; index < MOST_KEYS; index++) expect(rooms.set(1, `key${index}`, "x")).toBe(true);
	expect(rooms.set(1, "one-more", "x")).toBe(false);
	expect(rooms.set(1, "key0", "y")).toBe(true);
	expect(rooms.of(1).get("key0")).toBe("y");
	expect(rooms.set(1, "key0", "")).toBe(true);
	expect(rooms.set(1, "one-more", "x")).toBe(true);
	expect(rooms.of(2).size).toBe(0);
});

test("of very many rooms those that were set last are remembered", () => {
	const rooms = new RoomMetadata();
	for (let room = 1; room <= 1_000; room++) rooms.set(room, "key", "x");
	rooms.set(1, "key", "again");
	rooms.set(1_001, "key", "x");
	expect([rooms.of(1).size, rooms.of(2).size, rooms.of(1_001).size]).toEqual([1, 0, 1]);
});
