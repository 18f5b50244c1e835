import { expect, test } from "bun:test";
import { signal } from "@preact/signals-core";
import { List } from "./list.ts";

function listOf(items: readonly string[]) {
	const shown = signal<readonly string[] | null>(items);
	const chosen: string[] = [];
	const list = new List<string>({
		title: "",
		hint: "",
		nothing: "",
		items: shown,
		keyOf: (item) => item,
		linesOf: () => [],
		choose: (item) => void chosen.push(item),
	});
	return { list, shown, chosen };
}

test("the chosen one stays chosen when others come above it", () => {
	const { list, shown, chosen } = listOf(["a", "b", "c"]);
	list.step(1);
	shown.value = ["new", "a", "b", "c"];
	list.choose();
	expect(chosen).toEqual(["b"]);
});

test("where the chosen one goes, the one in its place is chosen", () => {
	const { list, shown } = listOf(["a", "b", "c"]);
	list.step(1);
	shown.value = ["a", "c"];
	expect(list.chosen).toBe("c");
	shown.value = ["a"];
	expect(list.chosen).toBe("a");
	shown.value = [];
	expect(list.choose()).toBe(false);
});
