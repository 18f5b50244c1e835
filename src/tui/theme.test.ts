import { expect, test } from "bun:test";
import { computed, signal } from "@preact/signals-core";
import type { Background } from "./background.ts";
import { createTheme } from "./theme.ts";

test("NO_COLOR leaves no colour anywhere", () => {
	const { person, background: _, ...styles } = createTheme({ NO_COLOR: "1" }, signal("dark"));
	for (const style of [...Object.values(styles), person("asha")]) expect(style).not.toHaveProperty("color");
});

test("a name has the same colour everywhere, and on no known background one that is hard to read there", () => {
	for (const [background, unfit] of [
		["dark", ["black", "blue", "blackBright"]],
		["light", ["white", "yellow", "yellowBright", "cyanBright", "whiteBright"]],
		["unknown", ["black", "white", "yellow", "yellowBright"]],
	] as const) {
		const theme = createTheme({}, signal(background));
		expect(theme.person("Asha")).toEqual(theme.person("asha"));
		const { person: _, background: __, ...styles } = theme;
		for (const style of Object.values(styles)) expect([...unfit] as (string | undefined)[]).not.toContain(style.color);
		for (let n = 0; n < 100; n++)
			expect([...unfit] as (string | undefined)[]).not.toContain(theme.person(`user${n}`).color);
	}
});

test("a background that becomes known later changes the colours of those who follow them", () => {
	const background = signal<Background>("unknown");
	const theme = createTheme({}, background);
	const accent = computed(() => theme.accent.color);
	expect(accent.value).toBe("cyan");
	background.value = "light";
	expect(accent.value).toBe("blue");
});
