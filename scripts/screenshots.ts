import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../test/support/chromium.ts";
import { startParlour } from "../test/support/parlour.ts";
import { furnish, type Lab } from "./screenshots/harbour-lab.ts";
import { drawPictures } from "./screenshots/pictures.ts";
import { INSIDE, logIn, OUTSIDE } from "./screenshots/screens.ts";
import { morningZone, spreadOverMorning } from "./screenshots/working-day.ts";

/**
 * Pictures of every screen at three widths, light and dark, of a team at work.
 * `--only room,inbox --width 390 --theme dark --to DIR` takes some of them.
 */
const { values: wish } = parseArgs({
	options: {
		only: { type: "string" },
		width: { type: "string" },
		theme: { type: "string" },
		to: { type: "string", default: join(import.meta.dir, "../docs/screenshots") },
	},
});
const TARGET = resolve(wish.to);
const SIZES = [
	{ width: 1440, height: 900 },
	{ width: 820, height: 1100 },
	{ width: 390, height: 844 },
].filter(({ width }) => wish.width === undefined || wish.width.split(",").includes(String(width)));
const THEMES = (["light", "dark"] as const).filter((theme) => wish.theme === undefined || wish.theme === theme);
const wanted = (name: string) => wish.only === undefined || wish.only.split(",").includes(name);
const NARROW_BELOW = 720;
const failed: string[] = [];

async function shoot(page: Page, name: string): Promise<void> {
	// Parts that come when they are first drawn may bring pictures with them.
	await page.waitForLoadState("networkidle");
	await page.evaluate("document.fonts.ready");
	// A picture that is not in sight may never come. Asked from here, since the page's policy lets nothing be evaluated in it.
	const loading =
		"[...document.images].some((image) => !image.complete && image.getBoundingClientRect().top <= innerHeight && image.getBoundingClientRect().bottom >= 0)";
	const deadline = Date.now() + 8000;
	while (await page.evaluate(loading)) {
		if (Date.now() > deadline) throw new Error("a picture does not load");
		await page.waitForTimeout(20);
	}
	await page.evaluate(
		"Promise.all([...document.images].map((image) => image.complete && image.decode().catch(() => null)))",
	);
	await page.screenshot({ path: join(TARGET, `${name}.png`), animations: "disabled" });
}

async function shootAll(browser: Browser, url: string, lab: Lab): Promise<void> {
	for (const viewport of SIZES) {
		for (const colorScheme of THEMES) {
			const context = await browser.newContext({ viewport, colorScheme, timezoneId: morningZone() });
			context.setDefaultTimeout(8000);
			const page = await context.newPage();
			const stand = { page, url, root: lab.root, narrow: viewport.width < NARROW_BELOW };
			const take = async ([name, show, when]: (typeof INSIDE)[number], inside: boolean) => {
				if (inside && (!wanted(name) || (when === "narrow" && !stand.narrow))) return;
				try {
					await show(stand);
					if (wanted(name)) await shoot(page, `${name}-${viewport.width}-${colorScheme}`);
				} catch (cause) {
					failed.push(`${name} at ${viewport.width} ${colorScheme}: ${cause instanceof Error ? cause.message : cause}`);
				}
				// Each begins afresh.
				if (inside) await page.goto("about:blank");
			};
			for (const screen of OUTSIDE) await take(screen, false);
			await logIn(page, "asha");
			for (const screen of INSIDE) await take(screen, true);
			await context.close();
		}
	}
}

await mkdir(TARGET, { recursive: true });
await using server = await startParlour({ args: ["--name", "Harbour Lab", "--announce", "off", "--unlimited"] });
const browser = await launchChromium();
const lab = await furnish(server.url, await drawPictures(browser));
spreadOverMorning(server.data);
await shootAll(browser, server.url, lab);
await browser.close();
lab.stop();
console.log(`Pictures are in ${TARGET}`);
if (failed.length > 0) {
	console.error(`Not taken:\n${failed.join("\n")}`);
	process.exitCode = 1;
}
