import { expect, test } from "bun:test";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"a direct message goes from a person's card to them alone, and stands in both lists with a badge",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		const chen = await newcomer(url, "Chen");
		await asha.people.getByRole("button", { name: "Bela" }).click();
		const card = asha.dialog("Bela");
		await card.getByText("@Bela").waitFor();
		await clean(asha, "profile card");
		await card.getByRole("button", { name: "Message" }).click();
		await asha.heading("Bela").waitFor();
		await asha.noDialog();
		await asha.say("only for you");
		await asha.see("only for you");

		await bela.rooms.getByRole("link", { name: /Asha\s*1 unread/ }).click();
		await bela.heading("Asha").waitFor();
		await bela.see("only for you");
		expect(new URL(bela.page.url()).hash).toMatch(/^#~\d+$/);
		await bela.say("and for you");
		await asha.see("and for you");
		await eventually(async () => expect(await bela.roomLink("Asha").locator(".badge").count()).toBe(0));
		expect(await chen.rooms.getByRole("link", { name: /Asha|Bela/ }).count()).toBe(0);
	}),
);

test(
	"the keyboard alone opens a direct message to several, found by the beginnings of their names",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await newcomer(url, "Chen");
		const { keyboard } = asha.page;
		await asha.button("New direct message").focus();
		await keyboard.press("Enter");
		const dialog = asha.dialog("New direct message");
		const to = dialog.getByRole("textbox", { name: "To" });
		await eventually(async () => expect(await to.evaluate((box) => box === document.activeElement)).toBe(true));
		await clean(asha, "new direct message");
		for (const name of ["Bela", "Chen"]) {
			await keyboard.type(name.slice(0, 2));
			await dialog.getByRole("option", { name, selected: true }).waitFor();
			await keyboard.press("Enter");
			await dialog.getByRole("button", { name: `Without ${name}` }).waitFor();
		}
		await keyboard.press("Enter");
		await asha.heading("Bela, Chen").waitFor();
		await asha.say("lunch?");
		await bela.rooms.getByRole("link", { name: /Asha, Chen/ }).waitFor();
	}),
);

test(
	"a direct message to nobody, or to somebody who does not exist, is refused in the dialog",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.button("New direct message").click();
		const dialog = asha.dialog("New direct message");
		await dialog.getByRole("button", { name: "Open", exact: true }).click();
		await dialog.getByRole("alert").getByText("Nobody is chosen").waitFor();
		await dialog.getByRole("textbox", { name: "To" }).fill("Nobody");
		await dialog.getByRole("button", { name: "Open", exact: true }).click();
		await dialog.getByRole("alert").getByText("Nobody").waitFor();
	}),
);
