import { test } from "bun:test";
import { clean } from "./support/clean.ts";
import { furnished, WIDTHS } from "./support/furnished.ts";
import { settled } from "./support/places.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

for (const viewport of WIDTHS) {
	const narrow = viewport.width < 720;
	const size = `${viewport.width} px wide`;
	test(
		`axe finds nothing on threads, pins, saved, inbox, search and what opens on a message, light and dark, ${size}`,
		inBrowser(async (stage) => {
			const { url } = await furnished(stage);
			const asha = await stage.seat(url, { viewport });
			await asha.logIn("Asha");
			const { page } = asha;
			const pane = (name: string) => page.getByRole("complementary", { name });
			const check = (screen: string) => clean(asha, `${screen}, ${size}`);
			const root = asha.article("Who brings the");
			await root.getByRole("button", { name: /1 reply/ }).click();
			await pane("Thread").getByText("case").waitFor();
			await check("thread");
			await pane("Thread").getByRole("button", { name: "Close thread" }).click();

			// A menu goes when what it belongs to scrolls.
			await root.scrollIntoViewIfNeeded();
			await root.hover();
			await settled(asha);
			await root.getByRole("button", { name: "More actions" }).click();
			await page.getByRole("menuitem", { name: "Copy link" }).waitFor();
			await check("message menu");
			await page.keyboard.press("Escape");
			await root.hover();
			await root.getByRole("button", { name: "Add reaction" }).first().click();
			await page.getByRole("combobox", { name: "Search emoji" }).waitFor();
			await page.getByRole("gridcell").first().waitFor();
			await check("emoji picker");
			await page.keyboard.press("Escape");
			await root.getByRole("button", { name: "🎉 1" }).focus();
			await page.getByRole("tooltip").waitFor();
			await check("who reacted");

			await asha.article("Two pictures").getByRole("button", { name: "Open picture one.png" }).click();
			await asha.dialog("Picture one.png").waitFor();
			await check("viewer");
			await page.keyboard.press("Escape");
			await asha.noDialog();
			await asha.article("Two pictures").getByText("parser.ts").click();
			await asha.article("Two pictures").getByText("export const").waitFor();
			await check("text file");
			await asha.article("Two pictures").getByRole("button", { name: "(edited)" }).click();
			await asha.dialog().getByText("a parser").waitFor();
			await check("edit history");
			await page.keyboard.press("Escape");
			await asha.noDialog();

			await asha.button("Pinned messages").click();
			await pane("Pinned messages").getByText("Who brings the").waitFor();
			await check("pins");
			await pane("Pinned messages").getByRole("button", { name: /close/i }).click();
			await asha.article("Two pictures").getByRole("button", { name: "Saved", exact: true }).click();
			await pane("Saved messages").getByText("Two pictures").waitFor();
			await check("saved");
			await pane("Saved messages").getByRole("button", { name: /close/i }).click();

			if (narrow) await asha.button("Search").click();
			await asha.textbox("Search").fill("sensor");
			await pane("Search results").locator("mark").first().waitFor();
			await check("search");
			await pane("Search results").getByRole("button", { name: "Close search" }).click();
			await page.goto(`${url}/#/inbox`);
			await page.getByRole("list", { name: "Inbox" }).getByText("see the thread").first().waitFor();
			await check("inbox");
		}),
	);
}
