import { expect, test } from "bun:test";
import { everyoneNamed } from "./everyone.ts";

test("@room and @here are found as words, outside of code", () => {
	expect(everyoneNamed("hello @here.")).toBe("here");
	expect(everyoneNamed("@here and @Room!")).toBe("room");
	for (const body of ["x@room", "@roomy", "`@room`", "```\n@here\n```", "@room-4", "here"]) {
		expect(everyoneNamed(body)).toBeNull();
	}
});
