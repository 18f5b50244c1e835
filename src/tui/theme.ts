import { hueOf } from "../client/person-look.ts";
import type { Style } from "./text/line.ts";

/** The colours of the screen: names of the terminal's own 16, so that they fit its background. Without colour, none. */
export interface Theme {
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
const ON_ANY = ["magenta", "cyan", "green", "red", "blue", "yellow"];
const ON_DARK = ["magentaBright", "cyan", "green", "yellow", "blueBright", "redBright", "cyanBright", "greenBright"];
const ON_LIGHT = ["magenta", "blue", "red", "cyan", "green"];

export function createTheme(env: Record<string, string | undefined>): Theme {
	if (env["NO_COLOR"]) return colourless();
	const background = backgroundOf(env["COLORFGBG"]);
	const people = background === "dark" ? ON_DARK : background === "light" ? ON_LIGHT : ON_ANY;
	return {
		accent: { color: background === "light" ? "blue" : background === "dark" ? "cyanBright" : "cyan", bold: true },
		faint: { dim: true },
		code: { color: background === "light" ? "red" : "yellow" },
		link: { color: background === "dark" ? "blueBright" : "blue", underline: true },
		mention: { color: background === "light" ? "red" : "yellow", bold: true },
		good: { color: "green" },
		warning: { color: background === "light" ? "red" : "yellow", bold: true },
		failure: { color: "red", bold: true },
		person: (name) => ({ color: people[hueOf(name) % people.length] ?? "cyan", bold: true }),
	};
}

function colourless(): Theme {
	const bold = { bold: true };
	return {
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

/** Some terminals tell their colours as `foreground;background`, by number. */
function backgroundOf(colours: string | undefined): "dark" | "light" | "unknown" {
	const last = colours?.split(";").at(-1) ?? "";
	if (!/^\d+$/.test(last)) return "unknown";
	const number = Number(last);
	return number === 7 || number === 15 ? "light" : "dark";
}
