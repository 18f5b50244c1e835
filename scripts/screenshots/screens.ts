import type { Page } from "playwright-core";
import { PASSWORD } from "../../test/support/person.ts";

export interface Stand {
	page: Page;
	url: string;
	/** The thread's root in release-4. */
	root: number;
	narrow: boolean;
}

/** `narrow`: only where there is a drawer. */
type Screen = readonly [name: string, show: (stand: Stand) => Promise<void>, when?: "narrow"];

/** Before somebody is logged in. */
export const OUTSIDE: readonly Screen[] = [
	[
		"sign-up",
		async ({ page, url }) => {
			await page.goto(url);
			await page.getByRole("button", { name: "Sign up", exact: true }).waitFor();
		},
	],
	[
		"log-in",
		async ({ page }) => {
			await page.getByRole("button", { name: "Log in", exact: true }).click();
			await page.getByRole("heading", { name: "Welcome back" }).waitFor();
		},
	],
];

export async function logIn(page: Page, name: string): Promise<void> {
	await page.getByRole("textbox", { name: "Username" }).fill(name);
	await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
	await page.getByRole("button", { name: "Log in", exact: true }).click();
	await page.getByRole("log", { name: "Messages" }).waitFor();
}

async function room(stand: Stand, name = "release-4", text = "Then nothing is left"): Promise<void> {
	const { page, url } = stand;
	await page.goto(`${url}/#${name}`);
	await page.getByRole("log", { name: "Messages" }).getByText(text).first().waitFor();
}

async function openRooms({ page, narrow }: Stand): Promise<void> {
	if (narrow) await page.getByRole("button", { name: "Open rooms" }).click();
	await page.getByRole("button", { name: "Settings" }).waitFor();
}

async function dialogOf(stand: Stand, button: string, ready: string): Promise<void> {
	await room(stand);
	await openRooms(stand);
	await stand.page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: button }).click();
	await stand.page.getByRole("dialog").getByText(ready).first().waitFor();
}

async function settings(stand: Stand, section: string, ready: string): Promise<void> {
	await dialogOf(stand, "Settings", "Colours");
	await stand.page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: section }).click();
	await stand.page.getByRole("dialog").getByText(ready).first().waitFor();
}

/** As Asha sees it. */
export const INSIDE: readonly Screen[] = [
	["room", room],
	[
		"thread",
		async (stand) => {
			await room(stand);
			await stand.page.getByRole("button", { name: /4 replies/ }).click();
			await stand.page.getByRole("complementary", { name: "Thread" }).getByText("when you are ready").waitFor();
		},
	],
	[
		"rooms",
		async (stand) => {
			await room(stand);
			await openRooms(stand);
		},
		"narrow",
	],
	[
		"people",
		async (stand) => {
			await room(stand);
			const people = stand.page.getByRole("complementary", { name: "People" });
			if (!(await people.isVisible())) await stand.page.getByRole("button", { name: /^People/ }).click();
			await people.getByText("Vik").waitFor();
		},
	],
	[
		"room-menu",
		async (stand) => {
			await room(stand);
			await stand.page.getByRole("heading", { level: 1 }).getByRole("button").click();
			await stand.page.getByRole("menu").waitFor();
		},
	],
	[
		"room-settings",
		async (stand) => {
			await room(stand);
			await stand.page.getByRole("heading", { level: 1 }).getByRole("button").click();
			await stand.page.getByRole("menuitem", { name: "Room settings" }).click();
			await stand.page.getByRole("dialog").waitFor();
		},
	],
	[
		"inbox",
		async ({ page, url }) => {
			await page.goto(`${url}/#/inbox`);
			await page.getByRole("list", { name: "Inbox" }).getByText("when you are ready").waitFor();
		},
	],
	[
		"search",
		async (stand) => {
			const { page } = stand;
			await room(stand);
			const box = page.getByRole("textbox", { name: "Search", exact: true });
			if (!(await box.isVisible())) await page.getByRole("button", { name: "Search", exact: true }).click();
			await box.fill("tide");
			await page.getByRole("complementary", { name: "Search results" }).locator("mark").first().waitFor();
		},
	],
	[
		"switcher",
		async (stand) => {
			await room(stand);
			await stand.page.keyboard.press("Control+k");
			await stand.page.getByRole("option").nth(2).waitFor();
		},
	],
	[
		"direct",
		async (stand) => {
			const { page } = stand;
			await room(stand);
			await openRooms(stand);
			await page
				.getByRole("navigation", { name: "Rooms" })
				.getByRole("link", { name: /Mara Okafor/ })
				.click();
			await page.getByText("they know my voice").waitFor();
		},
	],
	[
		"new-direct",
		async (stand) => {
			await dialogOf(stand, "New direct message", "One person, or up to eight");
			await stand.page.getByRole("textbox", { name: "To" }).fill("p");
			await stand.page.getByRole("option", { name: /Priya/ }).waitFor();
		},
	],
	["create-room", (stand) => dialogOf(stand, "Create room", "Room name")],
	["browse-rooms", (stand) => dialogOf(stand, "Browse rooms", "people")],
	["settings-profile", (stand) => settings(stand, "Profile", "Display name")],
	["settings-sessions", (stand) => settings(stand, "Sessions", "This browser")],
	["settings-notifications", (stand) => settings(stand, "Notifications", "Everything")],
	[
		"profile-card",
		async (stand) => {
			await room(stand);
			await stand.page
				.getByRole("log")
				.getByRole("button", { name: /Jun Li/ })
				.first()
				.click();
			await stand.page.getByRole("dialog").getByText("@jun").waitFor();
		},
	],
	[
		"viewer",
		async (stand) => {
			await room(stand);
			await stand.page
				.getByRole("log")
				.getByRole("button", { name: /pier\.png/ })
				.first()
				.click();
			await stand.page.getByRole("dialog").getByRole("img").first().waitFor();
		},
	],
	[
		"emoji-picker",
		async (stand) => {
			await room(stand);
			await stand.page.getByRole("button", { name: "Emoji", exact: true }).first().click();
			await stand.page.getByRole("combobox", { name: "Search emoji" }).waitFor();
		},
	],
	[
		"shortcuts",
		async (stand) => {
			await room(stand);
			await stand.page.getByRole("log").focus();
			await stand.page.keyboard.press("?");
			await stand.page.getByRole("dialog").getByText("These shortcuts").waitFor();
		},
	],
];
