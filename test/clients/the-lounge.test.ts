import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import type { Seat } from "../browser/support/seat.ts";
import { useBrowser } from "../browser/support/stage.ts";
import { launchChromium } from "../support/chromium.ts";
import { signUp } from "../support/person.ts";
import { happens, isHere, showsTheSame, showsTheSameSince } from "./same-as-browser.ts";
import { makeLoungeHome, removeLoungeHome, startLounge } from "./the-lounge/lounge.ts";

const LOUNGE_PASSWORD = "lounge";
const PATIENCE_MS = 50_000;
const TEST_MS = 180_000;

const inBrowser = useBrowser();
let browser: Browser;
beforeAll(async () => {
	browser = await launchChromium();
});
afterAll(() => browser.close());

/** Jun at The Lounge's page, looking at a room. */
async function lookAt(url: string, room: string): Promise<Page> {
	const page = await browser.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	await page.goto(url);
	await page.fill("input[name=username]", "jun");
	await page.fill("input[type=password]", LOUNGE_PASSWORD);
	await page.click("button[type=submit]");
	await goTo(page, room);
	return page;
}

async function goTo(page: Page, room: string): Promise<void> {
	await page.click(`.channel-list-item[data-name="${room}"]`);
	await page.waitForSelector(`#chat .chat-view[data-type="channel"] .messages`);
}

/** What it shows as said and done, as `NAME: TEXT`. */
function shown(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>("#chat .msg[data-type=message], #chat .msg[data-type=action]")].map(
			(row) => {
				const name = row.dataset["from"] ?? "";
				const text = row.querySelector(".content")?.textContent?.trim() ?? "";
				return `${name}: ${row.dataset["type"] === "action" ? text.slice(name.length + 1) : text}`;
			},
		),
	);
}

/** By its button: Enter may take what it offers to complete. */
async function say(page: Page, text: string): Promise<void> {
	await page.fill("#input", text);
	await page.click("#submit");
}

test(
	"The Lounge logs in by SASL, shows what a browser shows, its own lines too, parts and comes back, and is shown what it missed",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const server = await serve({ args: ["--announce", "off", "--unlimited"] });
		const home = await makeLoungeHome(server.ircPort, LOUNGE_PASSWORD);
		onEnd(() => removeLoungeHome(home));
		const mara = await newcomer(server.url, "Mara");
		await signUp(server.url, "Jun");
		{
			await using lounge = await startLounge(home);
			await isHere(mara, "Jun", true);
			const page = await lookAt(lounge.url, "#lobby");
			await talk(page, mara);
			await showsTheSame(() => shown(page), mara);
			expect(await page.locator("#chat .msg .irc-bold").textContent()).toBe("tide");
			await partAndReturn(page, mara);
			await page.close();
		}
		await isHere(mara, "Jun", false);
		await mara.go("lobby");
		await mara.say("while you were out");
		await mara.say("two things:\nthis\nand that");
		await mara.see("and that");

		await using lounge = await startLounge(home);
		await isHere(mara, "Jun", true);
		const page = await lookAt(lounge.url, "#lobby");
		await showsTheSameSince("Mara: while you were out", () => shown(page), mara);
		await say(page, "back again");
		await mara.see("back again");
		await showsTheSameSince("Mara: while you were out", () => shown(page), mara);
		// Nobody joined anew: a room that one is in is there.
		await goTo(page, "#charts");
		await page.close();
	}),
	TEST_MS,
);

async function talk(page: Page, mara: Seat): Promise<void> {
	await mara.say("the **tide** is in\nand so are we");
	await mara.say("look:\n```\nconst level = high;\n\nreturn level;\n```");
	await page.getByText("return level;").waitFor();
	await say(page, "good to hear");
	await mara.see("good to hear");
	await say(page, "one line\nand another");
	await mara.see("and another");
	await say(page, "/me waves");
	await mara.see("waves");
}

async function partAndReturn(page: Page, mara: Seat): Promise<void> {
	await mara.createRoom("charts");
	await say(page, "/join #charts");
	await happens(mara, "Jun joined", 1);
	await goTo(page, "#charts");
	await mara.say("which chart?");
	await page.getByText("which chart?").waitFor();
	await say(page, "/part");
	await happens(mara, "Jun left", 1);
	await mara.say("nobody reads this");
	await say(page, "/join #charts");
	await happens(mara, "Jun joined", 2);
	await goTo(page, "#charts");
	await mara.say("there you are");
	await page.getByText("there you are").waitFor();
	expect(await shown(page)).not.toContain("Mara: nobody reads this");
}
