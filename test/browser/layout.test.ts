import { expect, test } from "bun:test";
import axe from "axe-core";
import type { BrowserContextOptions } from "playwright-core";
import { PASSWORD } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { type Stage, useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();
const WIDTHS = [
	{ width: 1440, height: 900 },
	{ width: 820, height: 1100 },
	{ width: 390, height: 844 },
	{ width: 320, height: 568 },
];
const THEMES = ["light", "dark"] as const;
/** Below this the rooms are in a drawer. */
const DRAWER_BELOW = 720;
const LONG_NAME = "a-room-with-quite-a-long-name-it";
const LONG = `https://example.org/${"a-very-long-path/".repeat(12)} and ${"unbroken".repeat(40)}`;

/** What moves has arrived: a drawer that slides out, a colour that fades in. */
async function still(seat: Seat): Promise<void> {
	await seat.page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
}

async function nothingScrollsSideways(seat: Seat, screen: string): Promise<void> {
	const { width } = seat.page.viewportSize() ?? {};
	for (const colorScheme of THEMES) {
		await seat.page.emulateMedia({ colorScheme });
		await fits(seat, `${screen} at ${width} ${colorScheme}`);
	}
}

async function fits(seat: Seat, where: string): Promise<void> {
	await still(seat);
	const wide = await seat.page.evaluate(() => {
		const root = document.scrollingElement;
		const beyond = [...document.querySelectorAll("body *")].filter((element) => {
			const box = element.getBoundingClientRect();
			const shown = getComputedStyle(element).visibility !== "hidden" && box.width > 0;
			// What scrolls in a box of its own, as code does, may be wider.
			return shown && !element.closest("pre") && (box.right > innerWidth + 1 || box.left < -1);
		});
		return {
			by: (root?.scrollWidth ?? 0) - innerWidth,
			beyond: beyond.map((element) => `${element.tagName}.${element.className}`),
		};
	});
	expect({ where, ...wide, by: Math.max(0, wide.by) }).toEqual({ where, by: 0, beyond: [] });
}

async function inWindow(seat: Seat, name: string): Promise<void> {
	const box = await seat.textbox(name).boundingBox();
	const viewport = seat.page.viewportSize();
	if (!box || !viewport) throw new Error(`${name} is not drawn`);
	expect(box.x).toBeGreaterThanOrEqual(0);
	expect(box.y).toBeGreaterThanOrEqual(0);
	expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
	expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
}

function focused(seat: Seat): Promise<string> {
	return seat.page.evaluate(() => {
		const element = document.activeElement;
		return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
	});
}

/** A place with something to see, and somebody who comes to it with each look. */
async function furnished({ serve, newcomer }: Stage): Promise<string> {
	const { url } = await serve({ args: ["--announce", "off", "--name", "Harbour Lab", "--unlimited"] });
	const asha = await newcomer(url, "Asha");
	await asha.createRoom(LONG_NAME, { topic: `A topic. ${"It goes on. ".repeat(15)}` });
	await asha.createRoom("hiring", { private: true });
	await asha.go("lobby");
	for (const text of [
		"Good morning",
		LONG,
		`\`\`\`\nconst line = "${"x".repeat(300)}";\n\`\`\``,
		"> quoted\n\n- a\n- b\n\n**bold** `code` [link](https://example.org)",
		"🚢",
	]) {
		await asha.say(text);
	}
	await asha.see("🚢");
	await asha.say("to be edited");
	await asha.see("to be edited");
	await asha.composer.press("ArrowUp");
	await asha.textbox("Edit message").fill("edited");
	await asha.textbox("Edit message").press("Enter");
	await asha.see("(edited)");
	await asha.context.close();
	return url;
}

async function openRooms(seat: Seat): Promise<void> {
	const width = seat.page.viewportSize()?.width ?? 0;
	if (width >= DRAWER_BELOW) return;
	await seat.button("Open rooms").click();
	await seat.button("Settings").waitFor();
	await eventually(async () => expect((await seat.rooms.boundingBox())?.x).toBe(0));
}

test(
	"at every width, light and dark, nothing scrolls sideways and the names that tools rely on are there",
	inBrowser(async (stage) => {
		const url = await furnished(stage);
		const seat = await stage.seat(url);
		for (const viewport of WIDTHS) {
			await seat.page.setViewportSize(viewport);
			await seat.turnToLogIn();
			await nothingScrollsSideways(seat, "log-in");
			await seat.button("Sign up").click();
			for (const name of ["Username", "Password", "Confirm password"]) await seat.textbox(name).waitFor();
			await seat.button("Sign up").waitFor();
			await nothingScrollsSideways(seat, "sign-up");
		}
		await seat.logIn("Asha");
		for (const viewport of WIDTHS) {
			await seat.page.setViewportSize(viewport);
			await seat.open();
			await seat.see("(edited)");
			await inWindow(seat, "Message");
			await seat.button("Send").waitFor();
			await nothingScrollsSideways(seat, "conversation");
			if ((await seat.people.count()) === 0) await seat.button(/^People/).click();
			await seat.people.getByText("Asha").waitFor();
			await nothingScrollsSideways(seat, "people");
			if (viewport.width < 1024) await seat.button("Close people").click();

			await openRooms(seat);
			await seat.button("Log out").waitFor();
			await nothingScrollsSideways(seat, "rooms");
			await seat.rooms.getByRole("button", { name: "Create room" }).click();
			await seat.dialog("New room").getByRole("textbox", { name: "Room name" }).waitFor();
			expect(await seat.page.getByRole("button", { name: "Create room", exact: true }).count()).toBe(1);
			await nothingScrollsSideways(seat, "create room");
			await seat.page.keyboard.press("Escape");
			await seat.noDialog();
			await seat.button("Browse rooms").click();
			await seat.button("Open lobby").waitFor();
			await nothingScrollsSideways(seat, "browse");
			await seat.page.keyboard.press("Escape");
			await seat.noDialog();
			await seat.roomLink(LONG_NAME).click();
			await seat.heading(LONG_NAME).waitFor();
			await inWindow(seat, "Message");
			await nothingScrollsSideways(seat, "a long name and topic");
		}
	}),
);

test(
	"on a phone the rooms are in a drawer, which Escape, a tap beside it and a choice close",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha", { viewport: { width: 390, height: 844 } });
		const shut = () => eventually(async () => expect(await asha.rooms.isVisible()).toBe(false));
		await shut();
		await asha.button("Open rooms").click();
		await asha.roomLink("lobby").waitFor();
		await asha.page.keyboard.press("Escape");
		await shut();
		await asha.button("Open rooms").click();
		await asha.roomLink("lobby").waitFor();
		await asha.page.mouse.click(380, 400);
		await shut();
		await asha.button("Open rooms").click();
		await asha.createRoom("harbour");
		await shut();
		await asha.button("Open rooms").click();
		await asha.roomLink("lobby").click();
		await asha.heading("lobby").waitFor();
		await shut();
	}),
);

