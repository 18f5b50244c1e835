import { expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

function chip(seat: Seat, text: string, name: string): Locator {
	return seat.article(text).getByRole("list", { name: "Reactions" }).getByRole("button", { name, exact: true });
}

async function pick(seat: Seat, words: string): Promise<void> {
	const picker = seat.page.getByRole("dialog", { name: "Emoji" });
	await picker.getByRole("combobox", { name: "Search emoji" }).fill(words);
	await picker.getByRole("status").filter({ hasText: "found" }).waitFor();
	await seat.page.keyboard.press("Enter");
	await picker.waitFor({ state: "detached" });
}

test(
	"a reaction is chosen from the message's bar, counted for everybody, and one's own is marked and taken back",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("we cast off at nine");
		await bela.see("we cast off at nine");
		await bela.article("cast off").hover();
		await bela.article("cast off").getByRole("button", { name: "Add reaction" }).click();
		await pick(bela, "tada");

		const ashas = chip(asha, "cast off", "🎉 1");
		expect(await ashas.getAttribute("aria-pressed")).toBe("false");
		expect(await chip(bela, "cast off", "🎉 1").getAttribute("aria-pressed")).toBe("true");
		await ashas.click();
		await chip(asha, "cast off", "🎉 2").waitFor();
		await chip(bela, "cast off", "🎉 2").click();
		await eventually(async () =>
			expect(await chip(asha, "cast off", "🎉 1").getAttribute("aria-pressed")).toBe("true"),
		);
		await chip(asha, "cast off", "🎉 1").click();
		await chip(bela, "cast off", "🎉 1").waitFor({ state: "detached" });
	}),
);

test(
	"who reacted is told to the pointer and to the keyboard",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("a fair wind");
		await bela.see("a fair wind");
		await bela.log.focus();
		await bela.page.keyboard.press("ArrowUp");
		await bela.page.keyboard.press("+");
		await pick(bela, "sailboat");
		await chip(asha, "a fair wind", "⛵ 1").click();
		await chip(asha, "a fair wind", "⛵ 2").waitFor();

		await bela.page.mouse.move(0, 0);
		await chip(bela, "a fair wind", "⛵ 2").hover();
		await bela.page.getByRole("tooltip").getByText("You and Asha").waitFor();
		await bela.page.mouse.move(0, 0);
		await bela.page.getByRole("tooltip").waitFor({ state: "detached" });
		await chip(asha, "a fair wind", "⛵ 2").focus();
		await asha.page.getByRole("tooltip").getByText("Bela and You").waitFor();
		await clean(asha, "reactions");
	}),
);

test(
	"on a phone a tap on a message brings its bar, and with it all that can be done",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
		await asha.say("by thumb");
		await asha.article("by thumb").getByText("by thumb").tap();
		await asha.article("by thumb").getByRole("button", { name: "Add reaction" }).tap();
		await asha.page.getByRole("dialog", { name: "Emoji" }).getByRole("gridcell").first().tap();
		await asha.article("by thumb").getByRole("list", { name: "Reactions" }).waitFor();
		await asha.article("by thumb").getByText("by thumb").tap();
		await asha.article("by thumb").getByRole("button", { name: "More actions" }).tap();
		await asha.page.getByRole("menuitem", { name: "Pin to the room" }).tap();
		await asha.article("by thumb").getByText("Pinned").waitFor();
	}),
);
