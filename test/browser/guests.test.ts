import { expect, test } from "bun:test";
import { RawIrcClient } from "../support/irc-client.ts";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"who has no account comes in by a name alone where the host allows it, is shown as a guest, and leaves for good",
	inBrowser(async ({ serve, newcomer, seat }) => {
		const { url } = await serve({ args: ["--guests"] });
		const asha = await newcomer(url, "asha");
		const jo = await seat(url);
		await jo.button("Come in as a guest").click();
		await clean(jo, "guest");
		jo.expectComplaint(/status of 409/);
		await jo.textbox("Username").fill("ASHA");
		await jo.button("Come in as a guest").click();
		expect(await jo.alert.innerText()).toContain("ASHA");
		await jo.textbox("Username").fill("jo");
		await jo.button("Come in as a guest").click();
		await jo.composer.waitFor();
		await jo.rooms.getByText("Guest", { exact: true }).waitFor();
		await jo.say("hello from outside");
		await asha.see("hello from outside");
		await eventually(async () => expect(await asha.said()).toEqual(["jo (guest): hello from outside"]));

		await jo.page.reload();
		await jo.composer.waitFor();
		await jo.button("Settings").click();
		const sections = jo.dialog("Settings").getByRole("navigation", { name: "Settings" });
		await sections.getByRole("button", { name: "Appearance" }).waitFor();
		expect(await sections.getByRole("button", { name: "Password" }).count()).toBe(0);
		await jo.page.keyboard.press("Escape");
		await jo.noDialog();
		await jo.button("Log out").click();
		await jo.button("Come in as a guest").waitFor();
		await eventually(async () => expect((await asha.lines()).join("\n")).toContain("jo (guest) left"));
	}),
);

test(
	"an app password is shown once, logs an IRC client in, and its end takes the client away",
	inBrowser(async ({ serve, newcomer, seat, use }) => {
		const { url, ircPort } = await serve();
		const outside = await seat(url);
		await outside.button("Sign up").waitFor();
		expect(await outside.button("Come in as a guest").count()).toBe(0);
		const asha = await newcomer(url, "asha");
		await asha.button("Settings").click();
		const dialog = asha.dialog("Settings");
		await dialog.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Sessions" }).click();
		const section = dialog.getByRole("region", { name: "App passwords" });
		await section.getByLabel("What it is for").fill("irssi");
		await section.getByRole("button", { name: "Make an app password" }).click();
		const password = await section.locator("code").innerText();
		const irc = use(await RawIrcClient.loggedIn(ircPort, "asha", password));
		await section.getByRole("button", { name: "End the app password of irssi" }).click();
		await irc.until("ERROR");
		await eventually(async () => expect(await section.getByRole("listitem").count()).toBe(0));
		expect(await section.getByText(password).count()).toBe(0);
	}),
);
