import { expect, test } from "bun:test";
import { fuzzyScore } from "./fuzzy.ts";

const NAMES = ["release-4", "field-notes", "support", "builds", "Tomás Silva", "old-releases", "潮汐-数据"];

function best(wanted: string): string | undefined {
	const scored = NAMES.map((name) => ({ name, score: fuzzyScore(name, wanted) })).filter(({ score }) => score !== null);
	return scored.sort((a, b) => (b.score ?? 0) - (a.score ?? 0))[0]?.name;
}

test("a few letters in their order find a name, the beginnings of its words first", () => {
	expect(best("rel")).toBe("release-4");
	expect(best("fn")).toBe("field-notes");
	expect(best("r4")).toBe("release-4");
	expect(best("oldr")).toBe("old-releases");
	expect(best("ts")).toBe("Tomás Silva");
	expect(best("tomas sil")).toBe("Tomás Silva");
	expect(best("数据")).toBe("潮汐-数据");
});

test("letters that do not stand in it find nothing", () => {
	expect(fuzzyScore("release-4", "xyz")).toBeNull();
	expect(fuzzyScore("release-4", "esr4r")).toBeNull();
});
