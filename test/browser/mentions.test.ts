import { expect, test } from "bun:test";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"a name is marked where it names somebody in the room, stronger where it is oneself, and not where it names nobody",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("ask @bela. or @nobody, not asha@example.org");
		await bela.see("ask");
		for (const [seat, kind, row] of [
			[asha, "mention other", null],
			[bela, "mention self", ""],
		] as const) {
			const mark = seat.article("ask").getByText("@bela", { exact: true });
			await eventually(async () => expect(await mark.getAttribute("class")).toBe(kind));
			expect(await seat.article("ask").locator(".mention").count()).toBe(1);
			expect(await seat.article("ask").getAttribute("data-names-me")).toBe(row);
		}
	}),
);

test(
	"a room that one is in is a link where it is named",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("harbour");
		await asha.go("lobby");
		await asha.say("more of it in #Harbour.");
		await asha.article("more of it").getByRole("link", { name: "#Harbour" }).click();
		await asha.heading("harbour").waitFor();
		await bela.see("more of it");
		expect(await bela.article("more of it").getByRole("link").count()).toBe(0);
	}),
);
