import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import type { Client } from "../../src/client/client.ts";
import { launchChromium } from "../support/chromium.ts";
import { eventually } from "../support/eventually.ts";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { connect, lobbyOf, signUp, textsOf, until } from "../support/person.ts";
import { makeLoungeHome, removeLoungeHome, startLounge } from "./the-lounge/lounge.ts";

const LOUNGE_PASSWORD = "lounge";
const PATIENCE_MS = 50_000;
const TEST_MS = 180_000;

let server: RunningParlour;
let mara: Client;
let browser: Browser;
let home: string;
beforeAll(async () => {
	server = await startParlour({ args: ["--announce", "off", "--unlimited"] });
	mara = await connect(server.url, "Mara", await signUp(server.url, "Mara"));
	await signUp(server.url, "Jun");
	browser = await launchChromium();
	home = await makeLoungeHome(server.ircPort, LOUNGE_PASSWORD);
});
afterAll(async () => {
	mara.stop();
	await browser.close();
	await server[Symbol.asyncDispose]();
	await removeLoungeHome(home);
});

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

/** Run in the page: what it shows as said, who and what. */
const SHOWN = `Array.from(document.querySelectorAll("#chat .msg[data-type=message], #chat .msg[data-type=action]"), (row) =>
	row.dataset.from + ": " + row.querySelector(".content").textContent.trim())`;

function shown(page: Page): Promise<string[]> {
	return page.evaluate<string[]>(SHOWN);
}

async function say(page: Page, text: string): Promise<void> {
	await page.fill("#input", text);
	await page.press("#input", "Enter");
}

/** The same as a browser of Parlour's shows it, line by line, as The Lounge writes it. */
function expected(): string[] {
	return lobbyOf(mara).messages.value.flatMap(({ kind, author, body }) =>
		kind === "text"
			? body
					.split("\n")
					.map((line) => `${author?.name}: ${line.replace(/^\/me /, `${author?.name} `).replaceAll("**", "")}`)
			: [],
	);
}

async function showsTheSame(page: Page, what: string): Promise<void> {
	let last: string[] = [];
	await eventually(async () => {
		last = await shown(page);
		return Bun.deepEquals(last, expected());
	}, what).catch((cause: unknown) => {
		throw new Error(`${cause}\nIt shows:\n${last.join("\n")}\nThere is:\n${expected().join("\n")}`);
	});
}

test(
	"The Lounge logs in by SASL, shows what a browser's client shows, leaves and comes back",
	async () => {
		const lobby = lobbyOf(mara);
		{
			await using lounge = await startLounge(home);
			await until(() => mara.online.value.size === 2, "Jun online");
			const page = await lookAt(lounge.url, "#lobby");
			mara.post(lobby.id, "the **tide** is in\nand so are we");
			await showsTheSame(page, "both lines of one message");
			expect(await page.locator("#chat .msg .irc-bold").textContent()).toBe("tide");
			await say(page, "good to hear");
			await say(page, "/me waves");
			await until(() => textsOf(lobby).length === 3, "the answers");
			expect(textsOf(lobby).slice(1)).toEqual(["good to hear", "/me waves"]);
			await showsTheSame(page, "its own words too");
			await say(page, "/join #charts");
			await page.waitForSelector('.channel-list-item[data-name="#charts"]');
			await eventually(
				async () => (await mara.directory()).some(({ name }) => name === "charts"),
				"the room that was made",
			);
			await page.close();
		}
		await until(() => mara.online.value.size === 1, "Jun gone");
		mara.post(lobby.id, "while you were out");
		await until(() => textsOf(lobby).length === 4, "what was said meanwhile");

		await using lounge = await startLounge(home);
		const page = await lookAt(lounge.url, "#lobby");
		await eventually(async () => (await shown(page)).includes("Mara: while you were out"), "what was said meanwhile");
		await page.waitForSelector('.channel-list-item[data-name="#charts"]');
		await goTo(page, "#charts");
		await page.close();
	},
	TEST_MS,
);
