import { expect, test } from "bun:test";
import { supported } from "./supported.ts";

test("Modern IRC, RPL_ISUPPORT (005): a name with a space, an equals sign or a backslash is still one value", () => {
	const tokens = supported({ network: "Tea & chat = \\o/", baseUrl: "" }, false);
	expect(tokens).toContain(String.raw`NETWORK=Tea\x20&\x20chat\x20\x3D\x20\x5Co/`);
});
