import { expect, test } from "bun:test";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"a draft stands on all of a person's devices, room by room, and is gone from all when it was sent",
	inBrowser(async ({ serve, newcomer, seat }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		const phone = await seat(url);
		await phone.logIn("Asha");
		await asha.createRoom("harbour");
		await asha.composer.fill("for the harbour");
		await asha.go("lobby");
		await asha.composer.fill("half a thought");
		await eventually(async () => expect(await phone.composer.inputValue()).toBe("half a thought"));
		await phone.go("harbour");
		expect(await phone.composer.inputValue()).toBe("for the harbour");
		await phone.go("lobby");
		await phone.composer.fill("half a thought, and the other half");
		await eventually(async () => expect(await asha.composer.inputValue()).toBe("half a thought, and the other half"));
		await phone.composer.press("Enter");
		await bela.see("and the other half");
		await eventually(async () => expect(await asha.composer.inputValue()).toBe(""));
		// A browser that comes later has it from the server.
		const later = await seat(url);
		await later.logIn("Asha");
		await later.go("harbour");
		await eventually(async () => expect(await later.composer.inputValue()).toBe("for the harbour"));
	}),
);

test(
	"what goes to a room by a command, or late with its files, leaves alone what is written there since",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.button("Emoji").waitFor();
		await asha.say("/msg Bela see you at noon");
		await asha.see("see you at noon");
		await asha.composer.fill("half a thought, ");
		await asha.go("lobby");
		await asha.say("/msg Bela or later");
		await asha.see("or later");
		expect(await asha.composer.inputValue()).toBe("half a thought, ");

		await asha.go("lobby");
		let goOn: () => void = () => undefined;
		const going = new Promise<void>((resolve) => {
			goOn = resolve;
		});
		await asha.page.route("**/api/files?**", async (route) => {
			await going;
			await route.continue();
		});
		const chooser = asha.page.waitForEvent("filechooser");
		await asha.button("Attach files").click();
		await (await chooser).setFiles([
			{ name: "tides.txt", mimeType: "text/plain", buffer: Buffer.from("high at noon") },
		]);
		await asha.say("the tides");
		await asha.page.getByText("Goes out when its files are up").waitFor();
		await asha.composer.fill("and then");
		goOn();
		await bela.see("the tides");
		await asha.see("the tides");
		expect(await asha.composer.inputValue()).toBe("and then");
	}),
);

test(
	"a text that was typed a moment before the window was closed is there when it is opened again",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await newcomer(url, "Bela");
		await asha.composer.fill("not lost");
		await asha.page.reload();
		await asha.composer.waitFor();
		expect(await asha.composer.inputValue()).toBe("not lost");
	}),
);
