import { expect, test } from "bun:test";
import { createTheme } from "./theme.ts";

test("NO_COLOR leaves no colour anywhere", () => {
	const { person, ...styles } = createTheme({ NO_COLOR: "1", COLORFGBG: "15;0" });
	for (const style of [...Object.values(styles), person("asha")]) expect(style).not.toHaveProperty("color");
});

test("a name has the same colour everywhere, and on no known background one that is hard to read there", () => {
	for (const [colours, unfit] of [
		["15;0", ["black", "blue", "blackBright"]],
		["0;15", ["white", "yellow", "yellowBright", "cyanBright", "whiteBright"]],
		["", ["black", "white"]],
	] as const) {
		const theme = createTheme({ COLORFGBG: colours });
		expect(theme.person("Asha")).toEqual(theme.person("asha"));
		for (let n = 0; n < 100; n++)
			expect([...unfit] as (string | undefined)[]).not.toContain(theme.person(`user${n}`).color);
	}
});
