import { expect, test } from "bun:test";
import type { Message, Room, SystemEvent } from "./entities.ts";
import { withEvent } from "./room-events.ts";

const ROOM: Room = { id: 7, name: "reef", topic: "", visibility: "public", creator: 1 };
const IDS = new Map([
	["asha", 1],
	["jun", 2],
	["mara", 3],
]);

function event(name: SystemEvent, body: string, by = "asha"): Message {
	const author = { id: IDS.get(by) ?? 0, name: by };
	return { seq: 1, rev: 1, at: 1, kind: "system", event: name, author, body };
}

function after(info: Room, ...messages: Message[]): Room | null {
	let now: Room | null = info;
	for (const message of messages) now = now && withEvent(now, message, (name) => IDS.get(name));
	return now;
}

const rules = (...bodies: string[]) => bodies.map((body) => event("rule", body));

test.each<[string, Partial<Room>]>([
	["announcement", { announcement: true }],
	["locked-topic", { lockedTopic: true }],
	["private", { visibility: "private" }],
	["limit 20", { maxMembers: 20 }],
	["key", { keyed: true }],
	["moderator mara", { moderators: [3] }],
	["speaker mara", { speakers: [3] }],
	["ban mara", {}],
	["exception mara", {}],
	["invitation mara", {}],
])("the rule %s changes the room, and taken back leaves it as it was", (body, change) => {
	expect(after(ROOM, ...rules(`+${body}`))).toEqual({ ...ROOM, ...change });
	expect(after(ROOM, ...rules(`+${body}`, `-${body}`))).toEqual(ROOM);
});

test("a rule of a newer server changes nothing that is known, and the server is asked", () => {
	expect(after(ROOM, ...rules("+later 3"))).toBeNull();
});

test("moderators stand in the order in which they became it, once, and go with their membership", () => {
	const both = after(ROOM, ...rules("+moderator mara", "+moderator jun", "+speaker jun"));
	expect(both).toMatchObject({ moderators: [3, 2], speakers: [2] });
	expect(after(both ?? ROOM, ...rules("+moderator mara"))).toMatchObject({ moderators: [2, 3] });
	expect(after(both ?? ROOM, event("left", "", "jun"))).toEqual({ ...ROOM, moderators: [3] });
	expect(after(both ?? ROOM, event("removed", "mara for spam"), event("removed", "jun"))).toEqual(ROOM);
});

test("of whom nobody knows, the server is asked; but not where they were nothing in the room", () => {
	expect(after(ROOM, ...rules("+moderator rina"))).toBeNull();
	expect(after({ ...ROOM, moderators: [9] }, event("removed", "rina"))).toBeNull();
	expect(after(ROOM, event("removed", "rina"))).toEqual(ROOM);
});
