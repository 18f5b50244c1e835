import { expect, test } from "bun:test";
import { readPath } from "./upload.ts";

test.each([
	["plan.txt", "plan.txt"],
	["/tmp/the plan.txt", "/tmp/the plan.txt"],
	["/tmp/the\\ plan\\ \\(1\\).txt", "/tmp/the plan (1).txt"],
	["'/tmp/the plan.txt'", "/tmp/the plan.txt"],
	['"/tmp/the plan.txt"', "/tmp/the plan.txt"],
	["~/plan.txt", "/home/asha/plan.txt"],
	["~asha/plan.txt", "~asha/plan.txt"],
])("%s means %s", (typed, path) => {
	expect(readPath(typed, "/home/asha")).toBe(path);
});
