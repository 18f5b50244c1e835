import { computed, type ReadonlySignal } from "@preact/signals-core";
import { hueOf } from "../client/person-look.ts";
import type { Background } from "./background.ts";
import type { Style } from "./text/line.ts";

/** The colours of the screen: names of the terminal's own 16, so that they fit its background. Without colour, none. */
export interface Theme {
	readonly background: Background;
	accent: Style;
	/** What stands back: times, lines, hints. */
	faint: Style;
	code: Style;
	link: Style;
	mention: Style;
	good: Style;
	warning: Style;
	failure: Style;
	person(name: string): Style;
}

/** Neither black nor white, and none that is hard to read on either. */
const ON_ANY = ["magenta", "cyan", "green", "red", "blue"];
const ON_DARK = ["magentaBright", "cyan", "green", "yellow", "blueBright", "redBright", "cyanBright", "greenBright"];
const ON_LIGHT = ["magenta", "blue", "red", "cyan", "green"];

const PEOPLE: Record<Background, readonly string[]> = { dark: ON_DARK, light: ON_LIGHT, unknown: ON_ANY };

/** Follows the background as it becomes known: whoever reads a style of it is asked again then. */
export function createTheme(env: Record<string, string | undefined>, background: ReadonlySignal<Background>): Theme {
	const palette = computed(() => (env["NO_COLOR"] ? colourless() : coloured(background.value)));
	return {
		get background() {
			return palette.value.background;
		},
		get accent() {
			return palette.value.accent;
		},
		get faint() {
			return palette.value.faint;
		},
		get code() {
			return palette.value.code;
		},
		get link() {
			return palette.value.link;
		},
		get mention() {
			return palette.value.mention;
		},
		get good() {
			return palette.value.good;
		},
		get warning() {
			return palette.value.warning;
		},
		get failure() {
			return palette.value.failure;
		},
		person: (name) => palette.value.person(name),
	};
}

function coloured(background: Background): Theme {
	const people = PEOPLE[background];
	const isDark = background === "dark";
	// Yellow is hard to read on white, and red a bit dark on black: without knowing, magenta is neither.
	const standing = { dark: "yellow", light: "red", unknown: "magenta" }[background];
	return {
		background,
		accent: { color: { dark: "cyanBright", light: "blue", unknown: "cyan" }[background], bold: true },
		faint: { dim: true },
		code: { color: standing },
		link: { color: isDark ? "blueBright" : "blue", underline: true },
		mention: { color: standing, bold: true },
		good: { color: "green" },
		warning: { color: standing, bold: true },
		failure: { color: "red", bold: true },
		person: (name) => ({ color: people[hueOf(name) % people.length] ?? "cyan", bold: true }),
	};
}

function colourless(): Theme {
	const bold = { bold: true };
	return {
		background: "unknown",
		accent: bold,
		faint: { dim: true },
		code: {},
		link: { underline: true },
		mention: { bold: true, underline: true },
		good: {},
		warning: bold,
		failure: { bold: true, inverse: true },
		person: () => bold,
	};
}
