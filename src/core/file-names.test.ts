import { expect, test } from "bun:test";
import fc from "fast-check";
import { checkFileName } from "./file-names.ts";

test.each([
	["plan.pdf", "plan.pdf"],
	["  plan.pdf ", "plan.pdf"],
	["/etc/passwd", "passwd"],
	["..\\..\\boot.ini", "boot.ini"],
	["a/b\\c.txt", "c.txt"],
	["a/", "file"],
	["", "file"],
	[".", "file"],
	["..", "file"],
	[".bashrc", ".bashrc"],
	["line\nbreak\0.txt", "linebreak.txt"],
	["gnp.\u202eexe.png", "gnp.exe.png"],
	["a\u200bb\u00ad\u2060\u206ac.png", "abc.png"],
	["\u200b", "file"],
	["\u3164\u200d \u2800", "file"],
	["👩‍👧.png", "👩‍👧.png"],
	["preview", "_preview"],
	["家族の写真.jpeg", "家族の写真.jpeg"],
	["\ud800.txt", "\ufffd.txt"],
])("%p is kept as %p", (given, kept) => {
	expect(checkFileName(given)).toBe(kept);
});

test("a name that is too long keeps its beginning and its extension", () => {
	expect(checkFileName(`${"x".repeat(500)}.tar`)).toBe(`${"x".repeat(196)}.tar`);
	expect(checkFileName(`a.${"x".repeat(500)}`)).toBe(`a.${"x".repeat(198)}`);
	expect([...checkFileName("🦀".repeat(300))]).toHaveLength(200);
});

test("whatever it was, a name is no path, has nothing unseen, and is kept as it is from then on", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), (given) => {
			const name = checkFileName(given);
			expect(name).not.toMatch(/[/\\\p{Cc}]/u);
			expect(name.isWellFormed()).toBe(true);
			expect(["", ".", "..", "preview"]).not.toContain(name);
			expect([...name].length).toBeLessThanOrEqual(200);
			expect(checkFileName(name)).toBe(name);
		}),
	);
});
