import { expect, test } from "bun:test";
import { FakeClock } from "../../test/support/fake-clock.ts";
import type { RoomSummary } from "../protocol/entities.ts";
import { Room } from "./room.ts";
import { inOrder, roomsOf } from "./room-order.ts";

let ids = 0;

function room(name: string, more: Partial<RoomSummary> = {}): Room {
	const counts = { readSeq: 0, unread: 0, mentions: 0, notify: "all" } as const;
	const summary = { id: ++ids, name, topic: "", visibility: "public", head: 9, lastAt: 0, ...counts } as const;
	return new Room({ ...summary, ...more }, 1, new FakeClock());
}

function direct(name: string, more: Partial<RoomSummary>): Room {
	return room("", { visibility: "direct", people: [{ id: 9, name }], ...more });
}

const ROOMS = [
	room("tides"),
	direct("jun", { lastAt: 5 }),
	room("old", { archived: true }),
	room("lobby", { lobby: true }),
	direct("mara", { lastAt: 7 }),
	room("kelp", { visibility: "private" }),
	direct("nobody wrote", { head: 1, lastAt: 9 }),
];
const titles = (rooms: Room[]) => rooms.map(({ title }) => title.value);

test("rooms are listed by kind: the lobby and then by name, direct ones by the last message, archived ones apart", () => {
	expect(titles(roomsOf(ROOMS, "rooms"))).toEqual(["lobby", "kelp", "tides"]);
	expect(titles(roomsOf(ROOMS, "direct"))).toEqual(["mara", "jun"]);
	expect(titles(roomsOf(ROOMS, "archived"))).toEqual(["old"]);
});

test("a number in a name counts as one", () => {
	expect(titles(roomsOf([room("release-10"), room("release-9")], "rooms"))).toEqual(["release-9", "release-10"]);
});

test("as one list, direct rooms come after the others, and archived ones last", () => {
	expect(titles(inOrder(ROOMS))).toEqual(["lobby", "kelp", "tides", "mara", "jun", "old"]);
});
