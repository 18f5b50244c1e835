import { expect, test } from "bun:test";
import { newPerson } from "../support/person.ts";
import { eventually } from "./support/eventually.ts";
import type { Seat } from "./support/seat.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

function list(seat: Seat, name: string) {
	return seat.page.getByRole("listbox", { name });
}

/** The chosen option, as the text box tells it. */
async function chosen(seat: Seat): Promise<string> {
	return seat.composer.evaluate((box) => {
		const id = box.getAttribute("aria-activedescendant");
		return id === null ? "" : (document.getElementById(id)?.textContent ?? "");
	});
}

test(
	"a person is completed by the keyboard alone, and is called by the message",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const tomas = await newPerson(url, "Tomás");
		onEnd(() => tomas.stop());
		await tomas.setProfile({ display: "Silva, the pilot" });
		const bela = await newcomer(url, "Bela");
		await asha.button("Attach files").waitFor();

		await asha.composer.pressSequentially("hello @");
		await list(asha, "People").waitFor();
		await asha.composer.pressSequentially("toma");
		await eventually(async () => expect(await chosen(asha)).toContain("Tomás"));
		await asha.composer.press("Escape");
		await list(asha, "People").waitFor({ state: "detached" });
		expect(await asha.composer.inputValue()).toBe("hello @toma");

		// By the name that they show, too.
		await asha.composer.fill("");
		await asha.composer.pressSequentially("@pilot");
		await eventually(async () => expect(await chosen(asha)).toContain("Silva, the pilot"));
		await asha.composer.press("Enter");
		expect(await asha.composer.inputValue()).toBe("@Tomás ");

		await asha.composer.pressSequentially("and @be");
		await eventually(async () => expect(await chosen(asha)).toContain("Bela"));
		await asha.composer.press("Tab");
		expect(await asha.composer.inputValue()).toBe("@Tomás and @Bela ");
		await asha.composer.press("Enter");
		await bela.see("and @Bela");
	}),
);

test(
	"the arrows go through the list and around, a click takes one, and undo takes it back",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		await newcomer(url, "Bela");
		await asha.createRoom("harbour");
		await asha.createRoom("harbour-east");
		await asha.button("Attach files").waitFor();
		await asha.composer.pressSequentially("see #har");
		await eventually(async () => expect(await chosen(asha)).toBe("#harbour"));
		await asha.composer.press("ArrowDown");
		await eventually(async () => expect(await chosen(asha)).toBe("#harbour-east"));
		await asha.composer.press("ArrowDown");
		await eventually(async () => expect(await chosen(asha)).toBe("#harbour"));
		await list(asha, "Rooms").getByRole("option", { name: "harbour-east" }).click();
		expect(await asha.composer.inputValue()).toBe("see #harbour-east ");
		await asha.composer.press("ControlOrMeta+z");
		expect(await asha.composer.inputValue()).toBe("see #har");
	}),
);

test(
	"a name that is typed out is sent by Enter, and no list stands in the way of what is typed",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.button("Attach files").waitFor();
		for (const text of ["thanks @Bela", "at 10:30 :)", "mail me@home"]) {
			await asha.composer.pressSequentially(text);
			await asha.composer.press("Enter");
			await bela.see(text);
			expect(await asha.composer.inputValue()).toBe("");
		}
	}),
);

test(
	"on a phone the list stands above the composer, as wide as it, and takes a tap",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		await newcomer(url, "Bela");
		const asha = await newcomer(url, "Asha", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
		await asha.button("Attach files").waitFor();
		await asha.composer.tap();
		await asha.composer.pressSequentially("@b");
		const option = list(asha, "People").getByRole("option").first();
		await option.waitFor();
		const box = await list(asha, "People").boundingBox();
		const field = await asha.page.locator(".composer-box").boundingBox();
		if (!box || !field) throw new Error("not shown");
		expect(box.y).toBeGreaterThanOrEqual(0);
		expect(box.y + box.height).toBeLessThan((await asha.composer.boundingBox())?.y ?? 0);
		expect(Math.abs(box.width - field.width)).toBeLessThan(2);
		await option.tap();
		expect(await asha.composer.inputValue()).toBe("@Bela ");
		expect(await asha.composer.evaluate((element) => element === document.activeElement)).toBe(true);
	}),
);
