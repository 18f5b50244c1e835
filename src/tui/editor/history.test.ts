import { expect, test } from "bun:test";
import { History } from "./history.ts";

test("up goes back through what was sent, down forward again to what was being written", () => {
	const history = new History();
	for (const text of ["one", "two"]) history.add(text);
	expect(history.older("draft")).toBe("two");
	expect(history.older("two")).toBe("one");
	expect(history.older("one")).toBeNull();
	expect(history.newer()).toBe("two");
	expect(history.newer()).toBe("draft");
	expect(history.newer()).toBeNull();
});

test("the same text twice in a row, and nothing at all, are not remembered", () => {
	const history = new History();
	for (const text of ["one", "one", " "]) history.add(text);
	expect(history.older("")).toBe("one");
	expect(history.older("")).toBeNull();
});
