import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Client } from "../src/client/client.ts";
import { launchChromium } from "../test/support/chromium.ts";
import { startParlour } from "../test/support/parlour.ts";
import { connect, lobbyOf, PASSWORD, signUp, textsOf, until } from "../test/support/person.ts";

/** Pictures of every screen at three widths, light and dark, with a team's believable talk. */
const TARGET = join(import.meta.dir, "../docs/screenshots");
const SIZES = [
	{ width: 1440, height: 900 },
	{ width: 820, height: 1100 },
	{ width: 390, height: 844 },
];
const THEMES = ["light", "dark"] as const;

type Line = readonly [name: string, text: string];

const TALK: readonly Line[] = [
	[
		"Mara.Okafor",
		"Morning! The tide import is the last red item. I can reproduce it with the Leixões file: the second header line has a BOM in the middle.",
	],
	["Mara.Okafor", "Fix is two lines, review anyone? [harbour/tide-import#218](https://example.org/218)"],
	[
		"Jun.Li",
		'On it. Does this look right for the parser?\n\n```ts\nexport function stripMarks(line: string): string {\n  return line.replaceAll("\\uFEFF", "")\n}\n```',
	],
	[
		"Asha",
		"> the second header line has a BOM in the middle\n\nSame as in May. Merging `218` now, then I tag **4.0.0**.",
	],
	["Asha", "Checklist for Thursday:\n\n1. freeze at noon\n2. run the *long* import once\n3. tell the pilots"],
	["Jun.Li", "🚢"],
];
const NEWS: readonly Line[] = [
	["Tomás.Silva", "Back from the pier. The gauge reads fine again, see the light on it 🌅"],
	["Mara.Okafor", "潮汐数据导入成功，谢谢大家！"],
	[
		"Mara.Okafor",
		"Then nothing is left but the notes. I will write them in the afternoon, with the list of stations that changed their datum, so that nobody has to look for it in the old mails.",
	],
];

async function say(people: Map<string, Client>, room: number, lines: readonly Line[]): Promise<void> {
	for (const [name, text] of lines) {
		const client = people.get(name);
		if (!client) throw new Error(`nobody is called ${name}`);
		client.post(room, text);
		await until(() => client.outbox.value.length === 0, `${name} heard`);
	}
}

async function shoot(page: Page, name: string): Promise<void> {
	await page.evaluate("document.fonts.ready");
	await page.screenshot({ path: join(TARGET, `${name}.png`), animations: "disabled" });
}

async function shootAll(browser: Browser, url: string, name: string): Promise<void> {
	for (const viewport of SIZES) {
		for (const colorScheme of THEMES) {
			const context = await browser.newContext({ viewport, colorScheme });
			const page = await context.newPage();
			const at = (screen: string) => `${screen}-${viewport.width}-${colorScheme}`;
			await page.goto(url);
			await page.getByRole("button", { name: "Sign up", exact: true }).waitFor();
			await shoot(page, at("sign-up"));
			await page.getByRole("button", { name: "Log in", exact: true }).click();
			await page.getByRole("textbox", { name: "Username" }).fill(name);
			await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
			await page.getByRole("button", { name: "Log in", exact: true }).click();
			await page.getByRole("log", { name: "Messages" }).waitFor();
			await page.goto(`${url}/#release-4`);
			await page.getByText("Then nothing is left").waitFor();
			await page.getByRole("article").last().hover();
			await shoot(page, at("conversation"));
			if (viewport.width < 720) {
				await page.getByRole("button", { name: "Open rooms" }).click();
				await page.getByRole("navigation", { name: "Rooms" }).getByText("field-notes").waitFor();
				await shoot(page, at("rooms"));
			}
			await page.getByRole("button", { name: "Create room" }).click();
			await shoot(page, at("create-room"));
			await page.keyboard.press("Escape");
			await page.getByRole("button", { name: "Browse rooms" }).click();
			await page.getByRole("button", { name: "Open support" }).waitFor();
			await shoot(page, at("browse-rooms"));
			await page.keyboard.press("Escape");
			await page.getByRole("button", { name: "Settings" }).click();
			await shoot(page, at("settings"));
			await page.keyboard.press("Escape");
			await page.goto(`${url}/#lobby`);
			if (viewport.width < 1024) await page.getByRole("button", { name: /^People/ }).click();
			await page.getByRole("complementary", { name: "People" }).getByText("Asha").waitFor();
			await shoot(page, at("lobby-and-people"));
			await context.close();
		}
	}
}

await mkdir(TARGET, { recursive: true });
await using server = await startParlour({ args: ["--name", "Harbour Lab", "--announce", "off", "--unlimited"] });
const people = new Map<string, Client>();
for (const name of ["Asha", "Mara.Okafor", "Jun.Li", "Tomás.Silva", "Priya.Nair", "Vik"]) {
	people.set(name, await connect(server.url, name, await signUp(server.url, name)));
}
const [asha] = people.values();
if (!asha) throw new Error("nobody is here");
const release = await asha.createRoom({ name: "release-4", visibility: "public", topic: "" });
const others = [...people.values()].filter((client) => client !== asha);
for (const client of others) await client.join(release.id);
for (const [name, isPrivate] of [
	["support", false],
	["field-notes", false],
	["hiring", true],
	["builds", false],
] as const) {
	const room = await asha.createRoom({ name, visibility: isPrivate ? "private" : "public", topic: "" });
	if (isPrivate) continue;
	for (const client of others) await client.join(room.id);
	if (name !== "builds")
		await say(people, room.id, [
			["Jun.Li", "The buoy at the north mole is back."],
			["Mara.Okafor", "Thanks!"],
		]);
}
await asha.setTopic(release.id, "Cut on Thursday · checklist pinned · ask here, not by mail");
await say(people, release.id, TALK);
await asha.open(release);
await until(() => textsOf(release).length === TALK.length, "the talk");
await asha.markRead(release, release.messages.peek().at(-1)?.seq ?? 0);
await say(people, release.id, NEWS);
await say(people, lobbyOf(asha).id, [["Vik", "Good morning, harbour."]]);
people.get("Vik")?.stop();
people.get("Priya.Nair")?.stop();

const browser = await launchChromium();
await shootAll(browser, server.url, "Asha");
await browser.close();
for (const client of people.values()) client.stop();
console.log(`Pictures are in ${TARGET}`);