test(
	"the keyboard alone signs up, posts, edits, deletes, makes a room, reaches people and settings, and logs out",
	inBrowser(async ({ serve, seat }) => {
		const { url } = await serve();
		const asha = await seat(url);
		const { keyboard } = asha.page;
		await asha.button("Sign up").waitFor();
		/** Tab, until what is focused has this name. */
		const tabTo = async (name: string, key = "Tab") => {
			for (let step = 0; step < 60; step++) {
				if ((await focused(asha)) === name) return;
				await keyboard.press(key);
			}
			throw new Error(`no ${key} leads to ${name}`);
		};
		await eventually(async () =>
			expect(await asha.textbox("Username").evaluate((box) => box === document.activeElement)).toBe(true),
		);
		await keyboard.type("Asha");
		await keyboard.press("Tab");
		await keyboard.type(PASSWORD);
		await keyboard.press("Tab");
		await keyboard.type(PASSWORD);
		await keyboard.press("Enter");
		await asha.composer.waitFor();
		// The bar of a message comes while nothing else is to do.
		await asha.page.waitForLoadState("networkidle");
		await eventually(async () => expect(await focused(asha)).toBe("Message"));
		await keyboard.type("by hand");
		await keyboard.press("Enter");
		// In the log, and no longer on its way there.
		await asha.page.locator("article[data-seq]", { hasText: "by hand" }).waitFor();
		await keyboard.press("ArrowUp");
		await eventually(async () => expect(await focused(asha)).toBe("Edit message"));
		await keyboard.press("End");
		await keyboard.type(", edited");
		await keyboard.press("Enter");
		await asha.see("by hand, edited");
		await eventually(async () => expect(await focused(asha)).toBe("Message"));

		await keyboard.press("Shift+Tab");
		await tabTo("Messages", "Shift+Tab");
		await keyboard.press("ArrowUp");
		await asha.page.getByRole("toolbar", { name: "Message actions" }).waitFor();
		await tabTo("More actions");
		await keyboard.press("Enter");
		await eventually(async () => expect(await focused(asha)).toBe("Copy text"));
		await keyboard.press("d");
		await eventually(async () => expect(await focused(asha)).toBe("Delete"));
		await keyboard.press("Enter");
		await asha.dialog("Delete this message?").waitFor();
		await tabTo("Delete message");
		await keyboard.press("Enter");
		await asha.see("message deleted");
		await eventually(async () => expect(await focused(asha)).toBe("Message"));

		await tabTo("Create room", "Shift+Tab");
		await keyboard.press("Enter");
		await asha.dialog("New room").waitFor();
		await keyboard.press("Escape");
		await asha.noDialog();
		await eventually(async () => expect(await focused(asha)).toBe("Create room"));
		await keyboard.press("Enter");
		await asha.dialog("New room").waitFor();
		await tabTo("Cancel");
		await keyboard.press("Enter");
		await asha.noDialog();
		await eventually(async () => expect(await focused(asha)).toBe("Create room"));
		await keyboard.press("Enter");
		await asha.dialog("New room").waitFor();
		expect(
			await asha
				.dialog()
				.getByRole("textbox", { name: "Room name" })
				.evaluate((box) => box === document.activeElement),
		).toBe(true);
		await keyboard.type("harbour");
		await keyboard.press("Enter");
		await asha.heading("harbour").waitFor();
		await eventually(async () => expect(await focused(asha)).toBe("Message"));

		await keyboard.press("Control+.");
		await asha.people.waitFor({ state: "detached" });
		await keyboard.press("Control+.");
		await asha.people.waitFor();
		await tabTo("Settings", "Shift+Tab");
		await keyboard.press("Enter");
		await asha.dialog("Settings").waitFor();
		await tabTo("Keyboard shortcuts");
		await keyboard.press("Enter");
		await asha.dialog("Keyboard shortcuts").waitFor();
		await keyboard.press("Escape");
		await asha.noDialog();
		await eventually(async () => expect(await focused(asha)).toBe("Settings"));
		await keyboard.press("?");
		await asha.dialog("Keyboard shortcuts").waitFor();
		await keyboard.press("Escape");
		await asha.noDialog();
		await tabTo("Log out");
		await keyboard.press("Enter");
		await asha.page.getByRole("heading", { name: "Welcome back" }).waitFor();
	}),
);

