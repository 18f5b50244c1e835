import { expect, test } from "bun:test";
import fc from "fast-check";
import { logFileName, logLine } from "./log-line.ts";

const AT = new Date(2026, 10, 22, 9, 5, 3, 7);

test("a line is [HH:MM:SS.mmm]:event key=value, in local time", () => {
	const fields = { user: "asha", tries: 3, ok: false, none: null, missing: undefined };
	expect(logLine(AT, "log-in", fields)).toBe("[09:05:03.007]:log-in user=asha tries=3 ok=false none=null\n");
	expect(logFileName(AT)).toBe("log_2026_11_22.txt");
});

test("values with spaces or signs of our own are quoted, and what is not text is escaped", () => {
	const line = (value: string) => logLine(AT, "e", { value }).slice("[09:05:03.007]:e value=".length, -1);
	expect(line("two words")).toBe('"two words"');
	expect(line("")).toBe('""');
	expect(line("a=b")).toBe('"a=b"');
	expect(line('say "hi" \\o/')).toBe('"say \\"hi\\" \\\\o/"');
	expect(line("a\r\nb\tc")).toBe('"a\\r\\nb\\tc"');
	expect(line("\u001b[2J\u202e\u2028")).toBe('"\\u{1b}[2J\\u{202e}\\u{2028}"');
	expect(line("東京.example")).toBe("東京.example");
	expect(line("x".repeat(100_000)).length).toBeLessThan(5000);
});

test("whatever a value holds, it stays one line of printable text", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (value) => {
			const line = logLine(AT, "event", { user: value, role: "member" });
			expect(line.slice(0, -1)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
			expect(line).toEndWith(" role=member\n");
			// Unescaped quotes come in pairs, so that no value can pass for another field.
			expect(line.replace(/\\./g, "").split('"').length % 2).toBe(1);
		}),
	);
});
