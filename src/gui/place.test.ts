import { describe, expect, test } from "bun:test";
import { hashOf, messageHash, parsePlace } from "./place.ts";

describe("the address of a place", () => {
	test("names a room, a message in it, and a reply in a thread", () => {
		expect(parsePlace("#release-4")).toEqual({ view: "room", room: "release-4", seq: null, thread: null });
		expect(parsePlace("#release-4/120")).toEqual({ view: "room", room: "release-4", seq: 120, thread: null });
		expect(parsePlace(messageHash(7, 130, 120))).toEqual({ view: "room", room: 7, seq: 130, thread: 120 });
		expect(parsePlace(messageHash(7, 130))).toEqual({ view: "room", room: 7, seq: 130, thread: null });
	});
	test("comes back as it went, in any script", () => {
		const room = { id: 3, name: "潮汐-données", visibility: "public" };
		expect(parsePlace(hashOf(room))).toMatchObject({ room: room.name });
		expect(parsePlace(hashOf({ id: 9, name: "", visibility: "direct" }))).toMatchObject({ room: 9 });
	});
	test("is the inbox, which no room can be called", () => {
		expect(parsePlace("#/inbox")).toEqual({ view: "inbox" });
	});
	test("that cannot be read leads to where one begins", () => {
		expect(parsePlace("#%E0%A4%A")).toMatchObject({ view: "room", room: null });
		expect(parsePlace("")).toMatchObject({ view: "room", room: null });
		expect(parsePlace("#lobby/x")).toMatchObject({ room: "lobby", seq: null });
	});
});
