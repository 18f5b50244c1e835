import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const ARGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** A headless browser for one test file, which closes it. */
export function launchChromium(): Promise<Browser> {
	return chromium.launch({ executablePath: chromiumPath(), args: ARGS });
}

export function chromiumPath(): string {
	const told = process.env["PARLOUR_CHROMIUM"];
	if (told) return told;
	for (const name of NAMES) {
		const path = Bun.which(name);
		if (path !== null) return path;
	}
	throw new Error("No Chromium found: start the tests by `npm test`, or set PARLOUR_CHROMIUM to its path.");
}
