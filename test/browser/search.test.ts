import { expect, test } from "bun:test";
import { newPerson } from "../support/person.ts";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"words are found in every room of one's own, marked, and lead to where they stand; other people's rooms are not",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		const harbour = await bela.createRoom({ name: "harbour", visibility: "public", topic: "tides" });
		const secret = await bela.createRoom({ name: "secret", visibility: "private" });
		const asha = await newcomer(url, "Asha");
		await asha.joinRoom("harbour");
		bela.post(harbour.id, "The **tide** import is the last red item");
		bela.post(harbour.id, "潮汐数据导入成功");
		bela.post(secret.id, "tide tables of the others");
		await asha.see("潮汐数据");
		await asha.go("lobby");

		const box = asha.textbox("Search");
		await box.fill("tide");
		const results = asha.page.getByRole("complementary", { name: "Search results" });
		const hit = results.getByRole("button", { name: /last red item/ });
		await hit.waitFor();
		expect(await hit.locator("mark").allInnerTexts()).toEqual(["tide"]);
		expect(await hit.innerText()).toContain("harbour");
		expect(await results.getByText("of the others").count()).toBe(0);
		await clean(asha, "search results");

		await box.press("ArrowDown");
		while (!(await hit.evaluate((button) => button === document.activeElement)))
			await asha.page.keyboard.press("ArrowDown");
		await asha.page.keyboard.press("Enter");
		await asha.heading("harbour").waitFor();
		await asha.see("last red item");
		await box.fill("数据");
		await results.getByRole("button", { name: /潮汐/ }).waitFor();
		await box.fill("nothing has this");
		await results.getByText("Nothing fits").waitFor();
	}),
);

test(
	"a reply that is found opens its thread, and closing that leads back to what was found",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve({ args: ["--announce", "off"] });
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		const asha = await newcomer(url, "Asha");
		await asha.say("who brings the sensor?");
		await asha.see("who brings");
		const [lobby] = bela.rooms.value.values();
		await eventually(() => expect(lobby?.messages.value.at(-1)?.body).toBe("who brings the sensor?"));
		const root = lobby?.messages.value.at(-1)?.seq ?? 0;
		bela.post(lobby?.id ?? 0, "a needle in the thread", { thread: root });
		await asha.page.getByRole("button", { name: /1 reply/ }).waitFor();

		await asha.textbox("Search").fill("needle");
		const results = asha.page.getByRole("complementary", { name: "Search results" });
		await results.getByRole("button", { name: /a needle/ }).click();
		const thread = asha.page.getByRole("complementary", { name: "Thread" });
		await thread.getByText("a needle in the thread").waitFor();
		await thread.getByRole("button", { name: "Close thread" }).click();
		await results.getByRole("button", { name: /a needle/ }).waitFor();
	}),
);

test(
	"a slash opens the search, which tells what narrows it; people and rooms are found too",
	inBrowser(async ({ serve, newcomer, onEnd }) => {
		const { url } = await serve();
		const bela = await newPerson(url, "Bela");
		onEnd(() => bela.stop());
		await bela.createRoom({ name: "belfry", visibility: "public" });
		const asha = await newcomer(url, "Asha");
		await asha.log.focus();
		await asha.page.keyboard.press("/");
		const box = asha.textbox("Search");
		await eventually(async () => expect(await box.evaluate((input) => input === document.activeElement)).toBe(true));
		const results = asha.page.getByRole("complementary", { name: "Search results" });
		await results.getByRole("button", { name: /from:/ }).click();
		expect(await box.inputValue()).toBe("from:");
		await clean(asha, "search help");
		await box.fill("bel");
		await results.getByRole("button", { name: /Bela/ }).waitFor();
		await results.getByRole("button", { name: /belfry/ }).click();
		await asha.heading("belfry").waitFor();
		await box.press("Escape");
		await box.press("Escape");
		await results.waitFor({ state: "detached" });
	}),
);

test(
	"on a phone the search is behind an icon, and a hit closes it",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha", { viewport: { width: 390, height: 844 } });
		await asha.say("the needle is here");
		await asha.see("the needle");
		await asha.button("Search").click();
		const box = asha.textbox("Search");
		await eventually(async () => expect(await box.evaluate((input) => input === document.activeElement)).toBe(true));
		await box.fill("needle");
		await asha.page.getByRole("button", { name: /the needle is here/ }).click();
		await asha.page.getByRole("complementary", { name: "Search results" }).waitFor({ state: "detached" });
		await asha.see("the needle is here");
	}),
);
