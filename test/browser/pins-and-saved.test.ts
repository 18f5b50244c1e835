import { expect, test } from "bun:test";
import { clean } from "./support/clean.ts";
import { eventually } from "./support/eventually.ts";
import { useBrowser } from "./support/stage.ts";

const inBrowser = useBrowser();

test(
	"what one pins is marked for everybody and listed for them, and unpinned from the list",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("the checklist");
		await asha.say("small talk");
		await bela.see("small talk");
		await asha.messageMenu("the checklist", "Pin to the room");
		await bela.article("the checklist").getByText("Pinned").waitFor();

		await bela.button("Pinned messages").click();
		const pane = bela.page.getByRole("complementary", { name: "Pinned messages" });
		await pane.getByText("the checklist").waitFor();
		expect(await pane.getByText("small talk").count()).toBe(0);
		await clean(bela, "pins");
		await pane.getByRole("button", { name: "Show in log" }).click();
		await eventually(async () =>
			expect(await bela.article("the checklist").evaluate((article) => article === document.activeElement)).toBe(true),
		);
		await pane.getByRole("button", { name: "Unpin" }).click();
		await pane.getByText("Nothing is pinned here yet").waitFor();
		await asha.article("the checklist").getByText("Pinned").waitFor({ state: "detached" });
	}),
);

test(
	"what one saves is marked and listed for oneself alone, on all of one's screens",
	inBrowser(async ({ serve, newcomer, anotherTab }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.say("read this later");
		await bela.see("read this later");
		const tab = await anotherTab(bela);
		await tab.see("read this later");
		await bela.toFront();
		await bela.article("read this").hover();
		await bela.article("read this").getByRole("button", { name: "Save for later" }).click();
		for (const seat of [bela, tab]) await seat.article("read this").getByText("Saved").waitFor();
		expect(await asha.article("read this").getByText("Saved").count()).toBe(0);

		await tab.toFront();
		await tab.rooms.getByRole("button", { name: "Saved" }).click();
		const pane = tab.page.getByRole("complementary", { name: "Saved messages" });
		await pane.getByText("read this later").waitFor();
		await pane.getByRole("button", { name: "Remove" }).click();
		await pane.getByText("Nothing is saved yet").waitFor();
		await bela.article("read this").getByText("Saved").waitFor({ state: "detached" });
	}),
);

test(
	"a message marked as unread, and what follows it, is unread again, until one comes back to the room",
	inBrowser(async ({ serve, newcomer }) => {
		const { url } = await serve();
		const asha = await newcomer(url, "Asha");
		const bela = await newcomer(url, "Bela");
		await asha.createRoom("harbour");
		await bela.joinRoom("harbour");
		for (const text of ["first", "second", "third"]) await asha.say(text);
		await bela.toFront();
		await bela.see("third");
		await bela.messageMenu("second", "Mark unread from here");
		await bela.log.getByText("New", { exact: true }).waitFor();
		await bela.roomLink("harbour").getByText("2").waitFor();
		await bela.go("lobby");
		await bela.roomLink("harbour").getByText("2").waitFor();
		await bela.go("harbour");
		await bela.log.getByText("New", { exact: true }).waitFor();
		await bela.roomLink("harbour").getByText("2").waitFor({ state: "detached" });
	}),
);
