import { expect, test } from "bun:test";
import type { Room } from "../../protocol/entities.ts";
import { moderatorsOf, standingIn, standingText } from "./standing.ts";

const room: Room = {
	id: 1,
	name: "news",
	topic: "",
	visibility: "public",
	creator: 1,
	moderators: [2],
	speakers: [2, 3],
};

test("who made a room moderates it, and is named once with its other moderators, first", () => {
	expect(standingIn(room, 1)).toBe("moderator");
	expect(moderatorsOf({ ...room, moderators: [2, 1] })).toEqual([1, 2]);
	expect(moderatorsOf({ id: 1, name: "lobby", topic: "", visibility: "public", lobby: true })).toEqual([]);
});

test("to be allowed to post stands out only where not everybody may", () => {
	expect([2, 3, 4].map((user) => standingText(room, user))).toEqual(["Moderator", null, null]);
	const announcing: Room = { ...room, announcement: true };
	expect([2, 3, 4].map((user) => standingText(announcing, user))).toEqual(["Moderator", "May post", null]);
});

test("in a direct room nobody is anything, who opened it neither", () => {
	expect(standingText({ ...room, visibility: "direct" }, 1)).toBeNull();
});
