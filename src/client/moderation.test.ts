import { expect, test } from "bun:test";
import type { Room } from "../protocol/entities.ts";
import { mayModerate, maySpeak } from "./moderation.ts";

const ROOM: Room = { id: 7, name: "reef", topic: "", visibility: "public", creator: 1 };

test("who moderates and who may speak follows from the room", () => {
	const account = (id: number, role: "owner" | "admin" | "member" | "guest") => ({ id, name: "x", role });
	const room: Room = { ...ROOM, moderators: [2], speakers: [3], announcement: true };
	const who = [account(1, "member"), account(2, "member"), account(3, "member"), account(4, "admin")];
	expect(who.map((me) => mayModerate(me, room))).toEqual([true, true, false, true]);
	expect(who.map((me) => maySpeak(me, room))).toEqual([true, true, true, true]);
	for (const me of [account(5, "member"), account(6, "guest")]) {
		expect([mayModerate(me, room), maySpeak(me, room), maySpeak(me, ROOM)]).toEqual([false, false, true]);
	}
	const lobby: Room = { ...room, lobby: true };
	expect([...who.map((me) => mayModerate(me, lobby))]).toEqual([false, false, false, true]);
	const direct: Room = { ...ROOM, visibility: "direct" };
	expect(mayModerate(account(1, "owner"), direct)).toBe(false);
	expect(maySpeak(account(1, "owner"), { ...ROOM, archived: true })).toBe(false);
});
