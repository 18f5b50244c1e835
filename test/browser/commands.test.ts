import { expect, test } from "bun:test";
import { signUp } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"commands do what they say: what one does, the topic, a room's name, a direct message, a status",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.button("Emoji").waitFor();
		await asha.say("/me waves");
		await bela.see("waves");
		expect(await bela.article("waves").locator("em").count()).toBe(1);
		await asha.createRoom("harbour");
		await asha.say("/topic Cut on Thursday");
		await asha.page.getByRole("log").getByText("Cut on Thursday").waitFor();
		await asha.say("/rename pier");
		await asha.heading("pier").waitFor();
		await bela.say("/join #pier");
		await bela.heading("pier").waitFor();
		await asha.say("/status 🌊 on the tide survey");
		await asha.page.getByText("You show 🌊 on the tide survey").waitFor();
		await asha.say("/msg Bela see you at noon");
		await asha.see("see you at noon");
		await bela.rooms.getByText("Asha").waitFor();
		for (const seat of [asha, bela]) expect(await seat.composer.inputValue()).toBe("");
	}),
);

test(
	"a command that is not known, or refused, is told with its reason, and nothing is sent; two slashes send one",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.button("Emoji").waitFor();
		await asha.say("/etc/hosts is empty");
		await asha.alert.getByText("No command is called /etc/hosts").waitFor();
		expect(await asha.composer.inputValue()).toBe("/etc/hosts is empty");
		await asha.say("/join nowhere");
		await asha.alert.getByText("No room is named nowhere").waitFor();
		await asha.say("//etc/hosts is empty");
		await bela.see("/etc/hosts is empty");
		expect(await bela.said()).toEqual(["Asha: /etc/hosts is empty"]);
	}),
);

test(
	"/help lists the commands, and /leave asks as the room's menu does",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("harbour");
		await asha.button("Emoji").waitFor();
		await asha.composer.pressSequentially("/he");
		await asha.page.getByRole("listbox", { name: "Commands" }).waitFor();
		await asha.composer.press("Enter");
		await asha.composer.press("Enter");
		const help = asha.dialog("Commands and formatting");
		await help.getByText("/topic TEXT").waitFor();
		await asha.page.keyboard.press("Escape");
		await asha.noDialog();
		await asha.say("/leave");
		await asha.dialog(/Leave/).getByRole("button", { name: /Leave/ }).click();
		await asha.heading("lobby").waitFor();
	}),
);

test(
	"@room in a large room is asked about first: sending again says yes, typing on takes it back",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		for (let index = 0; index < 20; index++) await signUp(url, `Guest${index}`);
		await asha.page.reload();
		await asha.button("Emoji").waitFor();
		await asha.say("@room the ship leaves");
		await asha.page.getByText("@room will notify 21 people").waitFor();
		expect(await asha.said()).toEqual([]);
		await asha.button("Cancel").click();
		expect(await asha.composer.inputValue()).toBe("@room the ship leaves");
		await asha.composer.press("Enter");
		await asha.button("Send anyway").waitFor();
		await asha.composer.pressSequentially(" now");
		await asha.button("Send anyway").waitFor({ state: "detached" });
		await asha.composer.press("Enter");
		await asha.button("Send anyway").waitFor();
		await asha.composer.press("Enter");
		await bela.see("@room the ship leaves now");
		await eventually(async () => expect(await asha.said()).toHaveLength(1));
		await asha.say("@here only some");
		await asha.page.getByText("@here will notify 1 person").waitFor();
	}),
);
