import { expect, test } from "bun:test";
import { personWords, statusWords } from "./person-words.ts";

test("a person is told by what they show and by their name, and a guest as one", () => {
	expect(personWords({ id: 1, name: "mara" })).toBe("mara");
	expect(personWords({ id: 1, name: "mara", display: "Mara Okafor" })).toBe("Mara Okafor @mara");
	expect(personWords({ id: 1, name: "jo", guest: true })).toBe("jo (guest)");
});

test("a status is told until its end", () => {
	const status = { emoji: "🍜", text: "lunch" };
	expect(statusWords({ status }, 5)).toBe("🍜 lunch");
	expect(statusWords({ status: { ...status, until: 6 } }, 5)).toBe("🍜 lunch");
	expect(statusWords({ status: { ...status, until: 5 } }, 5)).toBe("");
	expect(statusWords({ status: { emoji: "🍜", text: "" } }, 5)).toBe("🍜");
	expect(statusWords({}, 5)).toBe("");
});
