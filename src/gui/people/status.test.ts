import { expect, test } from "bun:test";
import { standing } from "./status.ts";

test("a status is shown until its end, and one that says nothing is none", () => {
	const status = { emoji: "🌊", text: "on the tide survey", until: 1000 };
	expect(standing(status, 999)).toEqual(status);
	expect(standing(status, 1000)).toBeNull();
	expect(standing({ emoji: "🌊", text: "" }, 5)).toEqual({ emoji: "🌊", text: "" });
	expect(standing({ emoji: "", text: "" }, 5)).toBeNull();
	expect(standing(undefined, 5)).toBeNull();
});
