import { expect, test } from "bun:test";
import { PASSWORD } from "../support/person.ts";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

async function settings(seat: Seat, section: string): Promise<void> {
	await seat.button("Settings").click();
	await seat.page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: section }).click();
}

test(
	"a display name, a status and a picture are seen by others at once, and the picture is small and square",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "asha");
		const bela = await newcomer(url, "bela");
		await asha.say("hello");
		await bela.see("hello");
		await settings(asha, "Profile");
		const dialog = asha.dialog("Settings");
		await dialog.getByRole("textbox", { name: "Display name" }).fill("Asha Kulkarni");
		await dialog.getByRole("button", { name: "Save name" }).click();
		await bela.people.getByText("Asha Kulkarni").waitFor();

		await dialog.getByRole("button", { name: "Choose an emoji" }).click();
		await asha.page.getByRole("combobox", { name: "Search emoji" }).fill("headphone");
		await asha.page.getByRole("gridcell", { name: "headphone" }).click();
		await dialog.getByRole("button", { name: "Emoji 🎧", exact: true, pressed: true }).waitFor();
		await dialog.getByRole("textbox", { name: "Status" }).fill("in the engine room");
		await dialog.getByRole("combobox", { name: "Ends" }).selectOption({ label: "In an hour" });
		await dialog.getByRole("button", { name: "Save status" }).click();
		await dialog.getByText(/Shown until/).waitFor();

		const wide = await asha.page.screenshot({ type: "png" });
		await dialog.getByLabel("Picture file").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: wide });
		await dialog.getByRole("button", { name: "Change picture" }).waitFor();
		await clean(asha, "profile settings");

		await bela.people.getByRole("button", { name: /Asha Kulkarni/ }).click();
		const card = bela.dialog("Asha Kulkarni");
		await card.getByText("in the engine room").waitFor();
		await card.getByText("@asha").waitFor();
		await eventually(async () => {
			const size = await card.locator("img").evaluate((image) => {
				if (!(image instanceof HTMLImageElement)) return null;
				return [image.naturalWidth, image.naturalHeight];
			});
			expect(size).toEqual([256, 256]);
		});
		await bela.page.keyboard.press("Escape");
		await bela.noDialog();

		await dialog.getByRole("button", { name: "Clear status" }).click();
		await dialog.getByRole("button", { name: "Remove picture" }).click();
		await dialog.getByRole("button", { name: "Choose a picture" }).waitFor();
		await eventually(async () => expect(await bela.people.locator("img").count()).toBe(0));
	}),
);

test(
	"a session that one ends is over at once; a changed password ends the others, and the old one opens nothing",
	inBrowser(async ({ serve, newcomer, seat }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "asha");
		const phone = await seat(url);
		await phone.logIn("asha");
		await settings(asha, "Sessions");
		const dialog = asha.dialog("Settings");
		await dialog.getByText("This browser").waitFor();
		await clean(asha, "sessions");
		await dialog.getByRole("button", { name: /^End the session of A browser/ }).click();
		await phone.button("Log in").waitFor();
		await eventually(async () => expect(await dialog.getByRole("listitem").count()).toBe(1));

		await phone.logIn("asha");
		await dialog.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Password" }).click();
		const fill = async (old: string, next: string, confirm: string) => {
			await dialog.getByLabel("Password now").fill(old);
			await dialog.getByLabel("New password", { exact: true }).fill(next);
			await dialog.getByLabel("Confirm new password").fill(confirm);
			await dialog.getByRole("button", { name: "Change password" }).click();
		};
		await fill(PASSWORD, "another horse", "another house");
		await dialog.getByRole("alert").getByText("differ").waitFor();
		asha.expectComplaint(/status of 40[013]/);
		await fill("not it", "another horse", "another horse");
		await dialog.getByRole("alert").filter({ hasNotText: "differ" }).waitFor();
		await clean(asha, "password");
		await fill(PASSWORD, "another horse", "another horse");
		await dialog.getByText("Your other sessions have ended").waitFor();
		await phone.button("Log in").waitFor();
		await phone.logIn("asha", "another horse");
	}),
);

test(
	"a mention in a window that nobody looks at comes as a notification, and counts on the title and the icon",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "asha");
		const bela = await newcomer(url, "bela");
		await asha.createRoom("harbour");
		await bela.joinRoom("harbour");
		await asha.go("lobby");
		await asha.page.addInitScript(() => {
			const shown: string[] = [];
			class Told {
				static permission = "granted";
				constructor(title: string, { body }: { body: string }) {
					shown.push(`${title}: ${body}`);
				}
				close() {}
			}
			Object.assign(globalThis, { Notification: Told, shown });
			document.hasFocus = () => false;
		});
		await asha.page.reload();
		await asha.composer.waitFor();
		await asha.page.waitForLoadState("networkidle");
		await bela.say("nothing to you");
		await bela.say("@asha the **boat** is in");
		await eventually(async () =>
			expect(await asha.page.evaluate("globalThis.shown")).toEqual(["bela · #harbour: @asha the boat is in"]),
		);
		await eventually(async () => expect(await asha.page.title()).toStartWith("(1) "));

		// Somebody who looks at another window of the same browser needs none.
		const tab = await anotherTab(asha);
		await tab.composer.waitFor();
		await eventually(async () =>
			expect((await tab.page.evaluate(() => navigator.locks.query())).held?.map(({ name }) => name)).toContain(
				"parlour:front",
			),
		);
		await bela.say("@asha in front of you");
		await tab.roomLink("harbour").getByText("2").waitFor();
		await tab.page.close();
		await bela.say("@asha and now");
		await eventually(async () =>
			expect(await asha.page.evaluate("globalThis.shown.slice(1)")).toEqual(["bela · #harbour: @asha and now"]),
		);
		await eventually(async () =>
			expect(await asha.page.locator('link[rel="icon"]').getAttribute("href")).toStartWith("data:image/png"),
		);
		await settings(asha, "Notifications");
		await asha.dialog("Settings").getByText("This browser may show them").waitFor();
		await clean(asha, "notification settings");
	}),
);
