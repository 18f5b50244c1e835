import { expect, test } from "bun:test";
import { signUp } from "../support/person.ts";
import { clean } from "./support/clean.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

for (const viewport of [
	{ width: 1440, height: 900 },
	{ width: 320, height: 568 },
]) {
	test(
		`axe finds nothing on what the composer shows, ${viewport.width} px wide, and nothing scrolls sideways`,
		inBrowser(async ({ serve, newcomer }) => {
			const { url } = await serve({ args: ["--announce", "off"] });
			await signUp(url, "Bela");
			const asha = await newcomer(url, "Asha", { viewport });
			const { page } = asha;
			const fits = async (screen: string) => {
				await clean(asha, screen);
				expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(viewport.width);
			};
			await asha.button("Formatting").click();
			await asha.composer.pressSequentially("hello @");
			await page.getByRole("option").first().waitFor();
			await fits("people to complete");
			await asha.composer.fill("");
			await asha.composer.pressSequentially("/");
			await page.getByRole("listbox", { name: "Commands" }).waitFor();
			await fits("commands");
			await asha.composer.fill("/nothing of that name");
			await asha.composer.press("Enter");
			await asha.alert.waitFor();
			await fits("a command that is not known");
			await asha.composer.fill("");
			await asha.button("Emoji").click();
			await page.getByRole("gridcell").first().waitFor();
			await page.keyboard.press("ArrowDown");
			await fits("emoji");
			await asha.button(/^Skin tone/).click();
			await page.getByRole("combobox", { name: "Search emoji" }).fill("nothing at all");
			await page.getByText("No emoji is called so").first().waitFor();
			await fits("no emoji");
			await page.keyboard.press("Escape");

			await page.route("**/api/files?name=slow*", () => undefined);
			await page.locator("input[type=file]").setInputFiles([
				{ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") },
				{
					name: "slow and with a name that is much longer than its card.txt",
					mimeType: "",
					buffer: Buffer.from("slow"),
				},
			]);
			await page.getByRole("progressbar", { name: /slow/ }).waitFor();
			await fits("files that go up");
			await asha.say("a message");
			await page.getByText("Goes out when its files are up").waitFor();
			await fits("a message that waits");
			await asha.button("Discard").click();
		}),
	);
}

test(
	"a reply has a composer of its own, with a draft of its own, and stands in the room where one says so",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("who reviews?");
		await asha.see("who reviews?");
		await asha.article("who reviews?").hover();
		await asha.article("who reviews?").getByRole("button", { name: "Reply in thread" }).click();
		const reply = asha.textbox("Reply");
		await reply.fill("half a reply");
		await asha.composer.fill("half a message");
		await asha.page.reload();
		await asha.see("who reviews?");
		expect(await asha.composer.inputValue()).toBe("half a message");
		await asha.article("who reviews?").hover();
		await asha.article("who reviews?").getByRole("button", { name: "Reply in thread" }).click();
		expect(await reply.inputValue()).toBe("half a reply");
		const also = asha.page.getByRole("checkbox", { name: "Also send to #lobby" });
		await also.check();
		await reply.fill("I do :tada:");
		await reply.press("Enter");
		await bela.see("I do 🎉");
		expect(await also.isChecked()).toBe(false);
		await reply.fill("in the thread alone");
		await reply.press("Enter");
		await asha.page.getByRole("complementary", { name: "Thread" }).getByText("in the thread alone").waitFor();
		expect(await bela.article("in the thread alone").count()).toBe(0);
	}),
);

test(
	"in an archived room a quiet line stands where the composer was, for everybody at once",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("harbour");
		await bela.joinRoom("harbour");
		await asha.say("/archive");
		await asha
			.dialog(/Archive/)
			.getByRole("button", { name: /Archive/ })
			.click();
		for (const seat of [asha, bela]) {
			await seat.page.getByText("#harbour is archived").first().waitFor();
			await seat.composer.waitFor({ state: "detached" });
		}
	}),
);
