import { test } from "bun:test";
import { clean } from "./support/clean.ts";
import { furnished, WIDTHS } from "./support/furnished.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

async function openRooms(seat: Seat, narrow: boolean): Promise<void> {
	if (narrow) await seat.button("Open rooms").click();
	await seat.button("Settings").waitFor();
}

for (const viewport of WIDTHS) {
	const narrow = viewport.width < 720;
	const size = `${viewport.width} px wide`;
	test(
		`axe finds nothing on the switcher, profiles, every setting, new messages and rooms, light and dark, ${size}`,
		inBrowser(async (stage) => {
			const { url } = await furnished(stage);
			const asha = await stage.seat(url, { viewport });
			await asha.logIn("Asha");
			const { page } = asha;
			const check = (screen: string) => clean(asha, `${screen}, ${size}`);
			const close = async () => {
				await page.keyboard.press("Escape");
				await asha.noDialog();
			};
			await page.keyboard.press("Control+k");
			await page.getByRole("combobox").fill("be");
			await page.getByRole("option", { name: /Bela/ }).first().waitFor();
			await check("switcher");
			await close();
			await asha.article("see the thread").getByRole("button", { name: "Bela Nagy" }).first().click();
			await asha.dialog("Bela Nagy").getByText("on the tide survey").waitFor();
			await check("profile card");
			await close();
			await page.getByRole("heading", { level: 1 }).getByRole("button").click();
			await page.getByRole("menuitemradio", { name: "Nothing" }).waitFor();
			await check("room menu");
			await page.keyboard.press("Escape");

			await openRooms(asha, narrow);
			await asha.button("New direct message").click();
			await asha.dialog("New direct message").getByRole("textbox", { name: "To" }).fill("be");
			await page.getByRole("option", { name: /Bela/ }).first().waitFor();
			await check("new direct message");
			await close();
			await asha.button("Browse rooms").click();
			await asha.button("Join harbour").waitFor();
			await check("browse rooms");
			await close();
			await asha.button("Settings").click();
			const sections = page.getByRole("navigation", { name: "Settings" }).getByRole("button");
			await sections.first().waitFor();
			for (const name of await sections.allInnerTexts()) {
				await sections.filter({ hasText: name }).click();
				await check(`settings: ${name}`);
			}
			await close();
		}),
	);
}
