import { expect, test } from "bun:test";
import fc from "fast-check";
import { hrefOf } from "./href.ts";

test.each([
	["https://example.org/a?b=c;d", "https://example.org/a?b=c;d"],
	["http://127.0.0.1:8080/files/x/潮 汐.txt", "http://127.0.0.1:8080/files/x/%E6%BD%AE%20%E6%B1%90.txt"],
	["mailto:mara@example.org", "mailto:mara@example.org"],
	["javascript:alert(1)", undefined],
	["file:///etc/passwd", undefined],
	["/files/x", undefined],
	[`https://example.org/${"x".repeat(2000)}`, undefined],
])("%j leads to %p", (url, href) => {
	expect(hrefOf(url)).toBe(href);
});

test("whatever a link holds, nothing of it steers a terminal", () => {
	fc.assert(
		fc.property(
			fc.webUrl({ withFragments: true, withQueryParameters: true }),
			fc.string({ unit: "binary" }),
			(url, text) => {
				for (const tried of [`${url}${text}`, `https://${text}`, text]) {
					expect(hrefOf(tried) ?? "x").toMatch(/^[\x21-\x7E]+$/);
				}
			},
		),
	);
});
