import { expect, test } from "bun:test";
import { isBackgroundJob } from "./host-terminal.ts";

test("a background job is told from one in the foreground, and from one without a terminal", () => {
	const stat = (group: number, foreground: number) => `81 (bun :) 1 2) S 80 ${group} 42 34816 ${foreground} 4194304 0`;
	expect(isBackgroundJob(stat(81, 81))).toBe(false);
	expect(isBackgroundJob(stat(81, 42))).toBe(true);
	expect(isBackgroundJob(stat(81, -1))).toBe(false);
	expect(isBackgroundJob("")).toBe(false);
});
