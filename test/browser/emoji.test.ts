import { expect, test } from "bun:test";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

function search(seat: Seat) {
	return seat.page.getByRole("combobox", { name: "Search emoji" });
}
function active(seat: Seat): Promise<string> {
	return search(seat).evaluate((box) => {
		const id = box.getAttribute("aria-activedescendant");
		return id === null ? "" : (document.getElementById(id)?.textContent ?? "");
	});
}

test(
	"an emoji is searched and picked by the keyboard, comes in where the caret is, and is the first of the recent ones",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.button("Emoji").waitFor();
		await asha.composer.fill("good  work");
		await asha.composer.evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(5, 5));
		await asha.button("Emoji").press("Enter");
		await search(asha).fill("tada");
		await eventually(async () => expect(await active(asha)).toBe("🎉"));
		await asha.page.keyboard.press("Enter");
		await search(asha).waitFor({ state: "detached" });
		expect(await asha.composer.inputValue()).toBe("good 🎉 work");
		await asha.composer.press("Enter");
		await bela.see("good 🎉 work");
		await eventually(async () => expect(await asha.composer.inputValue()).toBe(""));

		await asha.button("Emoji").click();
		await search(asha).waitFor();
		await asha.page.keyboard.press("ArrowDown");
		await eventually(async () => expect(await active(asha)).toBe("🎉"));
		await asha.page.keyboard.press("ArrowDown");
		await eventually(async () => expect(await active(asha)).toBe("😀"));
		await asha.page.keyboard.press("ArrowRight");
		await eventually(async () => expect(await active(asha)).toBe("😃"));
		await asha.page.keyboard.press("Escape");
		await search(asha).waitFor({ state: "detached" });
		expect(await asha.button("Emoji").evaluate((button) => button === document.activeElement)).toBe(true);
	}),
);

test(
	"a skin tone is chosen once and kept, and every group can be reached",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await newcomer(url, "Bela");
		await asha.button("Emoji").click();
		await asha.button("Skin tone: No skin tone").click();
		await asha.button("Medium skin").click();
		await asha.button("Flags").click();
		await asha.page.getByRole("gridcell", { name: "checkered flag" }).waitFor();
		await search(asha).fill("wave");
		await eventually(async () => expect(await active(asha)).toBe("👋🏽"));
		await asha.page.reload();
		await asha.button("Emoji").click();
		await search(asha).fill("+1");
		await asha.page.getByRole("gridcell").first().click();
		expect(await asha.composer.inputValue()).toBe("👍🏽");
	}),
);

test(
	"shortcodes become emoji when they are completed, and when they are sent; in code they stay",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.button("Emoji").waitFor();
		await asha.composer.pressSequentially("well :ship");
		await asha.page.getByRole("listbox", { name: "Emoji" }).waitFor();
		await asha.composer.press("Enter");
		expect(await asha.composer.inputValue()).toBe("well 🚢 ");
		await asha.say("done :tada: at 10:30, `:tada:` :no_such_thing:");
		await eventually(async () => expect(await bela.said()).toEqual(["Asha: done 🎉 at 10:30, :tada: :no_such_thing:"]));
	}),
);
