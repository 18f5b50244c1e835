import { expect, test } from "bun:test";
import { watchFocus } from "./focus.ts";

test("what the terminal tells of its focus is heard, what is read stays whole, and it is told to stop telling", () => {
	const chunks = ["abc", "x\u001B[O", Buffer.from("\u001B[Iy")];
	const input = { read: (): unknown => chunks.shift() ?? null };
	const written: string[] = [];
	const { focused, stop } = watchFocus(input, { write: (text) => written.push(text) });
	expect(input.read()).toBe("abc");
	expect(focused.value).toBe(true);
	expect(input.read()).toBe("x\u001B[O");
	expect(focused.value).toBe(false);
	input.read();
	expect(focused.value).toBe(true);
	stop();
	expect(written).toEqual(["\u001B[?1004h", "\u001B[?1004l"]);
});
