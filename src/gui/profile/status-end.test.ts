import { expect, test } from "bun:test";
import { endOf } from "./status-end.ts";

test("a status ends in half an hour, in an hour, at midnight, or not", () => {
	const now = new Date(2026, 10, 22, 18, 30).getTime();
	expect(endOf("half", now)).toBe(new Date(2026, 10, 22, 19, 0).getTime());
	expect(endOf("hour", now)).toBe(new Date(2026, 10, 22, 19, 30).getTime());
	expect(endOf("today", now)).toBe(new Date(2026, 10, 23, 0, 0).getTime());
	expect(endOf("never", now)).toBeUndefined();
});
