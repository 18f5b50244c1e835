import { expect, test } from "bun:test";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

async function select(seat: Seat, text: string): Promise<void> {
	await seat.composer.evaluate((box: HTMLTextAreaElement, text) => {
		const at = box.value.indexOf(text);
		box.focus();
		box.setSelectionRange(at, at + text.length);
	}, text);
}

test(
	"the format bar marks what is selected, undo takes it back, and it stays as it was left",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.button("Formatting").click();
		await asha.composer.pressSequentially("so very good");
		await select(asha, "very");
		await asha.button("Bold").click();
		expect(await asha.composer.inputValue()).toBe("so **very** good");
		await asha.composer.press("ControlOrMeta+z");
		expect(await asha.composer.inputValue()).toBe("so very good");
		await select(asha, "very");
		await asha.composer.press("ControlOrMeta+b");
		await select(asha, "good");
		await asha.composer.press("ControlOrMeta+i");
		expect(await asha.composer.inputValue()).toBe("so **very** *good*");
		await asha.composer.press("Enter");
		await bela.article("so very good").locator("strong", { hasText: "very" }).waitFor();
		expect(await bela.article("so very good").locator("em").innerText()).toBe("good");

		await asha.page.reload();
		await asha.composer.fill("one\ntwo");
		await select(asha, "one\ntwo");
		await asha.button("List").click();
		await asha.composer.press("Enter");
		await bela.article("two").locator("li").nth(1).waitFor();
	}),
);

test(
	"the format bar is one stop of the Tab key, its arrows go from button to button",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await newcomer(url, "Bela");
		await asha.button("Formatting").focus();
		await asha.page.keyboard.press("Enter");
		await asha.page.keyboard.press("Tab");
		const focused = () => asha.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
		expect(await focused()).toBe("Bold");
		await asha.page.keyboard.press("ArrowRight");
		expect(await focused()).toBe("Italic");
		await asha.page.keyboard.press("ArrowLeft");
		await asha.page.keyboard.press("ArrowLeft");
		expect(await focused()).toBe("Link");
		await asha.page.keyboard.press("Enter");
		expect(await asha.composer.inputValue()).toBe("[words](https://)");
	}),
);
