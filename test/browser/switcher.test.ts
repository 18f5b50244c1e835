import { expect, test } from "bun:test";
import { newPerson } from "../support/person.ts";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"what is typed right after the first Ctrl K is for the switcher, however long its code takes to come",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("field-notes");
		await asha.go("lobby");
		await asha.page.reload();
		let arrive: () => void = () => undefined;
		const arrived = new Promise<void>((resolve) => {
			arrive = resolve;
		});
		// From here on no part of the page comes before it is let through.
		await asha.page.route("**/chunk-*.js", async (route) => {
			await arrived;
			await route.continue();
		});
		await asha.composer.waitFor();
		await asha.composer.focus();
		const { keyboard } = asha.page;
		await keyboard.press("Control+k");
		await keyboard.type("fiels");
		await keyboard.press("Backspace");
		await keyboard.press("Enter");
		expect(await asha.page.getByRole("combobox").count()).toBe(0);
		arrive();
		await asha.page.getByRole("option", { name: "field-notes", selected: true }).waitFor();
		expect(await asha.page.getByRole("combobox").inputValue()).toBe("fiel");
		await keyboard.press("Enter");
		await asha.heading("field-notes").waitFor();
		await asha.go("lobby");
		expect(await asha.composer.inputValue()).toBe("");
	}),
);

test(
	"Ctrl K and a few letters lead to a room, to a person, to a room one is not in yet, and back",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve();
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		await bela.createRoom({ name: "north-mole", visibility: "public" });
		const asha = await newcomer(url, "Asha");
		await asha.createRoom("field-notes");
		await asha.go("lobby");
		const { keyboard } = asha.page;
		const jump = async (letters: string, to: string) => {
			await keyboard.press("Control+k");
			const box = asha.page.getByRole("combobox");
			await eventually(async () => expect(await box.evaluate((input) => input === document.activeElement)).toBe(true));
			await keyboard.type(letters);
			await asha.page.getByRole("option", { name: to, selected: true }).waitFor();
			await keyboard.press("Enter");
			await asha.heading(to).waitFor();
			await asha.noDialog();
		};
		await jump("fn", "field-notes");
		await jump("nmol", "north-mole");
		await jump("bel", "Bela");
		await eventually(async () =>
			expect(await asha.composer.evaluate((box) => box === document.activeElement)).toBe(true),
		);
		// Nothing typed: where one was before.
		await keyboard.press("Control+k");
		await asha.page.getByRole("option", { name: "north-mole", selected: true }).waitFor();
		await clean(asha, "switcher");
		await keyboard.press("Enter");
		await asha.heading("north-mole").waitFor();
		await keyboard.press("Control+k");
		await asha.page.getByRole("combobox").fill("nothing like it");
		await asha.page.getByText("No room and nobody of that name").waitFor();
		await keyboard.press("Escape");
		await asha.noDialog();
	}),
);
