import { expect, test } from "bun:test";
import { splitEnd } from "./status-end.ts";

const NOON = new Date(2026, 10, 20, 12, 0).getTime();
const MINUTE = 60_000;

test.each([
	["lunch for 30m", { text: "lunch", until: NOON + 30 * MINUTE }],
	["lunch for 1 hour", { text: "lunch", until: NOON + 60 * MINUTE }],
	["for 90 min", { text: "", until: NOON + 90 * MINUTE }],
	["at sea for 2 days", { text: "at sea", until: NOON + 2 * 24 * 60 * MINUTE }],
	["lunch until 13:30", { text: "lunch", until: NOON + 90 * MINUTE }],
	["asleep until 7:00", { text: "asleep", until: new Date(2026, 10, 21, 7, 0).getTime() }],
	["until 12:01", { text: "", until: NOON + MINUTE }],
	["looking for 4 people", { text: "looking for 4 people" }],
	["away until Monday", { text: "away until Monday" }],
	["until 25:00", { text: "until 25:00" }],
	["waitfor 3m", { text: "waitfor 3m" }],
])("%j is %j", (line, expected) => {
	expect(splitEnd(line, NOON)).toEqual(expected);
});
