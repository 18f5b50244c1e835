import { expect, test } from "bun:test";
import { Progress } from "./progress.ts";

function run(isTTY: boolean, stepMs: number): string[] {
	const written: string[] = [];
	let now = 0;
	const progress = new Progress({ isTTY, columns: 24, write: (text) => written.push(text) }, () => now);
	for (let done = 0; done <= 100; done++) {
		now += stepMs;
		progress.show("Messages", done, 100);
	}
	progress.clear();
	return written;
}

test("at a terminal it is one line, no wider than the window, and gone at the end", () => {
	const written = run(true, 50);
	expect(written.length).toBe(52);
	expect(written[1]).toBe("\r\x1b[KMessages: 2 of 100 (2 %");
	expect(written.every((text) => text.startsWith("\r\x1b[K") && !text.includes("\n"))).toBe(true);
	expect(written.at(-1)).toBe("\r\x1b[K");
});

test("on a pipe it is a line now and then, and none where all is done at once", () => {
	expect(run(false, 100)).toEqual([
		"Messages: 29 of 100 (29 %)\n",
		"Messages: 59 of 100 (59 %)\n",
		"Messages: 89 of 100 (89 %)\n",
	]);
	expect(run(false, 1)).toEqual([]);
});
