import { expect, test } from "bun:test";
import { fileNameOf } from "./filehost-routes.ts";

test.each([
	['attachment; filename="boat.png"', "boat.png"],
	["attachment; filename=boat.png", "boat.png"],
	['attachment; filename="a \\"quoted\\" one; really.txt"; size=3', 'a "quoted" one; really.txt'],
	[`attachment; filename="fallback.png"; filename*=UTF-8''%E6%BD%AE.png`, "潮.png"],
	["attachment; filename*=utf-8'en'a%20b.txt", "a b.txt"],
	["attachment; filename*=UTF-8''%E6%zz", ""],
	// As the bytes of a header are read, one a character: here they are UTF-8, and here they are not.
	['attachment; filename="\xe6\xbd\xae.png"', "潮.png"],
	['attachment; filename="caf\xe9.png"', "café.png"],
	["inline", ""],
	["", ""],
])("the name in Content-Disposition %s, as RFC 6266 has it", (header, name) => {
	expect(fileNameOf(header)).toBe(name);
});