test(
	"what has the focus shows it",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.say("hello");
		await asha.see("hello");
		const unseen: string[] = [];
		for (let step = 0; step < 20; step++) {
			await asha.page.keyboard.press("Tab");
			const look = await asha.page.evaluate(() => {
				const element = document.activeElement;
				if (!element || element === document.body) return null;
				const shows = (one: Element) => {
					const style = getComputedStyle(one);
					return style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
				};
				const frame = element.closest(".composer, .search-box");
				// The frame of the composer, and of the search, takes the accent for it.
				const shown = shows(element) || (frame !== null && element.matches("textarea, input"));
				return { shown, name: element.getAttribute("aria-label") ?? element.textContent ?? "" };
			});
			if (look && !look.shown) unseen.push(look.name);
		}
		expect(unseen).toEqual([]);
	}),
);

test(
	"a theme that was chosen stays over a reload, whatever the system says",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha", { colorScheme: "light" });
		const ground = () =>
			asha.page.evaluate(() => {
				const canvas = document.createElement("canvas").getContext("2d");
				if (!canvas) throw new Error("no canvas");
				canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
				canvas.fillRect(0, 0, 1, 1);
				return (canvas.getImageData(0, 0, 1, 1).data[0] ?? 0) < 128 ? "dark" : "light";
			});
		expect(await ground()).toBe("light");
		await asha.button("Settings").click();
		await asha.page.getByText("Dark", { exact: true }).click();
		expect(await ground()).toBe("dark");
		await asha.page.reload();
		await asha.composer.waitFor();
		expect(await ground()).toBe("dark");
		await asha.button("Settings").click();
		expect(await asha.dialog().getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
		await asha.page.getByText("As the system", { exact: true }).click();
		expect(await ground()).toBe("light");
		await asha.page.emulateMedia({ colorScheme: "dark" });
		expect(await ground()).toBe("dark");
	}),
);

test(
	"nothing moves for those who asked for less motion",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const motion: BrowserContextOptions = { reducedMotion: "reduce", viewport: { width: 390, height: 844 } };
		const asha = await newcomer(url, "Asha", motion);
		await asha.button("Open rooms").click();
		await asha.rooms.getByRole("button", { name: "Create room" }).click();
		await asha.dialog("New room").waitFor();
		const longest = await asha.page.evaluate(() => {
			const milliseconds = (list: string) => list.split(", ").map((time) => Number.parseFloat(time) * 1000);
			return Math.max(
				...[...document.querySelectorAll("*")].flatMap((element) => {
					const { transitionDuration, animationDuration } = getComputedStyle(element);
					return [...milliseconds(transitionDuration), ...milliseconds(animationDuration)];
				}),
			);
		});
		expect(longest).toBeLessThanOrEqual(1);
	}),
);

async function findings(seat: Seat, screen: string): Promise<string[]> {
	await still(seat);
	const violations = await seat.page.evaluate(async () => {
		const { axe } = window as unknown as { axe: typeof import("axe-core") };
		const { violations } = await axe.run(document, {
			runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		});
		return violations.map(({ id, help, nodes }) => ({
			id,
			help,
			nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} — ${failureSummary ?? ""}`),
		}));
	});
	return violations.map(({ id, help, nodes }) => `${screen}: ${id}: ${help}\n  ${nodes.slice(0, 4).join("\n  ")}`);
}

test(
	"axe finds nothing to complain about on any screen, wide and narrow, light and dark",
	inBrowser(async (stage) => {
		const url = await furnished(stage);
		const found: string[] = [];
		const seat = await stage.seat("about:blank");
		await seat.context.addInitScript({ content: axe.source });
		for (const viewport of WIDTHS.filter(({ width }) => width === 1440 || width === 390)) {
			const check = async (screen: string) => {
				for (const colorScheme of THEMES) {
					await seat.page.emulateMedia({ colorScheme });
					found.push(...(await findings(seat, `${screen} at ${viewport.width} ${colorScheme}`)));
				}
			};
			await seat.context.clearCookies();
			await seat.page.setViewportSize(viewport);
			await seat.page.goto(url);
			await seat.page.evaluate(() => localStorage.clear());
			await seat.page.reload();
			await seat.textbox("Confirm password").waitFor();
			await check("sign-up");
			await seat.fillSignUp("Asha", "one", "other");
			await seat.button("Sign up").click();
			await seat.alert.waitFor();
			await check("sign-up refused");
			await seat.turnToLogIn();
			await check("log-in");
			await seat.logIn("Asha");
			await seat.see("(edited)");
			await seat.article("Good morning").first().hover();
			await check("conversation");
			if ((await seat.people.count()) === 0) await seat.button(/^People/).click();
			await seat.people.getByText("Asha").waitFor();
			await check("people");
			if (viewport.width < 1024) await seat.button("Close people").click();
			await seat.composer.press("ArrowUp");
			await seat.textbox("Edit message").waitFor();
			await check("editing");
			await seat.textbox("Edit message").press("Escape");
			await openRooms(seat);
			await check("rooms");
			await seat.rooms.getByRole("button", { name: "Create room" }).click();
			await seat.dialog("New room").waitFor();
			await check("create room");
			await seat.page.keyboard.press("Escape");
			await seat.noDialog();
			await seat.button("Browse rooms").click();
			await seat.button("Open lobby").waitFor();
			await check("browse");
			await seat.page.keyboard.press("Escape");
			await seat.noDialog();
			await seat.button("Settings").click();
			await seat.dialog("Settings").waitFor();
			await check("settings");
			await seat.button("Keyboard shortcuts").click();
			await seat.dialog("Keyboard shortcuts").waitFor();
			await check("shortcuts");
		}
		expect(found).toEqual([]);
	}),
);
